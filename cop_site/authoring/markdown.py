"""Writes values of notes as Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote

from cop_site.model.kinds import Fields
from cop_site.model.note import Note

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
_MARK = re.compile(r"\A(?:[-+=:]|\d{1,9}(?=[.)]))")
"""The beginning of a line that Markdown takes for a list, a heading or a rule."""


def escape_markdown(text: str) -> str:
    """Return a text as one line of Markdown that shows it letter by letter."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _MARK.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", line)


def address_from(origin: str) -> Callable[[Note[Fields]], str]:
    """Return what finds the address of a note in another, whose name below the content folder is `origin`."""
    return lambda note: quote(posixpath.relpath(note.source.name, posixpath.dirname(origin) or "."))
