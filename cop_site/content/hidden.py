"""Tells whether a note's fields or its place say that it must not be published, in the words of any tool."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

_HIDING = frozenset(
    {"draft", "is_draft", "private", "is_private", "unlisted", "hidden", "unpublished", "confidential", "headless"}
)
_SHOWING = frozenset({"published", "is_published", "publish", "dg_publish", "public", "is_public", "visible"})
_STATES = frozenset({"status", "post_status", "visibility"})
_HIDING_STATES = frozenset(
    {"draft", "private", "hidden", "unlisted", "unpublished", "confidential", "secret", "members", "internal", "trash"}
)
_FROM = frozenset({"publishdate", "publish_date", "publish_on", "publish_at"})
_UNTIL = frozenset({"expirydate", "expiry_date", "unpublishdate", "unpublish_date", "expires_on"})
_YES, _NO = frozenset({"true", "yes", "on", "1", "y"}), frozenset({"false", "no", "off", "0", "n"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
"""In `2024-05-15`, and in `Spring 2024`: when something came out, not whether it may be shown."""
_NAMES = _HIDING | _SHOWING | _STATES | _FROM | _UNTIL
_FOLDERS = frozenset({"_drafts", "drafts", "_private", "private"})
_LINE = re.compile(r"(?:^|[{,])[ \t]*[\"']?([A-Za-z][\w -]{0,30})[\"']?[ \t]*[:=][ \t]*([^,}\n]*)", re.MULTILINE)
"""A field in YAML, TOML or JSON."""


def find_hiding_fields(fields: Mapping[str, Any], today: date) -> list[str]:
    """Return the names of the fields that keep a note off the site.

    A field that says whether to publish, and whose value is neither yes nor no, keeps it off, too.
    """
    return [name for name in fields if may_hide(name) and _hides(name, fields[name], today)]


def says_no(value: Any) -> bool:
    """Return whether a value is `false`, or another word for it."""
    return str(value).strip().casefold() in _NO


@lru_cache(maxsize=4_096)  # many notes have the same fields
def may_hide(name: str) -> bool:
    """Return whether a field with a name can keep a note off the site."""
    return _fold(name) in _NAMES


def find_hiding_lines(text: str, today: date) -> Iterator[str]:
    """Yield the names of the fields that keep a note off the site in a text that no parser reads."""
    for match in _LINE.finditer(text):
        value = match[2].partition(" #")[0].strip(" \t\"'")
        if may_hide(match[1]) and _hides(match[1], value or "-", today):
            yield match[1]


def is_hidden_path(path: str) -> bool:
    """Return whether a file lies in a folder of drafts or of private notes."""
    return not _FOLDERS.isdisjoint(path.casefold().split("/")[:-1])


def describe_hidden(number: int) -> str:
    """Return a line that says how many notes are hidden."""
    return f"{number} {'note is' if number == 1 else 'notes are'} hidden"


def _hides(name: str, value: Any, today: date) -> bool:
    key, text = _fold(name), str(value).strip().casefold()
    if not text or value is None:
        return False
    if key in _HIDING:
        return text not in _NO
    if key in _SHOWING and not _YEAR.search(text):
        return text not in _YES
    if key in _STATES:
        return text in _HIDING_STATES
    if key in _FROM | _UNTIL:
        day = _DAY.match(text)
        return day is None or (day[0] > today.isoformat()) == (key in _FROM)
    return False


def _fold(name: str) -> str:
    return name.strip().casefold().replace("-", "_")
