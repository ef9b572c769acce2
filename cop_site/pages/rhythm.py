"""How often a community meets, in words."""

from __future__ import annotations

from cop_site.model.kinds import Charter
from cop_site.model.kinds.charter import Rhythm
from cop_site.model.rhythm import Frequency
from cop_site.model.spelling.dates import WEEKDAYS
from cop_site.pages.days import view_minutes
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import mark_plural, message

_ORDINALS = {
    1: message("first"),
    2: message("second"),
    3: message("third"),
    4: message("fourth"),
    5: message("fifth"),
    -1: message("last"),
}
"""The place of a weekday in its month, as in `first Tuesday`."""


def view_rhythm(charter: Charter, wording: Wording) -> str:
    """Return sentences such as `We meet every 2 weeks on Wednesday. A meetup begins at 18:00 (UTC) and takes 1 h.`.

    What the charter does not say is left out, but for how often: that it is not settled is said.
    """
    return " ".join(filter(None, (_how_often(charter.meetups, wording), _when(charter, wording))))


def _how_often(rhythm: Rhythm, wording: Wording) -> str:
    every = rhythm.every
    weekday = rhythm.on if every is None or every.weekday is None else WEEKDAYS[every.weekday]
    day = wording.formats.name_weekday(weekday)
    if every:
        return _frequency(every, day, wording)
    if day:
        return wording.gettext("We meet on %(day)s; how often is not settled yet.", day=day)
    return wording.gettext("How often we meet is not settled yet.")


def _when(charter: Charter, wording: Wording) -> str:
    """When a meetup begins, and how long it takes, as far as that is known."""
    clock, zone = charter.meetups.at, charter.stated_timezone
    begin = f"{clock} ({zone})" if zone else clock
    duration = view_minutes(charter.meetups.minutes, wording)
    if begin and duration:
        return wording.gettext("A meetup begins at %(time)s and takes %(duration)s.", time=begin, duration=duration)
    if begin:
        return wording.gettext("A meetup begins at %(time)s.", time=begin)
    return wording.gettext("A meetup takes %(duration)s.", duration=duration) if duration else ""


def _frequency(every: Frequency, day: str, wording: Wording) -> str:
    """The sentence on how often; `day` is the name of the weekday, or empty."""
    if every.ordinals:
        which = wording.formats.join([wording.word(_ORDINALS[ordinal]) for ordinal in every.ordinals])
        return wording.gettext("We meet on the %(which)s %(day)s of each month.", which=which, day=day)
    weeks, rest = divmod(every.days, 7)
    if every.months:
        number, with_day, without = every.months, _MONTHS_ON, _MONTHS
    elif rest or not weeks:
        number, with_day, without = every.days, _DAYS_ON, _DAYS
    else:
        number, with_day, without = weeks, _WEEKS_ON, _WEEKS
    return wording.ngettext(*(with_day if day else without), number, day=day)


_DAYS = mark_plural("We meet every day.", "We meet every %(num)s days.")
_DAYS_ON = mark_plural("We meet every day, on %(day)s.", "We meet every %(num)s days, on %(day)s.")
_WEEKS = mark_plural("We meet every week.", "We meet every %(num)s weeks.")
_WEEKS_ON = mark_plural("We meet every week on %(day)s.", "We meet every %(num)s weeks on %(day)s.")
_MONTHS = mark_plural("We meet every month.", "We meet every %(num)s months.")
_MONTHS_ON = mark_plural("We meet every month on %(day)s.", "We meet every %(num)s months on %(day)s.")
