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

_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
# GitHub draws Mermaid; here it stays text, since a page must not load a renderer from elsewhere.
_PLAIN = frozenset({"", "mermaid", "text", "txt", "plain"})
_FORMATTER = HtmlFormatter(nowrap=True)


def highlight_code(code: str, info: str, seal: str) -> str:
    """Return the HTML of a code block, with sealed classes; `info` is the text after the opening fence."""
    match = _LANGUAGE.match(info.strip())
    language = match[0].lower() if match else ""
    lexer = None if language in _PLAIN else _lexer(language)
    if lexer is None:
        marked = escape(code, quote=False)
    else:
        marked = highlight(code, lexer, _FORMATTER).replace('class="', f'class="{seal}')
    name = f" language-{escape(language)}" if language else ""
    return f'<div class="{seal}highlight{name}"><pre><code>{marked}</code></pre></div>\n'


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
