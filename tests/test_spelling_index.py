"""A misspelt name is found among many as it is found among few."""

from __future__ import annotations

import random
import string

import pytest
from effort import check_growth, measure

from cop_site.model.spelling import fold, index
from cop_site.model.spelling.index import Names

KNOWN = ["facilitation", "Handling silence", "onboarding", "opening-a-meetup", "CI"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("facilitaton", "facilitation"),
        ("faciltiation", "facilitation"),
        ("handling-silence", "Handling silence"),
        ("onbording", "onboarding"),
        ("opening-a-meeting", "opening-a-meetup"),
        ("ci", "CI"),
        ("gardening", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_found(written: str, meant: str) -> None:
    """Typing errors find the name that was meant; another word finds nothing."""
    assert Names(KNOWN).closest(written) == meant


def test_a_name_can_be_left_out() -> None:
    """A name does not mean itself."""
    names = Names(["facilitaton", "facilitation"])
    assert names.closest("facilitaton", but="facilitaton") == "facilitation"
    assert names.closest("facilitaton") == "facilitaton"


def test_thousands_among_thousands_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is compared in full with a dozen of a large community's names at most, and found in a moment."""
    compared = []

    def closest(name: str, known: list[str]) -> str:
        compared.append(len(known))
        return fold.closest(name, known)

    monkeypatch.setattr(index, "closest", closest)
    chance = random.Random(1)  # noqa: S311  # no secret depends on it
    known = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 20))) for _ in range(3_000)]

    def look_up(size: int) -> None:
        names = Names(known[:size])
        for name in known[:300]:
            names.closest(name, but=name)

    assert measure(lambda: look_up(3_000)) < 1.5
    check_growth(look_up, 1_500)
    assert max(compared) <= 12
    assert len(compared) >= 900
