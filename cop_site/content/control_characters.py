"""Finds characters that nobody sees, or that change the order of others, and builds fixes that remove them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cop_site.diagnostics import Edit, Fix, Problem, Span

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, other line ends that YAML knows, and byte-order marks."""
_ANSI_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
"""A command to a terminal, such as `ESC[31m` for red."""
_SEPARATORS = re.compile(r"(?<=\S)[\x0b\x0c\u2028\u2029]+(?=\S)")
"""Line breaks of other programs between two words."""
_AMBIGUOUS = re.compile(r"[\x08\x1b\x7f-\x9f]")
"""Characters that may stand for a deleted letter, or for a letter of an older encoding."""

_MAX_FIXED = 1_000
"""Lines that are fixed at once."""


_HIDDEN = re.compile(
    r"[\u115f\u1160\u180e\u202a-\u202e\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff0-\ufffb\U000e0001]|" + CONTROL.pattern
)
"""Characters that no text needs: also embeddings and overrides of the direction, and fillers."""
_USUALLY_HIDDEN = r"[\xad\u034f\u061c\u200b-\u200f\u2066-\u2069\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
"""Characters that some scripts and emoji need: joiners, marks of direction, and selectors of variants."""
_SUSPECT = re.compile(f"{_HIDDEN.pattern}|{_USUALLY_HIDDEN}")
_PLAIN = bytes([*b"\t\n\r", *range(32, 127)])
_NEEDED = re.compile(
    r"(?<=[^\W\d_])\xad(?=[^\W\d_])"  # a place to hyphenate
    r"|(?<=[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])\u200b"  # between words without spaces
    r"|(?<=[\u0590-\u1cff\ua800-\uabff])[\u034f\u200c\u200d]"  # between letters that join
    r"|(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"  # a variant of an ideograph
    r"|(?<=\U0001f3f4)[\U000e0020-\U000e007e]{1,6}\U000e007f"  # a flag, such as that of Scotland
)
_MARKS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_SELECTABLE = frozenset({"Nd", "Pd", "Po", "Sk", "Sm", "So"})
"""The categories of signs of which emoji are made; the letter-like U+2139 is one, too."""


def has_unseen(raw: bytes) -> bool:
    """Return whether a text, in UTF-8, has characters that are not seen, whether they have a use or not."""
    # Deleting bytes takes a fraction of the time of a search, and leaves little to search.
    return _SUSPECT.search(raw.translate(None, _PLAIN).decode("utf-8", "surrogatepass")) is not None


def find_hidden(line: str) -> Iterator[int]:
    """Yield the index of each character of a line that is not seen and has no use where it stands."""
    matches = list(_SUSPECT.finditer(line))
    if not matches:
        return
    needed = {index for match in _NEEDED.finditer(line) for index in range(*match.span())}
    marks = any(match[0] in _MARKS for match in matches) and _is_right_to_left(line)
    for match in matches:
        at, character = match.start(), match[0]
        if at in needed or (character in _MARKS and marks) or _is_of_emoji(line, at):
            continue
        yield at


def hide(text: str) -> str:
    """Return a text of one or more lines with U+FFFD for each character that `find_hidden` finds."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        hidden = set(find_hidden(line))
        if hidden:
            lines[number] = "".join("\ufffd" if at in hidden else character for at, character in enumerate(line))
    return "\n".join(lines)


def _is_right_to_left(line: str) -> bool:
    """Return whether a line has letters from right to left, and each of its isolates is closed again."""
    depth = 0
    for character in line:
        depth += ("\u2066" <= character <= "\u2068") - (character == "\u2069")
        if depth < 0:
            return False
    return not depth and any(c.isalpha() and unicodedata.bidirectional(c) in ("R", "AL") for c in line)


def _is_of_emoji(line: str, at: int) -> bool:
    """Return whether a character joins two emoji, or chooses how the sign before it looks."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if line[at] == "\u200d":
        joins = before == "\ufe0f" or (before and unicodedata.category(before) in ("So", "Sk"))
        return bool(joins) and bool(after) and unicodedata.category(after) in ("Sm", "So")
    selects = "\ufe00" <= line[at] <= "\ufe0f" and bool(before)
    return selects and (before == "\u2139" or unicodedata.category(before) in _SELECTABLE)


def find_control_characters(text: str, path: str) -> list[Problem]:
    """Return a problem for each line with characters that are not seen, at the first; the first lines have a fix."""
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        hidden = set(find_hidden(line))
        if hidden:
            at = min(hidden)
            message = f"invisible control character U+{ord(line[at]):04X}"
            span = Span(path, number, at + 1, number, at + 2)
            few = len(problems) < _MAX_FIXED
            marked = "".join("\ufeff" if i in hidden and not CONTROL.match(c) else c for i, c in enumerate(line))
            fix = _fix(marked, path, number) if few else None
            problems.append(Problem("text-has-no-control-characters", span, message, "delete the character", fix))
    return problems


def _fix(line: str, path: str, number: int) -> Fix:
    """Delete control characters and ANSI escapes from a line; a break between two words becomes a space."""
    matches = [*_ANSI_ESCAPE.finditer(line), *CONTROL.finditer(line)]
    first = min(match.start() for match in matches)
    last = max(match.end() for match in matches)
    text = _ANSI_ESCAPE.sub("", line[first:last])
    before, after = line[max(first - 1, 0) : first], line[last : last + 1]
    cleaned = _SEPARATORS.sub(" ", before + text + after)
    cleaned = CONTROL.sub("", cleaned[len(before) : len(cleaned) - len(after)])
    return Fix((Edit(Span(path, number, first + 1, number, last + 1), cleaned),), safe=not _AMBIGUOUS.search(text))
