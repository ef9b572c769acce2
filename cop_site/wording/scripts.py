"""Gives the scripts in the browser their part of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from cop_site.wording.catalogue import ENGLISH, Wording

_NAME = "text.js"
_LANGUAGE, _MESSAGES = 'export const language = "en";', "const MESSAGES = {};"
"""What the build replaces in that script."""
_SAMPLES = (*range(201), 1_000_000)
"""Numbers among which every form of every language is used."""


def word_scripts(folder: Path, wording: Wording) -> dict[str, str]:
    """Return the scripts of a folder by name, with the catalogue of a language in `text.js`."""
    scripts = {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.js"))}
    if wording is not ENGLISH:
        messages = json.dumps(find_messages(scripts.values(), wording), ensure_ascii=False, separators=(",", ":"))
        text = scripts[_NAME].replace(_LANGUAGE, f'export const language = "{wording.language}";')
        scripts[_NAME] = text.replace(_MESSAGES, f"const MESSAGES = {messages};")
    return scripts


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
