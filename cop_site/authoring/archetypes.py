"""Reads the archetypes: what a new note of each kind begins with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cop_site.diagnostics import UserError
from cop_site.model.kinds import Kind


def read_archetypes(folders: tuple[Path, ...]) -> Mapping[Kind, str]:
    """The archetype of every kind, with the names of values in braces; one in an earlier folder comes first.

    Raises UserError for one that is no text.
    """
    return {kind: _read(f"{kind.value}.md", folders) for kind in Kind}


def _read(name: str, folders: tuple[Path, ...]) -> str:
    file = next(folder / name for folder in folders if (folder / name).is_file())
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: the archetype is not UTF-8 ({error.reason}); save it as UTF-8") from None
