"""Decodes the bytes of a note, whatever its line ends, and checks its lines."""

from __future__ import annotations

import codecs
import re

from cop_site.content.control_characters import find_control_characters, has_unseen, hide
from cop_site.diagnostics import Problem, Span

MAX_LINE_CHARACTERS = 10_000
MAX_LINES = 20_000

_LINE_END = re.compile(r"\r\n?")


def decode(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a note, and problems with its characters.

    A byte-order mark is removed, line ends become those of Unix, and characters that are not seen become U+FFFD. The
    text is empty if the bytes are not UTF-8.
    """
    try:
        raw = raw.removeprefix(codecs.BOM_UTF8)
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.sub("\n", raw[: error.start].decode("utf-8", "replace"))
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        span = Span(path, line, column, line, column + 1)
        message = f"invalid UTF-8: byte 0x{raw[error.start]:02x}"
        return "", [Problem("file-is-readable", span, message, "save the file as UTF-8")]
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    problems: list[Problem] = []
    if has_unseen(raw):
        problems = find_control_characters(text, path)
        text = hide(text) if problems else text
    return text, problems


def check_lines(text: str, path: str) -> Problem | None:
    """Return a problem at the first line that is too long, or one too many."""
    if len(text) <= MAX_LINE_CHARACTERS:
        return None
    count = text.count("\n") + 1
    if count > MAX_LINES:
        span = Span(path, MAX_LINES + 1, 1, MAX_LINES + 1, 1)
        message = f"note has {count:,} lines (maximum {MAX_LINES:,})"
        return Problem("file-is-small", span, message, "split the note")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE_CHARACTERS:
            span = Span(path, number, MAX_LINE_CHARACTERS + 1, number, len(line) + 1)
            message = f"line has {len(line):,} characters (maximum {MAX_LINE_CHARACTERS:,})"
            return Problem("line-is-short", span, message, "break the line")
    return None
