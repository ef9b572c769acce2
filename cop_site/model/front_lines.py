"""Edits of whole fields of front matter: deletes one, or moves some below `extra`, with their comments."""

from __future__ import annotations

from collections.abc import Sequence

from cop_site.content.load import Source
from cop_site.diagnostics import Edit, Fix, Span

_INDENT = 2
_EXTRA = "extra"


def delete_field(source: Source, name: str) -> Fix | None:
    """Return a safe fix that deletes a field; None if that would delete a comment, or the field has no line of its own.

    The field must be empty: what is below it goes with it.
    """
    block = _find_block(source, name)
    if not block or any("#" in line for line in _lines_of(source)[block[0] - 1 : block[1] - 1]):
        return None
    return Fix((Edit(Span(source.path, block[0], 1, block[1], 1), ""),), safe=True)


def move_to_extra(source: Source, names: Sequence[str]) -> Fix | None:
    """Return a safe fix that moves fields below `extra`, in their order; None if it is not certain where they end."""
    blocks = [_find_block(source, name) for name in names]
    values = source.front_matter.values.get(_EXTRA)
    extra = _find_block(source, _EXTRA) if values else None
    found = [block for block in blocks if block]
    if len(found) != len(names) or (_EXTRA in source.front_matter.values and not extra):
        return None
    indent, at = _INDENT, source.front_matter.body_line - 1
    if extra:
        first = source.front_matter.keys.get((_EXTRA, next(iter(values)))) if isinstance(values, dict) else None
        if not first or first[0] == extra[0] or not set(names).isdisjoint(values or ()):
            return None
        indent, at = first[1] - 1, extra[1]
    lines = _lines_of(source)
    moved = [line for start, end in found for line in lines[start - 1 : end - 1]]
    text = "".join(f"{' ' * indent}{line}\n" if line.strip() else "\n" for line in moved)
    insert = Edit(Span(source.path, at, 1, at, 1), text if extra else f"{_EXTRA}:\n{text}")
    deleted = (Edit(Span(source.path, start, 1, end, 1), "") for start, end in found)
    return Fix((*deleted, insert), safe=True)


def _lines_of(source: Source) -> list[str]:
    return source.head.split("\n")


def _find_block(source: Source, name: str) -> tuple[int, int] | None:
    """Return the first line of a field, with the comments right above it, and the line after its last.

    None if the front matter has problems, or the field does not begin a line.
    """
    front = source.front_matter
    key = front.keys.get((name,))
    last = front.body_line - 1
    lines = _lines_of(source)
    if front.problems or not key or key[1] != 1 or not lines[last - 1 : last] or not lines[last - 1].startswith("---"):
        return None
    starts = [place[0] for at, place in front.keys.items() if len(at) == 1 and place[0] > key[0]]
    start, end = key[0], min(starts, default=last)
    while end - 1 > start and (not lines[end - 2].strip() or lines[end - 2].startswith("#")):
        end -= 1
    while lines[start - 2].startswith("#"):
        start -= 1
    return start, end
