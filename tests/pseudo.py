"""A made-up language: messages in brackets and in letters of its own, so that text that is no message stands out."""

from __future__ import annotations

import re
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
_LETTERS = str.maketrans(
    {
        chr(one): chr(other + one)
        for start, other in ((65, 0x24B6 - 65), (97, 0x24D0 - 97))
        for one in range(start, start + 26)
    }
)
"""Letters in circles: everybody can read them, and they are in no other text."""


def translate(text: str, context: str | None = None) -> str:
    """Return a message in the made-up language."""
    if context in _PATTERNS:
        return _PATTERNS[context].format(text)
    pieces, kept = _KEPT.split(text), [*_KEPT.findall(text), ""]
    return OPEN + "".join(piece.translate(_LETTERS) + mark for piece, mark in zip(pieces, kept, strict=True)) + CLOSE


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
