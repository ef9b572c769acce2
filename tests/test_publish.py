"""A site takes the place of the old one whole, or not at all."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cop_site.engines import swap
from cop_site.engines.publish import MARKER, PublishError, mark_site, publish, restore
from cop_site.project.temporary import temporary_folder


class CrashError(Exception):
    """What goes wrong in the middle of a build."""


def _publish(output: Path, root: Path, text: str) -> None:
    with publish(output, root) as building:
        (building / "index.html").write_text(text, "utf-8")


def _crash(output: Path, root: Path) -> None:
    with publish(output, root) as building:
        (building / "index.html").write_text("half", "utf-8")
        raise CrashError


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, which takes most of the time."""
    find = swap._find_function
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(swap, "_find_function", lambda name: (lambda _: 0) if name == "syncfs" else find(name))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    return root


def test_the_first_site_and_the_next(root: Path) -> None:
    """A site is published, is marked as ours, and is replaced by the next one, with nothing left over."""
    output = root / "site"
    _publish(output, root, "one")
    _publish(output, root, "two")
    made = {"index.html": "two", MARKER: "index.html\n"}
    assert {file.name: file.read_text("utf-8") for file in output.iterdir()} == made
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


@pytest.mark.parametrize("name", ["CNAME", ".git"])
def test_what_was_put_there_by_hand_is_not_lost(root: Path, name: str) -> None:
    """A file or folder at the top of the site that no build made stops the next one before it begins."""
    output = root / "site"
    _publish(output, root, "one")
    (output / name).mkdir()
    with pytest.raises(PublishError, match=rf"{name} did not come from a build and would be lost"):
        _publish(output, root, "two")
    assert (output / "index.html").read_text("utf-8") == "one"
    (output / name).rmdir()
    _publish(output, root, "two")
    assert (output / "index.html").read_text("utf-8") == "two"


def test_what_is_hidden_is_never_ours(root: Path) -> None:
    """MkDocs builds around what is hidden in a site; a mark made after that does not claim it."""
    output = root / "site"
    _publish(output, root, "one")
    (output / ".git").mkdir()
    mark_site(output)
    with pytest.raises(PublishError, match=r"\.git did not come from a build"):
        _publish(output, root, "two")


def test_a_site_of_an_earlier_version_is_replaced(root: Path) -> None:
    """A mark that names nothing says that all of it is ours."""
    output = root / "site"
    _publish(output, root, "one")
    (output / MARKER).write_text("", "utf-8")
    (output / "old-page.html").touch()
    _publish(output, root, "two")
    assert not (output / "old-page.html").exists()


def test_others_may_read_the_site(root: Path) -> None:
    """A web server that runs as somebody else can read what was built."""
    _publish(root / "site", root, "one")
    assert (root / "site").stat().st_mode & 0o055 == 0o055


def test_a_crash_leaves_the_old_site(root: Path) -> None:
    """Whatever is raised while building, the old site stays, and what was begun is gone."""
    output = root / "site"
    _publish(output, root, "one")
    with pytest.raises(CrashError):
        _crash(output, root)
    assert (output / "index.html").read_text("utf-8") == "one"
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_a_site_without_a_home_page_is_not_published(root: Path) -> None:
    """A build that wrote nothing of use does not replace a site."""
    output = root / "site"
    _publish(output, root, "one")
    with pytest.raises(PublishError, match="home page"), publish(output, root):
        pass
    assert (output / "index.html").read_text("utf-8") == "one"


@pytest.mark.parametrize("where", ["", "..", "content", "file.txt", "somebodys"])
def test_what_is_no_site_is_refused_before_anything_is_built(root: Path, where: str) -> None:
    """The project, what holds it, its notes, a file and a directory of somebody's are never replaced."""
    (root / "content" / "note.md").touch()
    (root / "file.txt").touch()
    (root / "somebodys").mkdir()
    (root / "somebodys" / "thesis.txt").touch()
    before = sorted(root.rglob("*"))
    with pytest.raises(PublishError), publish(root / where, root):
        pytest.fail("it was handed out")
    assert sorted(root.rglob("*")) == before


def test_an_empty_directory_is_taken(root: Path) -> None:
    """A directory with nothing in it, and one whose parents are not there yet, can be published to."""
    (root / "empty").mkdir()
    _publish(root / "empty", root, "one")
    _publish(root / "deep" / "down" / "site", root, "one")
    assert (root / "empty" / "index.html").is_file()
    assert (root / "deep" / "down" / "site" / "index.html").is_file()


