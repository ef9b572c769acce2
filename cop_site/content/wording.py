"""Quotes values in diagnostics."""

from __future__ import annotations

_MAX_CHARACTERS = 60


def quote(text: object) -> str:
    """Return a value in quotes on one line, shortened to 60 characters, with invisible characters escaped."""
    raw = str(text)
    return repr(raw if len(raw) <= _MAX_CHARACTERS else raw[: _MAX_CHARACTERS - 1] + "…")
