"""Keeps what notes say inert in terminals, logs, JSON and comments.

Logs obey what stands in them: those of GitHub and Azure (`::error::`, `##[error]`, `##vso[…]`), of TeamCity
(`##teamcity[…]`) and GitLab (`section_start:…`), and terminals (escape sequences). So standard output and standard
error are guarded: whatever a command, click, Python or MkDocs prints is escaped by `Guard.write`. What the program
itself says to a terminal or to GitHub goes `past_guard`, with the parts that come from notes escaped.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any, TextIO, cast

_GAP = "\u200b"
"""A space without a width, which breaks a command, a link or a mention in two and is not seen."""
_KEPT = frozenset("\n\t\u00a0\u2009\u200b\u200c\u200d\u202f\u3000")
"""Characters that are not printable for Python and yet do no harm: spaces, and what joins letters and emoji."""
_HASHES = re.compile(r"#(?=#\w*\[)")
_OPEN_HASHES = re.compile(r"#(?=#\w*\Z)")
"""The same, where the bracket may be written next."""
_SECTION = re.compile(r"(?<=section)_(?=(?:start|end):)")
_COLONS = re.compile(r"^([\s\u200b-\u200d]*:)(?=:)", re.MULTILINE)
"""Workflow commands of GitHub, which it takes only at the beginning of a line."""
_SCHEME = re.compile(r"\w+:(?=//)|(?:mailto|xmpp):|www(?=\.)", re.IGNORECASE)
"""The beginning of text that GitHub and GitLab turn into a link, such as `https:` before `//`."""
_REFERENCE = re.compile(r"[@#!~$%&](?=[\w\"])|\b[A-Za-z]+-(?=\d)|\b[0-9a-f]{4}(?=[0-9a-f]{3,60}\b)", re.IGNORECASE)
"""The beginning of what they turn into a mention, or a link to an issue, a merge request, a label or a commit."""


def escape_text(text: str) -> str:
    """Return a text of one or several lines with control characters and commands to a log escaped; twice is as once."""
    shown = _escape_unseen(text.replace("\r\n", "\n"), _escape_character)
    if "##" in shown or "section_" in shown:
        shown = _SECTION.sub(f"_{_GAP}", _HASHES.sub(f"#{_GAP}", shown))
    return _COLONS.sub(rf"\1{_GAP}", shown) if "::" in shown else shown


def escape_line(text: str) -> str:
    """Return a text on one line, with control characters and commands to a log escaped."""
    return escape_text(text.replace("\n", "\\n").replace("\t", "\\t"))


def as_json(document: object, indent: int | None = 1) -> str:
    """Return a document as JSON in which nothing is a command to a log or a terminal; ends with a newline."""
    written = _escape_unseen(json.dumps(document, ensure_ascii=False, indent=indent), lambda c: json.dumps(c)[1:-1])
    return _SECTION.sub(r"\\u005f", _HASHES.sub(r"\\u0023", written)) + "\n"


def escape_comment(text: str) -> str:
    """Return a text on one line in which GitHub and GitLab find no markup, link, mention or reference."""
    plain = " ".join(_SCHEME.sub(rf"\g<0>{_GAP}", escape_line(text)).split())
    plain = escape(_REFERENCE.sub(rf"\g<0>{_GAP}", plain), quote=False)
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~:/$" else c for c in plain)


def _escape_unseen(text: str, replace: Callable[[str], str]) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _KEPT else replace(c) for c in text)


def _escape_character(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


class Guard:
    """A stream that escapes whatever is written to it, and is the stream below in everything else.

    It has no `buffer`, through which bytes, and click on a Windows console, would get past it.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        """The stream that takes what is escaped."""
        self._last = "\n"

    def write(self, text: str | bytes) -> int:
        """Write a text, escaped; bytes, in which click completes words for a shell, are UTF-8."""
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        shown = _OPEN_HASHES.sub(f"#{_GAP}", escape_text(text))
        if shown[:1] == self._last and self._last in ":#":  # half of a command was written before
            shown = _GAP + shown
        self._last = shown[-1:] or self._last
        self.stream.write(shown)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write several texts, escaped."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.stream, name)


@contextmanager
def guard_output() -> Iterator[None]:
    """Guard standard output and standard error for as long as this is entered."""
    before = sys.stdout, sys.stderr
    guarded = [stream if stream is None or isinstance(stream, Guard) else Guard(stream) for stream in before]
    sys.stdout, sys.stderr = (cast("TextIO", stream) for stream in guarded)
    try:
        yield
    finally:
        if sys.stdout is cast("TextIO", guarded[0]):  # click has put another in its place where nobody reads on
            sys.stdout, sys.stderr = before


def past_guard(stream: TextIO) -> TextIO:
    """Return the stream below a guard, for colours and for commands of our own."""
    return stream.stream if isinstance(stream, Guard) else stream
