"""Finds fenced code and comments that are never closed."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.content.gfm.events import LineIndex, parse
from cop_site.content.gfm.prefilter import may_hold_unclosed
from cop_site.diagnostics import Span


def find_unclosed(body: str, path: str, first_line: int = 1) -> Iterator[tuple[str, Span]]:
    """Yield the opening sign of each unclosed block, and its span."""
    if not may_hold_unclosed(body):
        return
    lines = LineIndex(body, path, first_line)
    encoded = body.encode()
    last = len(encoded.rstrip())
    for event in parse(body):
        if event.name != "start" or event.tag not in ("CodeBlock", "HtmlBlock") or event.end < last:
            continue
        text = encoded[event.start : event.end].decode("utf-8")
        sign = _find_sign(text)
        if sign and not _is_closed(text, sign):
            yield sign, lines.span(event.start, event.start + len(sign))


def _find_sign(text: str) -> str:
    """Return the fence or `<!--` that a block begins with; empty for a block that needs no end."""
    if text.startswith("<!--"):
        return "<!--"
    for sign in "`~":
        if text.startswith(sign * 3):
            return sign * (len(text) - len(text.lstrip(sign)))
    return ""


def _is_closed(text: str, sign: str) -> bool:
    if sign == "<!--":
        return "-->" in text
    last = text.rstrip().rpartition("\n")[2].strip(" >")
    return "\n" in text.rstrip() and last.startswith(sign) and not last.strip(sign[0])
