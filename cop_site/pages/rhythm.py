"""How often a community meets, in words."""

from __future__ import annotations

from cop_site.model.kinds import Charter
from cop_site.model.kinds.charter import Rhythm
from cop_site.model.rhythm import Frequency
from cop_site.model.spelling.dates import WEEKDAYS
from cop_site.pages.days import view_minutes
from cop_site.pages.labels import label_ordinal
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import mark_plural, message

_OF_THE_MONTH = (
    message("We meet on the %(which)s Monday of each month."),
    message("We meet on the %(which)s Tuesday of each month."),
    message("We meet on the %(which)s Wednesday of each month."),
    message("We meet on the %(which)s Thursday of each month."),
    message("We meet on the %(which)s Friday of each month."),
    message("We meet on the %(which)s Saturday of each month."),
    message("We meet on the %(which)s Sunday of each month."),
)
"""The sentences for a day of the week, from Monday."""
_EACH = {
    ("day", False): message("We meet every day."),
    ("day", True): message("We meet every day."),
    ("week", False): message("We meet every week."),
    ("week", True): message("We meet every week %(on)s."),
    ("month", False): message("We meet every month."),
    ("month", True): message("We meet every month %(on)s."),
}
"""The sentences for every unit, without a day of the week and with one, such as `on Monday`."""
_EVERY_SO_MANY = {
    ("day", False): mark_plural("We meet every %(num)s day.", "We meet every %(num)s days."),
    ("day", True): mark_plural("We meet every %(num)s day, %(on)s.", "We meet every %(num)s days, %(on)s."),
    ("week", False): mark_plural("We meet every %(num)s week.", "We meet every %(num)s weeks."),
    ("week", True): mark_plural("We meet every %(num)s week %(on)s.", "We meet every %(num)s weeks %(on)s."),
    ("month", False): mark_plural("We meet every %(num)s month.", "We meet every %(num)s months."),
    ("month", True): mark_plural("We meet every %(num)s month %(on)s.", "We meet every %(num)s months %(on)s."),
}
"""The same for more than one of a unit."""


def view_rhythm(charter: Charter, wording: Wording) -> str:
    """Return sentences such as `We meet every 2 weeks on Wednesday. A meetup begins at 18:00 (UTC) and takes 1 h.`.

    What the charter does not say is left out, but for how often: that it is not settled is said.
    """
    return wording.together(_how_often(charter.meetups, wording), _when(charter, wording))


def _how_often(rhythm: Rhythm, wording: Wording) -> str:
    every = rhythm.every
    weekday = every.weekday if every else None
    if every and every.ordinals and weekday is not None:
        which = [label_ordinal(ordinal, WEEKDAYS[weekday], wording) for ordinal in every.ordinals]
        return wording.word(_OF_THE_MONTH[weekday]) % {"which": wording.formats.join_with_and(which)}
    if weekday is None and rhythm.on:
        weekday = WEEKDAYS.index(rhythm.on)
    on = _name_day(weekday, wording)
    if every:
        return _frequency(every, on, wording)
    if on:
        return wording.gettext("We meet %(on)s; how often is not settled yet.", on=on)
    return wording.gettext("How often we meet is not settled yet.")


def _name_day(weekday: int | None, wording: Wording) -> str:
    """When a community meets that has a day of the week; empty if it has none."""
    names = (
        # Translators: as in “We meet every 2 weeks on Monday.”
        wording.pgettext("when a community meets", "on Monday"),
        wording.pgettext("when a community meets", "on Tuesday"),
        wording.pgettext("when a community meets", "on Wednesday"),
        wording.pgettext("when a community meets", "on Thursday"),
        wording.pgettext("when a community meets", "on Friday"),
        wording.pgettext("when a community meets", "on Saturday"),
        wording.pgettext("when a community meets", "on Sunday"),
    )
    return names[weekday] if weekday is not None else ""


def _frequency(every: Frequency, on: str, wording: Wording) -> str:
    """The sentence on how often; `on` tells the day of the week, or is empty."""
    weeks, rest = divmod(every.days, 7)
    unit, number = ("month", every.months) if every.months else ("day", every.days) if rest else ("week", weeks)
    if number == 1:
        return wording.word(_EACH[unit, bool(on)]) % {"on": on}
    return wording.ngettext(*_EVERY_SO_MANY[unit, bool(on)], number, on=on)


def _when(charter: Charter, wording: Wording) -> str:
    """When a meetup begins, and how long it takes, as far as that is known."""
    clock, zone = charter.meetups.at, charter.stated_timezone
    duration = view_minutes(charter.meetups.minutes, wording)
    if not clock:
        return wording.gettext("A meetup takes %(duration)s.", duration=duration) if duration else ""
    hour = int(clock.partition(":")[0])
    begin = wording.formats.time(clock)
    begin = wording.gettext("%(time)s (%(zone)s)", time=begin, zone=zone) if zone else begin
    # Translators: the number is the hour, for languages that say it otherwise at one o'clock.
    if duration:
        return wording.ngettext(
            "A meetup begins at %(time)s and takes %(duration)s.",
            "A meetup begins at %(time)s and takes %(duration)s.",
            hour,
            time=begin,
            duration=duration,
        )
    return wording.ngettext("A meetup begins at %(time)s.", "A meetup begins at %(time)s.", hour, time=begin)
