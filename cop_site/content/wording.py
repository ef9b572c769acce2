"""How a diagnostic quotes what a member wrote."""

from __future__ import annotations

_LONGEST = 60


def quote(text: object) -> str:
    """A value in quotes, on one line and cut short, with what is invisible in it spelt out."""
    written = str(text)
    return repr(written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…")
