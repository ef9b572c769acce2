"""Whether newcomers become contributors, and whether the community renews itself and carries over what it knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cop_site.insight.cadence import percentile
from cop_site.insight.contributors import ACTIVE_DAYS
from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.insight.participation import Participation
from cop_site.insight.presence import Event, Trace, days_before, events_of_year, find_active, find_seen
from cop_site.insight.share import Share
from cop_site.model.community import Community

CONTRIBUTE_DAYS, RETURN_DAYS = 180, 90
"""Days within which newcomers contribute, and come again."""
_NEW_YEARS = 2


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people who were first seen in a year, all of whom have had their days."""

    year: int
    contributed: Share
    """Those among them who contributed within 180 days."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """How many newcomers contributed and came again, of those whose days have passed."""

    contributed: Share
    """Within 180 days."""
    returned: Share
    """Within 90 days."""
    median_days: float | None
    """From the first day to the first contribution, of those who contributed; None if there is not enough data."""
    sample: int
    """How many contributed at all."""
    cohorts: tuple[Cohort, ...]
    """The earliest first."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """Whether the community lasts."""

    retention: Share
    """Who was seen this year, of those who were active in the year before it."""
    core_renewal: Share
    """Who was first seen within the last 24 months, of the core."""
    carry_over: Share
    """Topics with contributors of two generations or more, of the covered ones; a generation is a year of arrivals."""
    is_brittle: bool
    """Whether there is a core, and nobody in it is new."""


def measure_newcomers(traces: Collection[Trace], as_of: date, min_sample: int) -> Newcomers:
    """Return what became of newcomers by a day."""
    due = [trace for trace in traces if _has_had(trace, CONTRIBUTE_DAYS, as_of)]
    due_again = [trace for trace in traces if _has_had(trace, RETURN_DAYS, as_of)]
    days = sorted((t.first_contribution - t.first_seen).days for t in due if t.first_contribution)
    by_year: dict[int, list[Trace]] = {}
    for trace in traces:
        by_year.setdefault(trace.first_seen.year, []).append(trace)
    over = (year for year in sorted(by_year) if (as_of - date(year, 12, 31)).days >= CONTRIBUTE_DAYS)
    returned = sum(_is_within(trace, trace.next_seen, RETURN_DAYS) for trace in due_again)
    return Newcomers(
        _share_contributed(due, min_sample),
        Share(returned, len(due_again), min_sample),
        percentile(days, 50) if len(days) >= min_sample else None,
        len(days),
        tuple(Cohort(year, _share_contributed(by_year[year], min_sample)) for year in over),
    )


def measure_renewal(
    events: Collection[Event],
    community: Community,
    participation: Participation,
    traces: Mapping[str, Trace],
    topics: Iterable[TopicCoverage],
) -> Renewal:
    """Return whether the community lasts; `participation` is that of the year up to its day."""
    day, needed = participation.day, participation.needed
    before = find_active(events, community, days_before(day, ACTIVE_DAYS))
    since = _years_before(day, _NEW_YEARS)
    new = sum(1 for key in participation.core if traces[key].first_seen >= since)
    covered = [topic for topic in topics if topic.status is Status.COVERED]
    several = sum(len(_generations(topic.weights, traces)) > 1 for topic in covered)
    return Renewal(
        Share(len(before & find_seen(events_of_year(events, day))), len(before), needed),
        Share(new, len(participation.core), needed),
        Share(several, len(covered), needed),
        is_brittle=participation.is_enough and bool(participation.core) and not new,
    )


def _share_contributed(traces: Collection[Trace], min_sample: int) -> Share:
    count = sum(_is_within(trace, trace.first_contribution, CONTRIBUTE_DAYS) for trace in traces)
    return Share(count, len(traces), min_sample)


def _has_had(trace: Trace, days: int, as_of: date) -> bool:
    return (as_of - trace.first_seen).days >= days


def _is_within(trace: Trace, day: date | None, days: int) -> bool:
    return day is not None and (day - trace.first_seen).days <= days


def _generations(people: Iterable[str], traces: Mapping[str, Trace]) -> set[int]:
    """The years in which some people were first seen."""
    return {traces[key].first_seen.year for key in people if key in traces}


def _years_before(day: date, years: int) -> date:
    """The same day some years earlier; 28 February for 29 February, and the first day there is for earlier ones."""
    if day.year <= years:
        return date.min
    # Two years away from a leap year is none.
    return day.replace(year=day.year - years, day=28 if (day.month, day.day) == (2, 29) else day.day)
