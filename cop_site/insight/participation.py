"""Who takes part: how many people are in the core, active, or at the periphery of a community.

Wenger, McDermott and Snyder (2002) expect 10 to 15 % in the core, another 15 to 20 % active, and everybody else at the
periphery, where it is legitimate to be. The bands are numbers: nothing of them is ever said of a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from cop_site.insight.contributors import ACTIVE_DAYS, add_weights
from cop_site.insight.presence import Event, days_before, events_of_year, find_active
from cop_site.model.community import Community

_CORE, _ACTIVE = Fraction(2, 3), Fraction(1, 3)
"""The shares of the held meetups from which an attendee is in a band."""
_CORE_WORK, _ACTIVE_WORK = 0.5, 0.8
"""The shares of all contributions that those in the core made, and those in the core and the active ones together."""
_YEARS = 5


class Basis(StrEnum):
    """What the bands are found from."""

    ATTENDANCE = "attendance"
    CONTRIBUTIONS = "contributions"
    """Where fewer than half of the meetups say who came."""


@dataclass(frozen=True, slots=True)
class Participation:
    """The people of 365 days by how much they took part; each of them is in one band, and nobody who has left."""

    day: date
    """The last of the days."""
    basis: Basis
    core: frozenset[str]
    """Person keys, as those of the other bands: of these, nothing but the number is to be shown."""
    active: frozenset[str]
    peripheral: frozenset[str]
    held: int
    """The meetups that were held."""
    with_attendance: int
    """Those among them that say who came."""
    sample: int
    """The number of meetups, or of notes with contributors, that the bands were found from."""
    needed: int
    """How many it takes."""

    @property
    def is_enough(self) -> bool:
        """Whether there is enough data."""
        return self.sample >= self.needed

    @property
    def people(self) -> int:
        """The number of people."""
        return len(self.core) + len(self.active) + len(self.peripheral)


def measure_participation(events: Iterable[Event], community: Community, day: date, min_sample: int) -> Participation:
    """Return the bands of the 365 days up to a day.

    Core are those who came to two thirds of the meetups, active those who came to a third, and peripheral the others.
    Where fewer than half of the meetups say who came, core are the fewest who made half of the contributions, active
    those who made the next 30 %, and peripheral everybody else who was seen.
    """
    year = events_of_year(events, day)
    meetups = [event for event in year if event.is_meetup]
    with_attendance = sum(event.has_attendance for event in meetups)
    here = find_active(year, community, day)
    if with_attendance and 2 * with_attendance >= len(meetups):
        basis, sample = Basis.ATTENDANCE, len(meetups)
        bands = _by_attendance(Counter(key for event in meetups for key in event.came & here), len(meetups))
    else:
        basis, sample = Basis.CONTRIBUTIONS, sum(1 for event in year if event.weights.keys() & here)
        bands = _by_contributions(add_weights(event.weights for event in year), here)
    return Participation(day, basis, *bands, len(meetups), with_attendance, sample, min_sample)


def measure_years(events: Sequence[Event], community: Community, min_sample: int) -> tuple[Participation, ...]:
    """Return the bands of the 365 days up to the community's day and of those before them, at most five, latest last.

    It begins with the first 365 days of which there is anything.
    """
    years: list[Participation] = []
    day = community.as_of
    while len(years) < _YEARS and (not years or (events and events[0].day <= day)):
        years.append(measure_participation(events, community, day, min_sample))
        day = days_before(day, ACTIVE_DAYS)
    return tuple(reversed(years))


def _by_attendance(attended: Mapping[str, int], held: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    core = frozenset(key for key, count in attended.items() if count >= _CORE * held)
    active = frozenset(key for key, count in attended.items() if count >= _ACTIVE * held) - core
    return core, active, frozenset(attended.keys() - core - active)


def _by_contributions(
    weights: Mapping[str, float], here: frozenset[str]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    weights = {key: weight for key, weight in weights.items() if key in here}
    core = _fewest_with(_CORE_WORK, weights)
    active = _fewest_with(_ACTIVE_WORK, weights) - core
    return core, active, here - core - active


def _fewest_with(share: float, weights: Mapping[str, float]) -> frozenset[str]:
    """The fewest people who together have a share of the weights; of people with equal weight, those first by key."""
    needed, total, found = share * sum(weights.values()), 0.0, []
    for key in sorted(weights, key=lambda key: (-weights[key], key)):
        if total >= needed:
            break
        total += weights[key]
        found.append(key)
    return frozenset(found)
