"""The sentence that says when a community meets."""

from __future__ import annotations

from cop_site.model.kinds import Charter
from cop_site.pages.days import view_minutes
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import mark_plural


def view_rhythm(charter: Charter, wording: Wording) -> str:
    """Return a sentence such as `We meet every 2 weeks on Wednesday at 18:00 (Europe/Berlin), for 1 h.`."""
    rhythm = charter.meetups
    values = {
        "day": wording.formats.name_weekday(rhythm.on),
        "clock": rhythm.at,
        "zone": charter.timezone,
        "duration": view_minutes(rhythm.minutes, wording),
    }
    weeks, rest = divmod(rhythm.every, 7)
    one, many = _by_days(charter) if rest or not weeks else _by_weeks(charter)
    return wording.ngettext(one, many, rhythm.every if rest or not weeks else weeks, **values)


def _by_weeks(charter: Charter) -> tuple[str, str]:
    if charter.meetups.on and charter.meetups.at:
        return mark_plural(
            "We meet every week on %(day)s at %(clock)s (%(zone)s), for %(duration)s.",
            "We meet every %(num)s weeks on %(day)s at %(clock)s (%(zone)s), for %(duration)s.",
        )
    if charter.meetups.on:
        return mark_plural(
            "We meet every week on %(day)s, for %(duration)s.",
            "We meet every %(num)s weeks on %(day)s, for %(duration)s.",
        )
    if charter.meetups.at:
        return mark_plural(
            "We meet every week at %(clock)s (%(zone)s), for %(duration)s.",
            "We meet every %(num)s weeks at %(clock)s (%(zone)s), for %(duration)s.",
        )
    return mark_plural("We meet every week, for %(duration)s.", "We meet every %(num)s weeks, for %(duration)s.")


def _by_days(charter: Charter) -> tuple[str, str]:
    if charter.meetups.on and charter.meetups.at:
        return mark_plural(
            "We meet every day on %(day)s at %(clock)s (%(zone)s), for %(duration)s.",
            "We meet every %(num)s days on %(day)s at %(clock)s (%(zone)s), for %(duration)s.",
        )
    if charter.meetups.on:
        return mark_plural(
            "We meet every day on %(day)s, for %(duration)s.",
            "We meet every %(num)s days on %(day)s, for %(duration)s.",
        )
    if charter.meetups.at:
        return mark_plural(
            "We meet every day at %(clock)s (%(zone)s), for %(duration)s.",
            "We meet every %(num)s days at %(clock)s (%(zone)s), for %(duration)s.",
        )
    return mark_plural("We meet every day, for %(duration)s.", "We meet every %(num)s days, for %(duration)s.")
