"""Fixes notes by the fixes of their diagnostics, round by round, until there is nothing left that is safe to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from cop_site.content.note_text import decode
from cop_site.diagnostics import Diagnostic, UserError
from cop_site.fixes.edits import apply_edits, choose_edits, render_diff
from cop_site.project.open import OpenedProject

_MOST_ROUNDS = 30
"""Enough for edits that touch each other, and an end should two rules ever undo each other's."""


class FixError(UserError):
    """A file cannot be fixed; the message says which and why."""


@dataclass(frozen=True, slots=True)
class FixedNote:
    """A note before and after."""

    path: str
    before: bytes
    after: bytes

    @property
    def diff(self) -> bytes:
        """What changes."""
        return render_diff(self.path, self.before, self.after)


def fix(
    project: OpenedProject,
    found: Collection[Diagnostic],
    is_relevant: Callable[[Diagnostic], bool] = lambda _: True,
) -> tuple[FixedNote, ...]:
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
    return tuple(FixedNote(path, before[path], after[path]) for path in sorted(after) if before[path] != after[path])


def write_fixed(root: Path, notes: Collection[FixedNote]) -> None:
    """Put the fixed notes in the place of the old ones, each in one step.

    Raises FixError where a note was changed meanwhile or cannot be written; it stays as it is.
    """
    for note in notes:
        file = root / note.path
        if _read(file) != note.before:
            raise FixError(f"{note.path} was changed meanwhile; run the command again")
        try:
            with NamedTemporaryFile("wb", dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
                new.write(note.after)
            shutil.copymode(file, new.name)
            Path(new.name).replace(file)
        except OSError as error:
            raise FixError(f"{note.path} cannot be written: {error.strerror}") from None


def _read_as_found(project: OpenedProject, path: str) -> bytes:
    """The bytes of a note; raises FixError where they are not those that were checked."""
    raw = _read(project.root / path)
    checked = next((source.text for source in project.files.sources if source.path == path), None)
    if decode(raw, path)[0] != checked:
        raise FixError(f"{path} was changed meanwhile; run the command again")
    return raw


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FixError(f"{file} cannot be read: {error.strerror}") from None
