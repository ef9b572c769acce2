"""The days on which the community could meet next: those of its rhythm on which nothing is planned yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cop_site.model.community import Community
from cop_site.model.kinds import Charter
from cop_site.model.rhythm import Break, days_after
from cop_site.model.spelling.dates import WEEKDAYS, read_day

_NEAR = 3
"""Days by which a meetup may miss its day of the rhythm and still be the one of that day."""


def free_days(community: Community) -> Iterator[date]:
    """Yield the days of the rhythm after the community's day that have no meetup and lie in no break, in their order.

    A day whose meetup was called off is not free, nor is the one that it was moved to.
    """
    charter: Charter = community.charter.fields
    breaks = charter_breaks(charter)
    taken = sorted(_taken_days(community))
    near = min(_NEAR, (charter.meetups.frequency.gap - 1) // 2)
    for day in _days_of_rhythm(community, charter):
        is_taken = any(day in pause for pause in breaks) or any(abs((day - other).days) <= near for other in taken)
        if day > community.as_of and not is_taken:
            yield day


def charter_breaks(charter: Charter) -> tuple[Break, ...]:
    """Return the times in which the community does not meet."""
    return tuple(Break(pause.from_, pause.to) for pause in charter.breaks)


def _taken_days(community: Community) -> Iterator[date]:
    """Yield the days of meetups, but for those too long ago to be near a free day."""
    earliest = community.as_of.toordinal() - _NEAR
    for fields in (meetup.fields for meetup in community.meetups):
        if fields.moved_to and (moved_to := _day_of(fields.moved_to, community)):
            yield moved_to
        if fields.last_day.toordinal() < earliest:
            continue
        length = (fields.last_day - fields.date).days
        yield from (fields.date + timedelta(number) for number in range(min(length, 366) + 1))


def _day_of(name: str, community: Community) -> date | None:
    """The day that a field names, as a date or as the meetup on it."""
    meetup = community.meetups_by_slug.get(name)
    return meetup.date if meetup else read_day(name)


def _days_of_rhythm(community: Community, charter: Charter) -> Iterator[date]:
    """The days of the rhythm, counted from the charter's own day, else from the latest meetup that took place."""
    rhythm = charter.meetups
    weekday = WEEKDAYS.index(rhythm.on) if rhythm.on else None
    if rhythm.from_:
        if rhythm.from_ > community.as_of:
            yield rhythm.from_
        yield from days_after(rhythm.from_, rhythm.frequency, weekday, fixed=True)
        return
    latest = community.held[-1].fields.date if community.held else community.as_of
    yield from days_after(latest, rhythm.frequency, weekday, fixed=False)
