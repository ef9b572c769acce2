"""How often a community meets, in words."""

from __future__ import annotations

from cop_site.model.kinds import Charter
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
    """Return sentences such as `We meet every 2 weeks on Wednesday. A meetup begins at 18:00 (UTC) and takes 1 h.`."""
    rhythm = charter.meetups
    duration = view_minutes(rhythm.minutes, wording)
    if rhythm.at:
        begin = wording.gettext(
            "A meetup begins at %(clock)s (%(zone)s) and takes %(duration)s.",
            clock=rhythm.at,
            zone=charter.timezone,
            duration=duration,
        )
    else:
        begin = wording.gettext("A meetup takes %(duration)s.", duration=duration)
    weekday = rhythm.on if rhythm.every.weekday is None else WEEKDAYS[rhythm.every.weekday]
    return f"{_frequency(rhythm.every, wording.formats.name_weekday(weekday), wording)} {begin}"


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
