"""The part of a note's body that `cop agenda --write` writes, between two HTML comments.

What stands there was computed from other notes. Nothing is read from it again: no words, actions or decisions.
"""

from __future__ import annotations

import re

BEGIN = "<!-- agenda: `cop agenda --write` rewrites everything down to the next comment -->"
END = "<!-- agenda: end -->"
_MARKER = re.compile(r"(?:\A|(?<=[\r\n]))<!-- agenda: (?:(?P<end>end)|`cop agenda)[^\r\n]*?-->(?=[ \t]*(?:[\r\n]|\Z))")
_LINE_END = re.compile(r"\r\n?|\n")


def find_block(text: str) -> tuple[int, int] | None:
    """Return where the block begins and ends, comments included; None for a text without one.

    Raises ValueError with the reason unless there are two comments, one for its begin and then one for its end.
    """
    found = list(_MARKER.finditer(text)) if "<!-- agenda:" in text else []
    if not found:
        return None
    kinds = ["end" if match["end"] else "begin" for match in found]
    if kinds != ["begin", "end"]:
        raise ValueError(f"the comments around the agenda must be one begin and one end, not: {', '.join(kinds)}")
    return found[0].start(), found[1].end()


def blank_block(body: str) -> str:
    """Return the body with spaces in the place of the block, so that it takes as many bytes and lines as before."""
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
    """Return the text with the agenda between its comments: where they stand, else after all else.

    Raises ValueError as `find_block` does. All that stands outside of the comments stays as it is.
    """
    found = find_block(text)
    first = _LINE_END.search(text)
    line_end = first[0] if first else "\n"
    block = line_end.join([BEGIN, *agenda.strip("\n").split("\n"), END])
    if found:
        return text[: found[0]] + block + text[found[1] :]
    ended = text if not text or text.endswith(("\n", "\r")) else text + line_end
    return f"{ended}{line_end}{block}{line_end}"
