"""No input within the limits keeps a command busy: not the reading, the rules, the report, nor the rendering."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from cProfile import Profile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from communities import measure_texts
from effort import check_growth
from hypothesis import given
from hypothesis import strategies as st
from sites import set_up, write_notes
from worst_inputs import ADOPTED, BODY_BYTES, CHARTER, INPUTS, Notes, WorstInput, fill_adopted, find_refusals

from cop_site.adopt.adoption import Choices, adopt
from cop_site.adopt.sources.folder import read_file
from cop_site.compiler.compile import compile_site
from cop_site.insight.contained import Contained, cut
from cop_site.model.spelling import index
from cop_site.model.spelling.index import Names
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.reporters import bound, render_text

SHARE = 48
"""Part of the full size of which the growth is measured: enough for what is quadratic to take a second."""
FOLDERS = frozenset({"notes", "topics"})
"""The units of inputs that are folders, of any number of notes."""
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ADOPTED)
def test_twice_the_minutes_are_adopted_in_twice_the_time(name: str, tmp_path: Path) -> None:
    """Minutes that others wrote have lines of any length, and are read for attendance and other dialects."""
    size, day = BODY_BYTES // 8, date(2026, 11, 25)

    def work(size: int) -> None:
        file = tmp_path / "2026-01-01.md"
        file.write_text(fill_adopted(name, size), "utf-8")
        (note, *_) = adopt(read_file(file), day, Choices(), {}, ()).notes
        assert note.note.text

    work(1)
    assert check_growth(work, size) < MOST


@pytest.fixture(scope="module")
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile all templates, which would count as work of each site, and keep them where no other process writes."""
    root = set_up(tmp_path_factory.mktemp("compiled"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cop_site.project.compiled._find_file", lambda: root / "compiled.templates")
        project = _run(write_notes(root, {"index.md": CHARTER}))
        assert all(compile_site(project.site_in("en"), root, "en"))
        project.compiled.keep()
        yield


def _count_calls(root: Path, notes: Notes) -> int:
    """Return the number of calls that it takes to go from files to findings and to all that a site consists of."""
    write_notes(set_up(root), {"index.md": CHARTER, **notes})
    gc.collect()
    profile = Profile()
    with profile:
        for output in compile_site(_run(root).site_in("en"), root, "en"):
            assert output
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.slow
@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("worst", [w for w in INPUTS if w.unit in FOLDERS], ids=lambda worst: worst.name)
def test_a_site_grows_as_its_notes(worst: WorstInput, tmp_path: Path) -> None:
    """What further notes add to the work of a whole site is in proportion to what they are, however many there are.

    Calls are counted, which shows even in a small site what would take its square.
    """
    inputs = [worst.make(max(1, worst.size // part)) for part in (80, 40, 20)]
    calls = [_count_calls(tmp_path / str(number), notes) for number, notes in enumerate(inputs)]
    sizes = [sum(map(len, notes.values())) for notes in inputs]
    once, twice = ((calls[n + 1] - calls[n]) / (sizes[n + 1] - sizes[n]) for n in range(2))
    assert twice < 1.6 * once


def test_few_texts_are_looked_for() -> None:
    """However many decisions another could name, few are compared with it, and those that it names are found."""
    looked_for: list[str] = []

    class Counted(str):
        __slots__ = ()

        def __contains__(self, part: object) -> bool:
            looked_for.append(str(part))
            return str(part) in str(self)

    wordings = Contained(f"decide number {n}" for n in range(5_000))
    text = Counted("other: decide number 4321")
    found = set(wordings.find(text, cut(text)))
    assert found == {f"decide number {n}" for n in (4, 43, 432, 4321)}
    assert len(looked_for) < 100


@given(st.lists(st.text("ab ", max_size=9), max_size=9), st.text("ab ", max_size=20))
def test_whatever_is_contained_is_found(texts: list[str], text: str) -> None:
    """The index finds the same as looking for each text does, each once."""
    assert sorted(Contained(texts).find(text, cut(text))) == sorted({one for one in texts if one in text})


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
