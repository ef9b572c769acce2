"""No input within the limits keeps a command busy: not the reading, the rules, the report, nor the rendering."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from communities import measure_texts
from effort import check_growth
from sites import set_up, write_notes
from worst_inputs import CHARTER, INPUTS, WorstInput, find_refusals

from cop_site.model.spelling import index
from cop_site.model.spelling.index import Names
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.reporters import bound, render_text

SHARE = 48
"""Part of the full size of which the growth is measured: enough for what is quadratic to take a second."""
MOST = 2
"""Seconds that a part may take, a generous limit for a busy machine."""


def _run(root: Path) -> Project:
    """Go from files to findings and their text, and to the notes' HTML."""
    project = read_project(root, date(2026, 11, 25))
    render_text(bound(project.diagnostics), project.size)
    bodies = project.site_in("en").bodies
    for note in project.community.notes:
        bodies.html_of(note)
    return project


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """Spare each `gc.collect` below what all other tests have loaded."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.parametrize("worst", INPUTS, ids=lambda worst: worst.name)
def test_twice_the_input_takes_twice_the_time(worst: WorstInput, tmp_path: Path) -> None:
    """What is quadratic would take four times as long, and hours where a note is as long as it may be.

    What is refused early only looks cheap: each input is read, or says which rule refuses it.
    """

    @cache
    def write(size: int) -> Path:
        return write_notes(set_up(tmp_path / str(size)), {"index.md": CHARTER, **worst.make(size)})

    size = max(1, worst.size // SHARE)
    for each in (size, 2 * size):
        write(each)
    gc.collect()
    projects: list[Project] = []
    assert check_growth(lambda size: projects.append(_run(write(size))), size) < MOST
    assert find_refusals(projects[-1], worst.make(2 * size)) == worst.refused_by


def test_lookups_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many names are wrong, a limited number is compared, each with a dozen at most; one twice is once."""
    compared: list[int] = []

    def compare(_: str, known: list[str]) -> str:
        compared.append(len(known))
        return ""

    monkeypatch.setattr(index, "closest", compare)
    names = Names(f"name-number-{n}" for n in range(5_000))
    for n in range(20_000):
        names.closest(f"nmae-number-{n % 10_000}")
    assert len(compared) == 2_000
    assert max(compared) <= 12


def test_names_that_share_their_letters_are_ranked_in_part() -> None:
    """The rarest pairs of letters are looked at first, so that one name among very many alike is still found."""
    names = Names(f"a-name-of-{n}" for n in range(20_000))
    assert len(names.list_near("a-nmae-of-123")) == 12
    assert names.closest("faciltation") == ""
    assert Names([*names, "facilitation"]).closest("faciltation") == "facilitation"
    assert names.list_near("x" * 201) == []


@pytest.mark.parametrize(("fields", "edits"), [(50, 50 * 51), (51, 0), (1_200, 0)])
def test_fixes_are_not_as_long_as_the_square(fields: int, edits: int) -> None:
    """Some unknown fields are moved by one fix, which each finding has; of very many, none has it."""
    front = "".join(f"zz{n}q: a\n" for n in range(fields))
    problems = measure_texts({"practices/a.md": f"---\ntitle: A\n{front}---\n"}).community.problems
    found = [problem for problem in problems if problem.name == "other-field-is-extra"]
    assert len(found) == fields
    assert sum(len(problem.fix.edits) for problem in found if problem.fix) == edits
