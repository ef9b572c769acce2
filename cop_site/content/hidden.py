"""Tells whether a note's fields or its place say that it must not be published, in the words of any tool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_HIDING = frozenset({"draft", "private", "unlisted", "hidden"})
_SHOWING = frozenset({"published", "publish"})
_FROM = frozenset({"publishdate", "publish_date", "publish_on"})
_UNTIL = frozenset({"expirydate", "expiry_date", "unpublishdate", "unpublish_date", "expires_on"})
_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FOLDERS = frozenset({"_drafts", "drafts", "_private", "private"})


def find_hiding_field(fields: Mapping[str, Any], today: date) -> str:
    """Return the name of the field that keeps a note off the site; empty if none does.

    A field that says whether to publish, and whose value is neither yes nor no, keeps it off, too.
    """
    return next((name for name, value in fields.items() if _hides(name, value, today)), "")


def is_hidden_path(path: str) -> bool:
    """Return whether a file lies in a folder of drafts or of private notes."""
    return not _FOLDERS.isdisjoint(path.casefold().split("/")[:-1])


def _hides(name: str, value: Any, today: date) -> bool:
    key, text = name.strip().casefold().replace("-", "_"), str(value).strip().casefold()
    if not text or value is None:
        return False
    if key in _HIDING:
        return text not in _NO
    if key in _SHOWING and not _DAY.match(text):  # `published: 2024-05-15` is a day
        return text not in _YES
    if key in _FROM | _UNTIL:
        day = _DAY.match(text)
        return day is None or (day[0] > today.isoformat()) == (key in _FROM)
    return False
