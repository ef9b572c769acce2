"""Takes remarks between `%%` and `%%` out of a body, which Obsidian shows to nobody but its author."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_SIGN = "%%"
_MAX_ROUNDS = 8
"""After so many remarks with code in them, whatever stands between two signs is taken for a remark."""
_BLANKS = {1: " ", 2: "\u00a0", 3: "\u2003", 4: "\U000e0100"}
"""A character that is not seen, by its number of bytes."""
_NO_INDENT = "\f"
"""White space that begins no code at the start of a line, and makes no line break at its end."""


def blank_remarks(body: str) -> str:
    """Return the body with what is not seen instead of each remark; every byte and character keeps its place.

    A remark that nothing closes takes the rest of its line, or of the body where its line begins with it.
    """
    return _blank(body, _find_remarks(body)[0]) if _SIGN in body else body


def find_open_remark(body: str) -> int | None:
    """Return where a remark begins that nothing closes; None if there is none."""
    return _find_remarks(body)[1] if _SIGN in body else None


@lru_cache(maxsize=16)
def _find_remarks(body: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return where the remarks of a body begin and end, and where one begins that nothing closes."""
    from cop_site.content.gfm import find_code  # noqa: PLC0415  # few notes have remarks, and it takes long to import

    found: list[tuple[int, int]] = []
    at = rounds = 0
    code = find_code(body)
    while (start := body.find(_SIGN, at)) >= 0:
        if body[start - 1 : start] == "\\":
            at = start + 1
            continue
        before = bisect_right(code, start, key=lambda part: part[0])
        if before and start < code[before - 1][1]:
            at = code[before - 1][1]
            continue
        at = body.find(_SIGN, start + 2) + 2
        if at < 2:
            is_first = not body[body.rfind("\n", 0, start) + 1 : start].strip()
            line_end = body.find("\n", start)
            return [*found, (start, len(body) if is_first or line_end < 0 else line_end)], start
        found.append((start, at))
        if before < len(code) and code[before][0] < at:
            # The code that began in it is none, and may have hidden the next remark.
            rounds += 1
            code = find_code(_blank(body, found)) if rounds < _MAX_ROUNDS else ()
    return found, None


def _blank(body: str, remarks: list[tuple[int, int]]) -> str:
    """Return the body with blanks instead of some parts, so that the rest is read as if nothing had been there."""
    parts, done = [], 0
    for start, end in remarks:
        before = body[max(done, body.rfind("\n", 0, start) + 1) : start]
        line_end = body.find("\n", end)
        after = body[end : line_end if line_end >= 0 else len(body)]
        lines = body[start:end].split("\n")
        beside = [before + after] if len(lines) == 1 else [before, *[""] * (len(lines) - 2), after]
        parts += [body[done:start], "\n".join(map(_blank_line, lines, beside))]
        done = end
    return "".join([*parts, body[done:]])


def _blank_line(text: str, beside: str) -> str:
    """Return blanks for a part of a line; `beside` is the rest of the line."""
    if not beside.strip():
        return " " * len(text.encode())
    blank = "".join(_BLANKS[len(character.encode())] for character in text)
    ends = {0, len(blank) - 1}
    return "".join(_NO_INDENT if at in ends and one == " " else one for at, one in enumerate(blank))
