"""Finds what the targets of links may be without parsing a body."""

from __future__ import annotations

import re

from cop_site.content.gfm.raw_html import TARGETS

_MAX_TARGET = 500
_TARGET = re.compile(rf"\](?:\([ \t\n]*(?=([^ \t\n)]{{0,{_MAX_TARGET}}}))|:[ \t\n]*(?=([^ \t\n]{{0,{_MAX_TARGET}}})))")
"""The text after `](` or `]:`, in a lookahead, since the next link may begin in it."""
_NEEDS_PARSER = re.compile(r"[\\<>(]|&(?:#|\w+;)")
"""Escapes, angle brackets, parentheses, entities, or a destination in the next line of a quote."""
_IN_BRACKETS = re.compile(r"<(?!https?://)[^\s<>]*[:@]")
"""An address in angle brackets that is none of the web."""
_ELEMENT = re.compile(rf"<(?:{'|'.join(TARGETS)})(?![^\s/>])", re.IGNORECASE)
"""An element that may have a target."""
_BEFORE_HOST = re.compile(r"/\\?/[^\s/?#]*?(?:@|&commat;|&#)")
"""What seems to be the host of a web address, and is not."""


def find_possible_targets(body: str) -> list[str] | None:
    """Return a superset of the targets of links in the body, bare links aside.

    None if it needs a parser, because of images, HTML, escapes, entities or great length, or of an address that may
    seem to lead elsewhere, bare or not.
    """
    if "![" in body or _IN_BRACKETS.search(body) or _BEFORE_HOST.search(body) or _has_element(body):
        return None
    targets = []
    for match in _TARGET.finditer(body):
        target = match[1] or match[2] or ""
        if len(target) == _MAX_TARGET or _NEEDS_PARSER.search(target):
            return None
        targets.append(target)
    return targets


def _has_element(body: str) -> bool:
    return bool(_ELEMENT.search(body)) and any(name in body.lower() for name in TARGETS.values())
