"""Reads archetypes: the templates of new notes, one for each kind."""

from __future__ import annotations

import re
from pathlib import Path

from cop_site.diagnostics import UserError
from cop_site.insight.log_headings import Section, write_heading
from cop_site.insight.scaffold import Archetypes
from cop_site.model.kinds import Kind
from cop_site.wording.catalogue import ENGLISH, Wording

_OURS = re.compile(r'\{\{ (gettext|heading)\("([^"]+)"\) \}\}')
"""A text that is in the catalogue, or the heading of a section that the log reads."""


def read_archetypes(folders: tuple[Path, ...], wording: Wording = ENGLISH) -> Archetypes:
    """Return the archetypes of every kind; an earlier folder overrides a later one.

    Raise UserError for a file that is not UTF-8.
    """
    texts = {kind: _read(f"{kind.value}.md", folders) for kind in Kind}
    both = (wording, ENGLISH)
    return {kind: tuple(dict.fromkeys(word_archetype(text, one) for one in both)) for kind, text in texts.items()}


def word_archetype(archetype: str, wording: Wording) -> str:
    """Return an archetype in a language; the title and the day are still to be filled in."""

    def word(match: re.Match[str]) -> str:
        if match[1] == "heading":
            return write_heading(Section[match[2].upper()], wording.language)
        return wording.gettext(match[2])

    return _OURS.sub(word, archetype)


def _read(name: str, folders: tuple[Path, ...]) -> str:
    file = next(folder / name for folder in folders if (folder / name).is_file())
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: the archetype is not UTF-8 ({error.reason}); save it as UTF-8") from None
