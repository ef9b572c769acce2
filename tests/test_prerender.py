"""Rendering in a process of its own gives the same site, and its failures are told."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from sites import EXAMPLE

from cop_site.engines.mkdocs.build import build_site
from cop_site.project.open import open_project, read_project
from cop_site.project.project import Project
from cop_site.search import index, prerender
from cop_site.search.index import SearchError
from cop_site.search.prerender import Prerender

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this system cannot fork safely")
AS_OF = date(2026, 11, 25)


@pytest.fixture
def project() -> Project:
    """The example community."""
    return read_project(EXAMPLE, AS_OF)


def _build(site: Path) -> dict[str, bytes]:
    build_site(open_project(EXAMPLE, AS_OF), site, lambda _: None, lambda _: None)
    assert (site / "pagefind" / "pagefind-entry.json").is_file()
    return {str(page.relative_to(site)): page.read_bytes() for page in site.rglob("*.html")}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_it_makes_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is the same bytes, rendered beside the check or after it."""
    monkeypatch.setattr(prerender, "can_fork", lambda: True)  # other tests have left servers running in threads
    beside = _build(tmp_path / "beside")
    monkeypatch.setattr(prerender, "can_fork", lambda: False)
    after = _build(tmp_path / "after")
    assert len(beside) > 100
    assert beside == after


def test_bodies_come_across(project: Project, tmp_path: Path) -> None:
    """What is handed over are the bodies that would be rendered here."""
    ahead = Prerender(project.site_in("en"), tmp_path / "pagefind", "en")
    bodies = ahead.fetch_bodies()
    assert bodies == {note.key: project.site_in("en").bodies.html_of(note) for note in project.community.notes}
    ahead.finish()
    assert (tmp_path / "pagefind" / "pagefind-entry.json").is_file()


def test_what_fails_there_is_rendered_here(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without bodies from the other process, this one renders them, and says why there is no search index."""
    with monkeypatch.context() as only_there:
        only_there.setattr(project.site_in("en").bodies, "html_of", lambda _: 1 / 0)
        ahead = Prerender(project.site_in("en"), tmp_path / "pagefind", "en")
    project.site_in("en").bodies.expect(ahead.fetch_bodies)
    note = project.community.by_key["practices/opening-round"]
    assert "<p>" in project.site_in("en").bodies.of(note)
    with pytest.raises(SearchError, match="ZeroDivisionError: division by zero"):
        ahead.finish()


def test_pagefinds_own_words_are_told(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When Pagefind fails, the message is what it said."""
    monkeypatch.setattr(index, "find_command", lambda: ["/bin/sh", "-c", "echo the disk is full >&2; exit 3"])
    ahead = Prerender(project.site_in("en"), tmp_path / "pagefind", "en")
    with pytest.raises(SearchError, match="the disk is full"):
        ahead.finish()


def test_nothing_is_left_behind(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that stops takes the other process and Pagefind with it, and nothing has a name that would be left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with NamedTemporaryFile() as told:
        command = ["/bin/sh", "-c", f"echo $$ >{told.name}; exec cat >/dev/null"]
        monkeypatch.setattr(index, "find_command", lambda: command)
        ahead = Prerender(project.site_in("en"), tmp_path / "pagefind", "en")
        while not (line := Path(told.name).read_text("utf-8")).endswith("\n"):
            time.sleep(0.01)
    process, pagefind = ahead._process, int(line)
    assert process is not None
    ahead.abandon()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    for _ in range(600):  # Pagefind ends when its input does, which may be a moment later
        if not _runs(pagefind):
            break
        time.sleep(0.05)
    assert not _runs(pagefind)
    assert list((tmp_path / "temporary").iterdir()) == []


def _runs(process: int) -> bool:
    """Whether a process has not ended, even if nobody has asked for its status yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
