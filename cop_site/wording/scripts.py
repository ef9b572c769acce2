"""Gives the scripts in the browser their part of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from cop_site.wording.catalogue import Wording

CATALOGUE_SCRIPT = "text.js"
"""The script that the others ask for text; in English it needs no messages."""
_LANGUAGE, _MESSAGES = 'export const language = "en";', "const MESSAGES = {};"
"""What the build replaces in that script."""
_SAMPLES = (*range(201), 1_000_000)
"""Numbers among which every form of every language is used."""


def fill_catalogue(script: str, folder: Path, wording: Wording) -> str:
    """Return `text.js` with the messages of all scripts in a folder."""
    messages = find_messages((file.read_text("utf-8") for file in sorted(folder.glob("*.js"))), wording)
    code = json.dumps(messages, ensure_ascii=False, separators=(",", ":"))
    script = script.replace(_LANGUAGE, f'export const language = "{wording.language}";')
    return script.replace(_MESSAGES, f"const MESSAGES = {code};")


def find_messages(scripts: Iterable[str], wording: Wording) -> dict[str, Any]:
    """Return the scripts' messages in a language, by message; a context stands before it, as in a `.mo` file.

    A message with a plural has its forms by the categories of `Intl.PluralRules`.
    """
    from babel.messages.extract import DEFAULT_KEYWORDS, extract  # noqa: PLC0415  # Babel takes long to import

    found: dict[str, Any] = {}
    for script in scripts:
        for _, message, _, context in extract("javascript", BytesIO(script.encode()), DEFAULT_KEYWORDS):
            one = message if isinstance(message, str) else message[0]
            found[f"{context}\x04{one}" if context else one] = _word(message, context, wording)
    return found


def _word(message: str | tuple[str, ...], context: str | None, wording: Wording) -> str | dict[str, str]:
    catalogue = wording.translations
    if isinstance(message, str):
        return catalogue.pgettext(context, message) if context else catalogue.gettext(message)
    one, many = message
    forms: dict[str, str] = {}
    for number in _SAMPLES:
        form = catalogue.npgettext(context, one, many, number) if context else catalogue.ngettext(one, many, number)
        forms.setdefault(wording.formats.category_of(number), form)
    return forms
