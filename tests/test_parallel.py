"""What a second process does is what this one would have done."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rule_cases import AS_OF, find_cases

from cop_site.content.files import read_files
from cop_site.content.load import Source, load
from cop_site.project import parallel
from cop_site.project.open import read_project
from cop_site.project.parallel import can_fork, share, start
from cop_site.project.read import key_of, start_reading
from cop_site.project.store import Store

linux = pytest.mark.skipif(sys.platform != "linux", reason="this system cannot fork safely")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although other tests have left servers running in threads: the copies here do nothing with those."""
    monkeypatch.setattr(parallel, "can_fork", lambda: True)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with everything in it that can be wrong, which is large enough for two processes."""
    monkeypatch.setattr(parallel, "_MIN_NOTES", 10)
    for case in find_cases():
        case.copy("bad", tmp_path)
    return tmp_path


@linux
@pytest.mark.usefixtures("forking")
def test_the_value_comes_from_elsewhere() -> None:
    """What the other process does changes nothing here, but for the value it hands back."""
    seen: list[int] = []

    def compute() -> object:
        seen.append(1)
        return ["é", 2, None, {"a": (1, 2)}]

    wait = start(compute)
    assert wait() == ["é", 2, None, {"a": (1, 2)}]
    assert seen == []


@linux
@pytest.mark.usefixtures("forking")
def test_a_value_may_be_larger_than_what_a_pipe_holds() -> None:
    """The other process waits until it is read."""
    assert start(lambda: "x" * 5_000_000)() == "x" * 5_000_000


@linux
@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("wrong", [lambda: 1 / 0, object], ids=["raises", "cannot-be-handed-over"])
def test_what_fails_there_is_done_here(wrong: Callable[[], object]) -> None:
    """The value is computed by this process then, or the error raised in it."""
    here = threading.get_native_id()
    wait = start(lambda: "done" if threading.get_native_id() == here else wrong())
    assert wait() == "done"
    with pytest.raises(ZeroDivisionError):
        start(lambda: 1 / 0)()


@linux
@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("number", [0, 1, 2, 7, 5_000])
def test_each_item_is_taken_once(number: int) -> None:
    """The first items come in their order, and the last ones in reverse, however many there are."""
    first, last = share(range(number), lambda some: [(item, os.getpid()) for item in some])
    assert [item for item, _ in (*first, *reversed(last))] == list(range(number))
    assert {process for _, process in first} <= {os.getpid()}
    assert os.getpid() not in {process for _, process in last}


@linux
@pytest.mark.usefixtures("forking")
def test_who_is_done_takes_what_the_other_would() -> None:
    """An item that takes long leaves the others to the other process."""
    held = threading.Event()
    first, last = share(range(100), lambda some: [held.wait(0.5) if item == 0 else item for item in some])
    assert len(first) < 10
    assert len(first) + len(last) == 100


@linux
@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("number", [1, 2, 7, 5_000])
@pytest.mark.parametrize("wait", [0, 0.2], ids=["both", "all-there"])
def test_what_is_shared_and_fails_there_is_done_here(number: int, wait: float) -> None:
    """No item is lost with the other process, even if it had all; an error that both have is raised in this one."""
    here, held = os.getpid(), threading.Event()

    def compute(some: Iterable[int]) -> list[int]:
        held.wait(wait * (os.getpid() == here))
        found = list(some)
        if os.getpid() != here:
            raise ZeroDivisionError
        return found

    first, last = share(range(number), compute)
    assert [*first, *reversed(last)] == list(range(number))
    with pytest.raises(ZeroDivisionError):
        share(range(number), lambda some: [1 / 0 for _ in some])


def test_what_cannot_be_shared_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be forked, all items are the first ones."""
    monkeypatch.setattr(parallel, "can_fork", lambda: False)
    assert share(range(3), list) == ([0, 1, 2], [])


def test_nothing_is_forked_beside_a_thread() -> None:
    """A thread would be missing in the copy, with whatever it holds."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork()
        seen: list[int] = []
        wait = start(lambda: seen.append(1))
        assert seen == []
        wait()
        assert seen == [1]
    finally:
        stop.set()
        thread.join()


@linux
@pytest.mark.usefixtures("forking")
def test_notes_from_the_store_are_the_notes(broken: Path) -> None:
    """Sources are in order, with the same values, places and problems, whoever read them, and known or not."""
    texts = read_files(broken, "content").sources
    assert len(texts) > 20
    store, keys = Store(broken), {text.path: key_of(text, "") for text in texts}
    expected = [load(text) for text in texts]
    for _ in range(2):
        sources = start_reading(texts, store, keys)()
        assert sources == expected
        assert list(map(_places, sources)) == list(map(_places, expected))
        assert len(store.find("notes", keys.values())) > 20


@linux
@pytest.mark.usefixtures("forking")
def test_diagnostics_found_in_two_are_the_diagnostics(broken: Path) -> None:
    """Each is reported once, in the same order, with the same fix."""
    project = read_project(broken, AS_OF)
    found = project.diagnose_in_parallel()
    assert len(found) > 100
    assert found == project.diagnostics


def _places(source: Source) -> tuple[object, object]:
    return source.front_matter.positions, source.front_matter.keys
