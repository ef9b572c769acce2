"""The ordinary life of communities: what happened in each, and the figures that somebody computed by hand.

Each file of `cases/loop` has small communities, by what they show. A case says what holds, has its notes by name, each
with its fields and its `text`, and the figures of a day by their path in `cop stats --format json`. A step of a path is
a key, the place or the slug of an item of a list, `#` for its length, or `*key` for a value of each item. A charter
that is left out meets every two weeks on Tuesdays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from communities import measure_texts

from cop_site.feeds.community import describe_community

_RHYTHM = {"every": "2 weeks", "on": "Tuesday", "at": "18:30", "minutes": 60}
_CHARTER = {"name": "Testers", "purpose": "To learn.", "timezone": "Europe/Berlin", "meetups": _RHYTHM}
_FILES = sorted((Path(__file__).parent / "cases/loop").glob("*.yml"))
_CASES = {
    f"{file.stem} {number}": case
    for file in _FILES
    for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
}


def _write(fields: dict[str, Any]) -> str:
    kept = {name: value for name, value in fields.items() if name != "text"}
    return f"---\n{yaml.safe_dump(kept, sort_keys=False)}---\n{fields.get('text', 'Some text.')}\n"


def _pick(value: Any, path: str) -> Any:
    for step in path.split("."):
        if step == "#":
            value = len(value)
        elif step.startswith("*"):
            value = [item[step[1:]] for item in value]
        elif isinstance(value, dict):
            value = value[step]
        else:
            value = value[int(step)] if step.isdecimal() else next(item for item in value if step in item.values())
    return round(value, 4) if isinstance(value, float) else value


@pytest.mark.parametrize("case", _CASES.values(), ids=_CASES)
def test_the_figures_are_those_computed_by_hand(case: dict[str, Any]) -> None:
    """Each figure that a case names is as it says, on the day it says and on days before it."""
    notes = {f"{name}.md": _write(fields) for name, fields in {"index": _CHARTER, **case["notes"]}.items()}
    first, *earlier = case["figures"]
    figures = measure_texts(notes, first)
    for day in (first, *earlier):
        document = describe_community(figures.as_of(day))
        expected: dict[str, Any] = case["figures"][day]
        assert {path: _pick(document, path) for path in expected} == expected, case["says"]
