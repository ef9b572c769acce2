"""Completes the names of notes in a shell: from the names of files, so that no note has to be read."""

from __future__ import annotations

from pathlib import Path

import click

from cop_site.content.file_name import check_file_name
from cop_site.model.kinds import Kind
from cop_site.settings_file import CONTENT, SettingsError, read_settings_file

_RENAMED = {"topic": (Kind.TOPIC,), "tag": (Kind.TOPIC,), "member": (Kind.MEMBER,), "note": tuple(Kind)}
"""The kinds whose names `cop rename` takes."""


def complete_meetup(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the meetups whose names begin with what is written, the newest first."""
    return _find_names(context, (Kind.MEETUP,), begun)[::-1]


def complete_renamed(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the notes that `cop rename` may be about, by what the word before says."""
    return _find_names(context, _RENAMED.get(context.params.get("what") or "", ()), begun)


def _find_names(context: click.Context, kinds: tuple[Kind, ...], begun: str) -> list[str]:
    root: Path = context.find_root().params.get("root") or Path()
    try:
        content = root / str(read_settings_file(root).table.get("content", CONTENT))
    except SettingsError:
        return []
    folders = (content / kind.info.folder for kind in kinds if kind.info.folder)
    files = sorted(file for folder in folders for file in folder.glob("*.md"))
    return [file.stem for file in files if file.stem.startswith(begun) and not check_file_name(file.name, file.name)]
