"""The fuzzers: how an input is made, and what is tried on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from cop_site.project.store import FOLDER
from fuzz import built, commands, names, notes, trees
from fuzz.compiled import find_compiled_breaches

Make = Callable[[Random, Path], tuple[str, ...]]


@dataclass(frozen=True)
class Fuzzer:
    """A kind of input."""

    make: Make
    """Writes a project to a folder, and returns the words that its site must not have."""
    try_it: Callable[[Random, Path, tuple[str, ...]], Iterator[str]]
    """Yields what does not hold."""
    cpu_seconds: int
    """How long trying one input may keep a processor busy."""


def _try(random: Random, root: Path, hidden: tuple[str, ...]) -> Iterator[str]:
    yield from find_compiled_breaches(root, hidden)
    yield from commands.find_breaches(random, root)
    _drop_store(root)
    yield from find_compiled_breaches(root, hidden)  # as the fixes have left it


def _make_any(random: Random, root: Path) -> tuple[str, ...]:
    hidden: tuple[str, ...] = random.choice((notes, names, trees)).make(random, root)
    _drop_store(root)
    return hidden


def _drop_store(root: Path) -> None:
    if (store := root / FOLDER).is_symlink():
        store.unlink()  # commands refuse to follow it
    shutil.rmtree(store, ignore_errors=True)


FUZZERS = {
    "notes": Fuzzer(notes.make, _try, 30),
    "names": Fuzzer(names.make, _try, 30),
    "trees": Fuzzer(trees.make, _try, 30),
    "site": Fuzzer(_make_any, built.find_breaches, 60),
}
