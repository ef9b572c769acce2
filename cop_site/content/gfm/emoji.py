"""Emoji shortcodes, such as `:tada:`, as GitHub shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_SHORTCODE = re.compile(r":[a-z0-9_+-]{1,50}:")


def show_emoji(text: str) -> str:
    """Return a text with the signs in place of shortcodes; what is no name of an emoji stays as it is."""
    if text.count(":") < 2 or not _SHORTCODE.search(text):
        return text
    emoji = _load_emoji()
    return _SHORTCODE.sub(lambda match: emoji.get(match[0], match[0]), text)


@cache
def _load_emoji() -> Mapping[str, str]:
    from pymdownx import gemoji_db  # noqa: PLC0415  # few notes have any

    codes = {name: entry.get("unicode_alt") or entry.get("unicode") for name, entry in gemoji_db.emoji.items()}
    signs = {name: "".join(chr(int(part, 16)) for part in code.split("-")) for name, code in codes.items() if code}
    return signs | {alias: signs[name] for alias, name in gemoji_db.aliases.items() if name in signs}
