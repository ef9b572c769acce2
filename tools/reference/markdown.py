"""The pieces of Markdown that the reference is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; pipes inside cells are escaped."""
    lines = [_row(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *(_row([cell.replace("|", "\\|") for cell in row]) for row in rows)])


def code(text: object) -> str:
    """Return a text as inline code."""
    return f"`{text}`"


def either(words: Sequence[str]) -> str:
    """Return `a`, `b` or `c`, each as inline code."""
    *first, last = (code(word) for word in words)
    return f"{', '.join(first)} or {last}" if first else last


def join(sections: Iterable[str]) -> str:
    """Return the sections that are not empty, with a blank line between them."""
    return "\n\n".join(section for section in sections if section)


def _row(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else "  |" for cell in cells)
