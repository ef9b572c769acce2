"""A made-up language: every message in brackets and with accents, so that text that is no message stands out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LANGUAGE = "eo"
"""A language that Babel, browsers and the theme know, and that is none of the example's; its catalogue is made up."""
OPEN, CLOSE = "⟦", "⟧"
_KEPT = re.compile(r"%\(\w+\)s|</?\w[^>]*>|&\w+;")
"""What stays as it is in a message: placeholders and HTML."""
_PATTERNS = {"pattern of a date": "'⟦'{}'⟧'"}
"""Messages that Babel reads: letters in quotes are text."""
_ACCENTS = str.maketrans(
    {
        letter: unicodedata.normalize("NFC", letter + "\u0302\u0323")
        for letter in map(chr, (*range(65, 91), *range(97, 123)))
    }
)


def translate(text: str, context: str | None = None) -> str:
    """Return a message in the made-up language."""
    if context in _PATTERNS:
        return _PATTERNS[context].format(text)
    pieces, kept = _KEPT.split(text), [*_KEPT.findall(text), ""]
    return OPEN + "".join(piece.translate(_ACCENTS) + mark for piece, mark in zip(pieces, kept, strict=True)) + CLOSE


def write_catalogue(template: Path, folder: Path) -> Path:
    """Translate all messages of a template, and write the catalogue into a folder."""
    with template.open("rb") as stream:
        messages = read_po(stream)
    catalogue = Catalog(locale=LANGUAGE)
    for message in messages:
        if not message.id:
            continue
        if isinstance(message.id, str):
            string: str | tuple[str, ...] = translate(message.id, message.context)
        else:
            string = tuple(translate(form, message.context) for form in message.id)
        catalogue.add(message.id, string, context=message.context)
    file = folder / f"{LANGUAGE}.po"
    with file.open("wb") as stream:
        write_po(stream, catalogue)
    return file
