"""A misspelt name is found among many as it is found among few."""

from __future__ import annotations

import random
import string
import time

import pytest

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


def test_thousands_among_thousands_take_no_time() -> None:
    """Looking up every name of a large community takes a moment, not minutes."""
    chance = random.Random(1)  # noqa: S311  # no secret depends on it
    known = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(4, 20))) for _ in range(3_000)]
    begin = time.perf_counter()
    names = Names(known)
    for name in known:
        names.closest(name, but=name)
    assert time.perf_counter() - begin < 15
