"""Reads archetypes: the templates of new notes, one for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cop_site.diagnostics import UserError
from cop_site.model.kinds import Kind


def read_archetypes(folders: tuple[Path, ...]) -> Mapping[Kind, str]:
    """Return the archetype of every kind; an earlier folder overrides a later one.

    Raise UserError for a file that is not UTF-8.
    """
    return {kind: _read(f"{kind.value}.md", folders) for kind in Kind}


def _read(name: str, folders: tuple[Path, ...]) -> str:
    file = next(folder / name for folder in folders if (folder / name).is_file())
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: the archetype is not UTF-8 ({error.reason}); save it as UTF-8") from None
