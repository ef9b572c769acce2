"""Highlights fenced code with Pygments, in Material's classes."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from time import process_time
from types import FrameType
from typing import NoReturn

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

MAX_CHARACTERS = 64 * 1024
"""So much code of a note is highlighted, which takes a tenth to a third of a second; what is longer has one color."""
SECONDS = 1.0
"""So much processor time it may take. Some lexers take hours for a line that was made for it."""

_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")
# GitHub draws Mermaid; here it stays text, since a page must not load a renderer from elsewhere.
_PLAIN = frozenset({"", "mermaid", "text", "txt", "plain"})
_FORMATTER = HtmlFormatter(nowrap=True)


class Highlighter:
    """Highlights the code of one note within limits for all of it; the rest has one color."""

    def __init__(self, seal: str, seconds: float = SECONDS) -> None:
        self._seal = seal
        self._seconds_left = seconds
        self._characters_left = MAX_CHARACTERS

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
        self._characters_left -= len(code)
        if self._characters_left < 0 or self._seconds_left <= 0:
            return ""
        begin = process_time()
        try:
            with _interrupt_after(self._seconds_left):
                return highlight(code, lexer, _FORMATTER).replace('class="', f'class="{self._seal}')
        except _OutOfTimeError:
            self._seconds_left = 0
            return ""
        except Exception:  # a mistake in a lexer stops no build
            return ""
        finally:
            self._seconds_left -= process_time() - begin


class _OutOfTimeError(BaseException):
    """The time is over. It is no `Exception`, so that no lexer takes it for its own."""


@contextmanager
def _interrupt_after(seconds: float) -> Iterator[None]:
    """Raise _OutOfTimeError in a block after so much processor time, also in the middle of a regular expression.

    Only the main thread can be interrupted, and not on Windows.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _OutOfTimeError


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
