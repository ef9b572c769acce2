"""A hidden name is known in each way in which people write it.

Each entry of `cases/hidden/spellings.json` is a member who is not to be named, with ways to write them: `everywhere`,
only in `texts`, only in `fields` for people, and `elsewhere` what is somebody or something else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from communities import site_of

from cop_site.model.community import Community
from cop_site.rules.cop603_text_names_nobody_hidden import find_names
from cop_site.settings import Headings

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases/hidden/spellings.json").read_text("utf-8"))


def _read(case: dict[str, Any], notes: dict[str, str]) -> Community:
    front = f"name: {case['name']}\n{case.get('front', 'listed: false')}"
    members = {
        "index.md": "---\nname: Us\npurpose: P.\n---\n",
        "members/hidden-one.md": f"---\n{front}\n---\n",
        "members/ana-lind.md": "---\nname: Ana Lind\nlisted: true\n---\n",
    }
    return site_of(members | notes).community


def _write(spelling: str) -> dict[str, str]:
    return {"resources/r.md": f"---\ntitle: R\n---\nWe thank {spelling} for it.\n"}


def _spellings(*groups: str) -> list[Any]:
    found = [(case, spelling) for case in CASES for group in groups for spelling in case.get(group, ())]
    return [pytest.param(*one, id=str(number)) for number, one in enumerate(found)]


def _find_in_text(community: Community) -> list[str]:
    note = next(note for note in community.notes if note.slug == "r")
    return [text for _, text, _ in find_names(note, community.hidden_names, Headings())]


@pytest.mark.parametrize(("case", "spelling"), _spellings("everywhere", "texts"))
def test_a_text_that_names_somebody_hidden_is_reported(case: dict[str, Any], spelling: str) -> None:
    """However the name is written."""
    assert _find_in_text(_read(case, _write(spelling)))


@pytest.mark.parametrize(("case", "spelling"), _spellings("everywhere", "fields"))
def test_a_field_for_people_names_nobody_hidden(case: dict[str, Any], spelling: str) -> None:
    """The site shows 'a member'."""
    note = f"---\ntitle: A\nspeakers: [{json.dumps(spelling)}]\n---\nWords.\n"
    community = _read(case, {"meetups/2026-01-14-a.md": note})
    assert [community.person(name).name for name in community.meetups[0].fields.speakers] == ["a member"]


@pytest.mark.parametrize(("case", "spelling"), _spellings("elsewhere"))
def test_others_are_named(case: dict[str, Any], spelling: str) -> None:
    """A text with the name of somebody else, or a word that is part of a name, is not reported."""
    assert _find_in_text(_read(case, _write(spelling))) == []


def test_who_is_listed_is_shown_by_a_name_that_they_share() -> None:
    """`Ana Lind` is somebody else than Ana Maria Lind, who is hidden; by their first name alone, both are meant."""
    note = "---\ntitle: A\nspeakers: [Ana Lind, Ana, Maria]\n---\nWords.\n"
    community = _read({"name": "Ana Maria Lind"}, {"meetups/2026-01-14-a.md": note, **_write("Ana Lind")})
    shown = [community.person(name).name for name in community.meetups[0].fields.speakers]
    assert (shown, _find_in_text(community)) == (["Ana Lind", "Ana", "a member"], [])
