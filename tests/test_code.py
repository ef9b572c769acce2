"""Code is highlighted within limits, whatever a lexer makes of it."""

from __future__ import annotations

import signal
import sys

import pytest
from effort import measure

from cop_site.content.gfm.code import MAX_CHARACTERS, Highlighter

PYTHON = "a = 1\n"
SLOW = "<" * 20_000
"""What the lexer for Apache's settings takes many seconds for."""


def is_highlighted(html: str) -> bool:
    """Whether any part of a code block has a class."""
    return "<span class=" in html


def test_code_is_highlighted_up_to_a_limit() -> None:
    """It holds for all blocks of a note together, and a block that is left plain is whole."""
    highlighter = Highlighter("")
    assert is_highlighted(highlighter.highlight(PYTHON, "python"))
    long = PYTHON * (MAX_CHARACTERS // len(PYTHON))
    assert highlighter.highlight(long, "python") == (
        f'<div class="highlight language-python"><pre><code>{long}</code></pre></div>\n'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no timer of processor time")
def test_a_lexer_is_interrupted() -> None:
    """Also within one regular expression; the rest of the note stays plain, and the next note is not affected."""
    before = signal.getsignal(signal.SIGVTALRM)
    highlighter = Highlighter("", seconds=0.05)
    shown: list[str] = []
    assert measure(lambda: shown.append(highlighter.highlight(SLOW, "apacheconf"))) < 1
    assert shown == [f'<div class="highlight language-apacheconf"><pre><code>{"&lt;" * len(SLOW)}</code></pre></div>\n']
    assert not is_highlighted(highlighter.highlight(PYTHON, "python"))
    assert is_highlighted(Highlighter("").highlight(PYTHON, "python"))
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_lexer_that_fails_costs_only_its_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in somebody's lexer stops no build."""

    def fail(*_: object) -> str:
        raise RecursionError

    monkeypatch.setattr("cop_site.content.gfm.code.highlight", fail)
    assert Highlighter("").highlight("a < b\n", "python") == (
        '<div class="highlight language-python"><pre><code>a &lt; b\n</code></pre></div>\n'
    )
