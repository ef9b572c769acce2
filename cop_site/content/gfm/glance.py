"""What can be told of a body at a glance, without parsing it.

These tests may say yes where a parser would say no, never the other way round.
"""

from __future__ import annotations

import re

MAX_HTML_DEPTH = 100
MAX_BLOCK_DEPTH = 32

_TITLE = re.compile(r"^ {0,3}(?:#(?!#)|=)", re.MULTILINE)
_ADDRESS = re.compile(r"@\w[\w-]*\.\w")
_MARKERS = re.compile(r"\n[ \t>*+\-0-9.)]{16,}")
"""Each quote or list needs a character of a line's beginning, and a tab may stand for two."""


def may_begin_with_title(body: str) -> bool:
    """Whether the body could begin with a heading of the first level."""
    return bool(_TITLE.search(body))


def may_hold_bare_links(body: str) -> bool:
    """Whether a text in the body could hold a link that is not marked as one; what is escaped could be anything."""
    return "&" in body or "\\" in body or is_like_links(body)


def is_like_links(text: str) -> bool:
    """Whether a text has what every bare link has: a scheme, a `www.`, or the middle of a mail address."""
    return "://" in text or "ww." in text.lower() or bool(_ADDRESS.search(text)) or "mailto:" in text.lower()


def may_be_too_deep(body: str) -> bool:
    """Whether something could be nested deeper than is allowed."""
    return body.count("<") > MAX_HTML_DEPTH or bool(_MARKERS.search(f"\n{body}"))
