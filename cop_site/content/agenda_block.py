"""The agenda in the body of a meetup's note, between two HTML comments.

It was computed from other notes, so that no words, actions or decisions are read from it.
"""

from __future__ import annotations

import re

BEGIN = "<!-- agenda: `cop agenda --write` rewrites everything down to the next comment -->"
END = "<!-- agenda: end -->"
_MARKER = re.compile(r"(?:\A|(?<=[\r\n]))<!-- agenda: (?:(?P<end>end)|`cop agenda)[^\r\n]*?-->(?=[ \t]*(?:[\r\n]|\Z))")
_LINE_END = re.compile(r"\r\n?|\n")


def find_block(text: str) -> tuple[int, int] | None:
    """Return where the block begins and ends, comments included; None if there is none.

    Raise ValueError if the comments are not one begin and one end.
    """
    found = list(_MARKER.finditer(text)) if "<!-- agenda:" in text else []
    if not found:
        return None
    kinds = ["end" if match["end"] else "begin" for match in found]
    if kinds != ["begin", "end"]:
        raise ValueError(f"the comments around the agenda must be one begin and one end, not: {', '.join(kinds)}")
    return found[0].start(), found[1].end()


def blank_block(body: str) -> str:
    """Return the body with spaces instead of the block; bytes and lines keep their places."""
    try:
        found = find_block(body)
    except ValueError:
        return body
    if not found:
        return body
    start, end = found
    blank = "\n".join(" " * len(line.encode()) for line in body[start:end].split("\n"))
    return body[:start] + blank + body[end:]


def put_block(text: str, agenda: str) -> str:
    """Return the text with the agenda between its comments, which are added at the end if there are none.

    Everything outside the comments stays as it is. Raise ValueError as `find_block` does.
    """
    found = find_block(text)
    first = _LINE_END.search(text)
    line_end = first[0] if first else "\n"
    block = line_end.join([BEGIN, *agenda.strip("\n").split("\n"), END])
    if found:
        return text[: found[0]] + block + text[found[1] :]
    ended = text if not text or text.endswith(("\n", "\r")) else text + line_end
    return f"{ended}{line_end}{block}{line_end}"
