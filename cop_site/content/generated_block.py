"""What `cop` writes into the body of a note, each block between two HTML comments.

It was computed from other notes, so that no words, actions or decisions are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_MARKER = re.compile(
    r"(?:\A|(?<=[\r\n]))<!-- (?P<name>agenda|report-[a-z]+): (?:(?P<end>end)|`cop )[^\r\n]*?-->(?=[ \t]*(?:[\r\n]|\Z))"
)
_BEGINNINGS = ("<!-- agenda: ", "<!-- report-")
"""What a marker begins with: looking for those is much faster, and few notes have one."""
_LINE_END = re.compile(r"\r\n?|\n")


def begin_of(name: str, command: str) -> str:
    """Return the comment before a block, with the command that writes it."""
    return f"<!-- {name}: `{command}` rewrites everything down to the next comment -->"


def end_of(name: str) -> str:
    """Return the comment after a block."""
    return f"<!-- {name}: end -->"


def find_blocks(text: str) -> dict[str, tuple[int, int]]:
    """Return where each block begins and ends, comments included, by its name and in the order of the text.

    Raise ValueError if the comments are not a begin and an end of each block, one block after the other.
    """
    found = list(_MARKER.finditer(text)) if any(beginning in text for beginning in _BEGINNINGS) else []
    blocks = {}
    for begin, end in zip(found[::2], found[1::2], strict=False):
        if begin["name"] == end["name"] and end["end"] and not begin["end"]:
            blocks[begin["name"]] = (begin.start(), end.end())
    if 2 * len(blocks) != len(found):
        comments = ", ".join(f"{match['name']} {'end' if match['end'] else 'begin'}" for match in found)
        raise ValueError(f"the comments around what cop writes must be one begin and one end of each, not: {comments}")
    return blocks


def blank_blocks(body: str) -> str:
    """Return the body with spaces instead of the blocks; bytes and lines keep their places."""
    try:
        found = find_blocks(body)
    except ValueError:
        return body
    for start, end in reversed(found.values()):
        blank = "\n".join(" " * len(line.encode()) for line in body[start:end].split("\n"))
        body = body[:start] + blank + body[end:]
    return body


def drop_items(body: str, is_current: Callable[[str], bool]) -> str:
    """Return the body without those lines of its blocks that are items of a list and no longer current."""
    try:
        found = find_blocks(body)
    except ValueError:
        return body
    for start, end in reversed(found.values()):
        lines = body[start:end].splitlines(keepends=True)
        kept = (line for line in lines if not line.startswith("- ") or is_current(line))
        body = body[:start] + "".join(kept) + body[end:]
    return body


def put_blocks(text: str, blocks: Mapping[str, str], command: str) -> str:
    """Return the text with each block between its comments; if it has none of them, all are added at the end.

    Everything outside the comments stays as it is: a block that somebody took out is not put back. Raise ValueError as
    `find_blocks` does.
    """
    first = _LINE_END.search(text)
    line_end = first[0] if first else "\n"
    written = {
        name: line_end.join([begin_of(name, command), *block.strip("\n").split("\n"), end_of(name)])
        for name, block in blocks.items()
    }
    found = {name: place for name, place in find_blocks(text).items() if name in blocks}
    for name in reversed(found):
        start, end = found[name]
        text = text[:start] + written[name] + text[end:]
    if found:
        return text
    ended = text if not text or text.endswith(("\n", "\r")) else text + line_end
    return ended + "".join(f"{line_end}{block}{line_end}" for block in written.values())
