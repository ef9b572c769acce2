"""Applies the safe fixes of diagnostics, round by round, until none is left."""

from __future__ import annotations

from collections.abc import Callable, Collection

from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic
from cop_site.fixes.change import Change, ChangeError
from cop_site.fixes.edits import apply_edits, choose_edits
from cop_site.project.open import OpenedProject

_MAX_ROUNDS = 30
"""Enough for fixes that overlap, and an end if two rules ever undo each other's fixes."""


def fix(
    project: OpenedProject,
    found: Collection[Diagnostic],
    is_relevant: Callable[[Diagnostic], bool] = lambda _: True,
) -> tuple[Change, ...]:
    """Return what the safe fixes change in the notes; nothing is written.

    `found` has the diagnostics of the project. After each round, the project is checked again, so that the next round
    applies fixes that overlapped with others or only became possible. Only diagnostics that pass `is_relevant` are
    fixed. Raises ChangeError if a note was changed since it was read.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    for _ in range(_MAX_ROUNDS):
        chosen = choose_edits(filter(is_relevant, found))
        changed = False
        for path, edits in chosen.items():
            if path not in before:
                before[path] = after[path] = _read_unchanged(project, path)
            new = apply_edits(after[path], edits)
            changed = changed or new != after[path]
            after[path] = new
        if not changed:
            break
        found = project.read_again(after).diagnose()[1]
    return tuple(Change(path, path, before[path], after[path]) for path in sorted(after) if before[path] != after[path])


def _read_unchanged(project: OpenedProject, path: str) -> bytes:
    raw = (project.root / path).read_bytes()
    checked = next((source.text for source in project.files.sources if source.path == path), None)
    if decode(raw, path)[0] != checked:
        raise ChangeError(f"{path} was changed meanwhile; run the command again")
    return raw