def _read(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def _site(text: str) -> dict[str, str]:
    return {"index.html": text, MARKER: "index.html\n"}


@pytest.fixture(params=[True, False], ids=["exchanged", "in-two-steps"])
def exchanged(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can exchange two folders in one step."""
    if not request.param:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    return bool(request.param)


_CALLS = ("chmod", "fsync", "listdir", "lstat", "mkdir", "open", "rename", "rmdir", "scandir", "stat", "unlink")
"""The functions of `os` that change or read folders."""


def _trip(monkeypatch: pytest.MonkeyPatch, trip: Callable[[int], None]) -> None:
    """Call a function with the number of each call to the system, before the call."""
    numbers = count(1)

    def watch(function: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: object, **options: object) -> Any:
            trip(next(numbers))
            return function(*arguments, **options)

        return watched

    for module, name in (*((os, name) for name in _CALLS), (io, "open"), (fcntl, "flock")):
        monkeypatch.setattr(module, name, watch(getattr(module, name)))
    find = swap._find_function

    def find_and_watch(name: str) -> Callable[..., int] | None:
        function = find(name)
        return function and watch(function)

    monkeypatch.setattr(swap, "_find_function", find_and_watch)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES], ids=["ENOSPC", "EACCES"])
@pytest.mark.parametrize("ever_after", [False, True], ids=["once", "ever-after"])
@pytest.mark.slow
def test_whatever_call_fails_the_site_is_whole(root: Path, exchanged: bool, ever_after: bool, number: int) -> None:
    """Each call to the system fails in turn, alone or with all that follow: the site is the old or the new one.

    Only where it takes two steps, and nothing works any more after the first, is the site away until the next command.
    """
    output = root / "site"
    for failing in count(1):
        shutil.rmtree(output, ignore_errors=True)
        _publish(output, root, "one")
        reached = 0

        def fail(call: int, failing: int = failing) -> None:
            nonlocal reached
            reached = call
            if call == failing or (ever_after and call > failing):
                raise OSError(number, os.strerror(number))

        with pytest.MonkeyPatch.context() as broken:
            _trip(broken, fail)
            with suppress(OSError, PublishError):
                _publish(output, root, "two")
        if output.exists() or exchanged or not ever_after:
            assert _read(output) in (_site("one"), _site("two")), failing
        else:
            said: list[str] = []
            restore(output, said.append)
            assert said == ["site: put back as it was before a build that was killed"]
            assert _read(output) == _site("one")
        _publish(output, root, "three")
        assert _read(output) == _site("three")
        assert sorted(path.name for path in root.iterdir()) == ["content", "site"], failing
        if reached < failing:
            break
    assert failing > 40


def _end(fatal: int, call: int) -> None:
    if call == fatal:
        os._exit(9)


@pytest.mark.skipif(sys.platform != "linux", reason="this system cannot fork safely")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_wherever_it_is_killed_the_site_is_whole(root: Path, exchanged: bool) -> None:
    """A process ends before each call to the system in turn; the next build puts back and deletes what it left."""
    output = root / "site"
    for fatal in count(1):
        _publish(output, root, "one")
        if not (process := os.fork()):
            with pytest.MonkeyPatch.context() as killing:
                _trip(killing, partial(_end, fatal))
                _publish(output, root, "two")
                os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if output.exists() or exchanged:
            assert _read(output) in (_site("one"), _site("two")), fatal
        restore(output, lambda _: None)
        assert _read(output) in (_site("one"), _site("two")), fatal
        _publish(output, root, "three")
        assert _read(output) == _site("three")
        left = sorted(path.name for path in root.iterdir())
        assert left == ["content", "site"], fatal
        if not status:
            break
    assert fatal > 40


def test_a_build_that_runs_is_left_alone(root: Path) -> None:
    """Two builds at once do not delete each other's folders; the last one to end is the one that is seen."""
    output = root / "site"
    with publish(output, root) as slow:
        (slow / "index.html").write_text("slow", "utf-8")
        _publish(output, root, "fast")
        assert _read(output) == _site("fast")
    assert _read(output) == _site("slow")


def test_what_is_not_ours_is_left_alone(root: Path) -> None:
    """A folder that is only called like one of ours stays, and a link is not followed."""
    theirs = root / "site.new.redesign"
    theirs.mkdir()
    (theirs / "draft.html").touch()
    with temporary_folder("elsewhere.", root) as folder:
        (root / "site.new.the_link").symlink_to(folder)
        _publish(root / "site", root, "one")
        assert folder.is_dir()
    assert (theirs / "draft.html").exists()


def test_a_site_that_an_older_version_left_is_put_back(root: Path) -> None:
    """Where a build of an earlier version was killed between its two steps, the site is in a folder beside it."""
    output = root / "site"
    _publish(output, root, "one")
    (root / "site.old.x").mkdir()
    output.rename(root / "site.old.x" / "site")
    said: list[str] = []
    restore(output, said.append)
    assert _read(output) == _site("one")
    assert len(said) == 1
    restore(output, said.append)
    assert len(said) == 1
