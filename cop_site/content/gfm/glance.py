"""What can be told of a body at a glance, without parsing it.

These tests may say yes where a parser would say no, never the other way round.
"""

from __future__ import annotations

import re

MAX_HTML_DEPTH = 100
MAX_BLOCK_DEPTH = 32

_TITLE = re.compile(r"^ {0,3}(?:#(?!#)|=)", re.MULTILINE)
_MARKERS = re.compile(r"[ \t>*+\-0-9.)]{16,}")
"""Each quote or list needs a character of a line's beginning, and a tab may stand for two."""


def may_begin_with_title(body: str) -> bool:
    """Whether the body could begin with a heading of the first level."""
    return bool(_TITLE.search(body))


def may_be_too_deep(body: str) -> bool:
    """Whether something could be nested deeper than is allowed."""
    return body.count("<") > MAX_HTML_DEPTH or bool(_MARKERS.search(body))
