"""Edits of front matter: another text in the place of a value, written so that YAML reads it as it is."""

from __future__ import annotations

import re

from cop_site.diagnostics import Edit, Fix, Span

_PLAIN = re.compile(r"[^\W\d_][\w-]*(?: [\w-]+)*|\d{4}-\d{2}-\d{2}|\d+")
"""What needs no quotes, wherever it stands."""
_EMPTY = frozenset({"null", "~"})


def rewrite_value(span: Span, written: str, new: str, *, safe: bool) -> Fix | None:
    """Put another text in the place of a value, and leave its quotes as they are.

    None where it cannot be told from the span that the value stands there as it was read: escapes, several lines.
    """
    width = span.end_column - span.column
    if span.line != span.end_line or written == new:
        return None
    if width == len(written):
        text = new if _PLAIN.fullmatch(new) and new.casefold() not in _EMPTY else put_in_quotes(new)
        return Fix((Edit(span, text),), safe) if text else None
    if width == len(written) + 2 and not re.search(r"[\"'\\]", new):
        inside = span._replace(column=span.column + 1, end_column=span.end_column - 1)
        return Fix((Edit(inside, new),), safe)
    return None


def put_in_quotes(text: str) -> str:
    """A text in quotation marks that need no escapes; empty where there are none."""
    if not re.search(r"[\"\\]", text):
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else "'" + text.replace("'", "''") + "'"
