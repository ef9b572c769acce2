"""Highlights fenced code with Pygments, in Material's classes."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from cop_site.content.gfm.budget import Budget

MAX_CHARACTERS = 64 * 1024
"""So much code of a note is highlighted, which takes a tenth to a third of a second; what is longer has one color."""
SECONDS = 1.0
"""So much processor time it may take. Some lexers take hours for a line that was made for it."""

_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
_PLAIN = frozenset({"", "mermaid", "text", "txt", "plain"})
_FORMATTER = HtmlFormatter(nowrap=True)


class Highlighter:
    """Highlights the code of one note within limits for all of it; the rest has one color."""

    def __init__(self, seal: str, seconds: float = SECONDS) -> None:
        self._seal = seal
        self._budget = Budget(MAX_CHARACTERS, seconds)

    def highlight(self, code: str, info: str) -> str:
        """Return the HTML of a code block, with sealed classes; `info` is the text after the opening fence."""
        match = _LANGUAGE.match(info.strip())
        language = match[0].lower() if match else ""
        lexer = None if language in _PLAIN else _lexer(language)
        marked = (lexer and self._mark(code, lexer)) or escape(code, quote=False)
        name = f" language-{escape(language)}" if language else ""
        return f'<div class="{self._seal}highlight{name}"><pre><code>{marked}</code></pre></div>\n'

    def _mark(self, code: str, lexer: Lexer) -> str:
        """Return code with sealed classes; empty if that is more than the limits allow."""
        marked = self._budget.spend(len(code), lambda: highlight(code, lexer, _FORMATTER))
        return (marked or "").replace('class="', f'class="{self._seal}')


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
