"""How coverage has grown: where the topics of today stood at the end of each quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cop_site.insight.coverage import Coverage, ObjectiveCoverage, Status, TopicCoverage, find_status
from cop_site.insight.freshness import is_outdated
from cop_site.model.past import was_there
from cop_site.settings import Thresholds


@dataclass(frozen=True, slots=True)
class Stage:
    """The topics on one day."""

    day: date
    counts: Mapping[Status, int]
    """The number of topics by status; none on a past day is planned, since nobody wrote down when that was done."""
    claimed: int
    """The number of objectives that meetups had covered."""
    listed: int
    """The number of objectives that the topics list today."""


def measure_growth(coverage: Coverage, days: Iterable[date], as_of: date, thresholds: Thresholds) -> tuple[Stage, ...]:
    """Return a stage for each day up to `as_of`, by the rules that give topics their status today."""
    return tuple(_measure(coverage, day, as_of, thresholds) for day in days)


def _measure(coverage: Coverage, day: date, as_of: date, thresholds: Thresholds) -> Stage:
    topics = coverage.topics.values()
    objectives = {covered.topic.slug: _claims_by(covered, day) for covered in topics}
    counts = Counter(
        covered.status if day >= as_of else _status_on(covered, objectives[covered.topic.slug], day, thresholds)
        for covered in topics
    )
    claimed = sum(1 for some in objectives.values() for objective in some if objective.claimed_by)
    return Stage(day, counts, claimed, coverage.objectives_listed)


def _status_on(
    covered: TopicCoverage, objectives: tuple[ObjectiveCoverage, ...], day: date, thresholds: Thresholds
) -> Status:
    held = tuple(meetup for meetup in covered.held if meetup.fields.last_day <= day)
    others = tuple(n for n in covered.others if not is_outdated(n) and was_there(n, day))
    return find_status(held, (), others, objectives, thresholds)


def _claims_by(covered: TopicCoverage, day: date) -> tuple[ObjectiveCoverage, ...]:
    return tuple(
        ObjectiveCoverage(o.id, o.text, tuple(m for m in o.claimed_by if m.fields.last_day <= day))
        for o in covered.objectives
    )
