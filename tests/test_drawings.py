"""Drawings (SVG) reach the site as they look, and without anything that could act.

`cases/drawings/refused` holds drawings that are not published, `cleaned` those of which a part is left out, and `kept`
what programs write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from expected_files import ExpectedFiles

from cop_site.content.assets.svg import MAX_BYTES, MAX_ELEMENTS, MAX_SHOWN_ELEMENTS, clean_svg
from cop_site.diagnostics import Problem

CASES = Path(__file__).parent / "cases" / "drawings"
EXPECTED: Mapping[str, list[int | str]] = json.loads((CASES / "refused.json").read_text("utf-8"))
_SHAPING = {"clip-path", "d", "fill", "height", "id", "marker-end", "mask", "points", "transform", "width"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def _clean(text: str) -> bytes | Problem:
    return clean_svg(text.encode("utf-8"), "a.svg")


@pytest.mark.parametrize("name", sorted(file.name for file in (CASES / "refused").iterdir()))
def test_what_acts_or_is_broken_is_refused(name: str) -> None:
    """The problem says the line, the column, and what stands there."""
    problem = clean_svg((CASES / "refused" / name).read_bytes(), name)
    assert isinstance(problem, Problem)
    assert [problem.span.line, problem.span.column, problem.message] == EXPECTED[name]
    assert problem.hint


@pytest.mark.parametrize("name", sorted(file.name for file in (CASES / "cleaned").glob("*.svg")))
def test_what_shows_nothing_is_left_out(name: str, expected_files: ExpectedFiles) -> None:
    """Metadata, notes of programs, links and styles from elsewhere go; the rest is the same as before."""
    cleaned = clean_svg((CASES / "cleaned" / name).read_bytes(), name)
    assert isinstance(cleaned, bytes)
    text = cleaned.decode("utf-8")
    assert text == expected_files.text(CASES / "cleaned" / f"{name}.expected", text)
    assert clean_svg(cleaned, name) == cleaned


@pytest.mark.parametrize("name", sorted(file.name for file in (CASES / "kept").iterdir()))
def test_what_programs_write_is_published(name: str) -> None:
    """All parts, references between them and texts are there; only names and places of the author are not."""
    raw = (CASES / "kept" / name).read_bytes()
    cleaned = clean_svg(raw, name)
    assert isinstance(cleaned, bytes)
    assert b"secretname" not in cleaned
    before, after = (list(ET.fromstring(text).iter()) for text in (raw, cleaned))  # noqa: S314  # our own files
    shown = [e for e in before if e.tag.startswith("{http://www.w3.org/2000/svg}") and not e.tag.endswith("}metadata")]
    assert [element.tag for element in after] == [element.tag for element in shown]
    for old, new in zip(shown, after, strict=True):
        assert _SHAPING & old.attrib.keys() == _SHAPING & new.attrib.keys()
        assert {v for v in old.attrib.values() if v.startswith("#")} <= set(new.attrib.values())


def test_a_drawing_has_limits() -> None:
    """Size, elements and what is drawn by references are bounded; what is just below each limit is published."""
    rest = len(SVG) + len("<text></text></svg>")
    assert isinstance(_clean(f"{SVG}<text>{'x' * (MAX_BYTES - rest)}</text></svg>"), bytes)
    assert "bytes (maximum" in getattr(_clean(f"{SVG}<text>{'x' * (MAX_BYTES - rest + 1)}</text></svg>"), "message", "")
    assert isinstance(_clean(SVG + "<g/>" * (MAX_ELEMENTS - 1) + "</svg>"), bytes)
    assert "elements" in getattr(_clean(SVG + "<g/>" * MAX_ELEMENTS + "</svg>"), "message", "")
    parts = f'{SVG}<g id="a">{"<g/>" * 999}</g>'
    uses = MAX_SHOWN_ELEMENTS // 1001 - 1
    assert isinstance(_clean(parts + '<use href="#a"/>' * uses + "</svg>"), bytes)
    assert "draws more" in getattr(_clean(parts + '<use href="#a"/>' * (uses + 2) + "</svg>"), "message", "")
