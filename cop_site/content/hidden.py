"""Tells whether a note's fields or its place say that it must not be published, in the words of any tool."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from unicodedata import normalize

_HIDING = frozenset(
    {"draft", "isdraft", "private", "isprivate", "unlisted", "hidden", "unpublished", "confidential", "headless"}
    | {"restricted", "internal", "protected", "nopublish", "deleted", "password", "postpassword"}
    | {"entwurf", "brouillon", "borrador", "rascunho", "privat", "privé", "privado", "vertraulich", "confidentiel"}
)
_SHOWING = frozenset({"published", "ispublished", "publish", "dgpublish", "public", "ispublic", "visible"})
_STATES = frozenset({"status", "poststatus", "visibility", "state", "access", "privacy"})
_HIDING_STATES = frozenset(
    {"draft", "private", "hidden", "unlisted", "unpublished", "confidential", "secret", "members", "internal", "trash"}
    | {"restricted", "deleted", "entwurf", "brouillon", "borrador", "privat", "privé", "privado"}
)
_FROM = frozenset({"publishdate", "publishon", "publishat", "hiddenuntil", "embargo", "embargodate", "embargountil"})
_UNTIL = frozenset({"expirydate", "unpublishdate", "expireson"})
_GROUPS = frozenset({"build", "params", "meta", "metadata"})
"""Fields that have others in them; `build` of Hugo says in `render` and `list` where a page is to appear."""
_YES = frozenset({"true", "yes", "on", "1", "y"})
_NO = frozenset({"false", "no", "off", "0", "n", "nein", "non"})
_NOWHERE = _NO | {"never"}
_SEPARATORS = str.maketrans("", "", " _-")
"""`is_draft`, `is-draft` and `isDraft` are one name."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
"""In `2024-05-15`, and in `Spring 2024`: when something came out, not whether it may be shown."""
_NAMES = _HIDING | _SHOWING | _STATES | _FROM | _UNTIL | _GROUPS
_FOLDERS = frozenset(
    {"draft", "drafts", "private", "unpublished", "unlisted", "hidden", "confidential", "trash"}
    | {"entwurf", "entwürfe", "brouillon", "brouillons", "borradores"}
)
_LINE = re.compile(r"(?:^|[{,])[ \t]*[\"']?([^\W\d][\w -]{0,30})[\"']?[ \t]*[:=][ \t]*([^,}\n]*)", re.MULTILINE)
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
    folders = normalize("NFC", path).casefold().split("/")[:-1]
    return not _FOLDERS.isdisjoint(folder.lstrip("_") for folder in folders)


def describe_hidden(number: int) -> str:
    """Return a line that says how many notes are hidden."""
    return f"{number} {'note is' if number == 1 else 'notes are'} hidden"


def _hides(name: str, value: Any, today: date) -> bool:
    key = _fold(name)
    text = str(value).strip().casefold()
    if not text or value is None or key in _GROUPS:
        return isinstance(value, Mapping) and _hides_within(key, value, today)
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


def _hides_within(group: str, fields: Mapping[str, Any], today: date) -> bool:
    places = ("render", "list") if group == "build" else ()
    return any(
        _hides(str(name), value, today) or (name in places and str(value).casefold() in _NOWHERE)
        for name, value in fields.items()
    )


def _fold(name: str) -> str:
    return name.casefold().translate(_SEPARATORS)
