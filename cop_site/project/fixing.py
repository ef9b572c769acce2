"""Fixes notes by the fixes of their diagnostics, round by round, until there is nothing left that is safe to do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic
from cop_site.fixes.change import Change, ChangeError
from cop_site.fixes.edits import apply_edits, choose_edits
from cop_site.project.open import OpenedProject

_MOST_ROUNDS = 30
"""Enough for edits that touch each other, and an end should two rules ever undo each other's."""


def fix(
    project: OpenedProject,
    found: Collection[Diagnostic],
    is_relevant: Callable[[Diagnostic], bool] = lambda _: True,
) -> tuple[Change, ...]:
    """Work out how the safe fixes change the notes, and write nothing.

    `found` is what is wrong with the project now. After each round it is checked anew, so that a fix which touched
    another, or brought one to light, is done in the next. Only diagnostics that it `is_relevant` are fixed.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    for _ in range(_MOST_ROUNDS):
        chosen = choose_edits(filter(is_relevant, found))
        changed = False
        for path, edits in chosen.items():
            if path not in before:
                before[path] = after[path] = _read_as_found(project, path)
            new = apply_edits(after[path], edits)
            changed = changed or new != after[path]
            after[path] = new
        if not changed:
            break
        found = project.read_again(after).understand().diagnostics
    return tuple(Change(path, path, before[path], after[path]) for path in sorted(after) if before[path] != after[path])


def _read_as_found(project: OpenedProject, path: str) -> bytes:
    """The bytes of a note; raises ChangeError where they are not those that were checked."""
    raw = _read(project.root / path)
    checked = next((source.text for source in project.files.sources if source.path == path), None)
    if decode(raw, path)[0] != checked:
        raise ChangeError(f"{path} was changed meanwhile; run the command again")
    return raw


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ChangeError(f"{file} cannot be read: {error.strerror}") from None
