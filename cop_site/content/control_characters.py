"""Finds invisible control characters in a note, and builds fixes that remove them."""

from __future__ import annotations

import re

from cop_site.diagnostics import Edit, Fix, Problem, Span

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Control characters, other line ends that YAML knows, and byte-order marks."""
_ANSI_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
"""A command to a terminal, such as `ESC[31m` for red."""
_SEPARATORS = re.compile(r"(?<=\S)[\x0b\x0c\u2028\u2029]+(?=\S)")
"""Line breaks of other programs between two words."""
_AMBIGUOUS = re.compile(r"[\x08\x1b\x7f-\x9f]")
"""Characters that may stand for a deleted letter, or for a letter of an older encoding."""


def find_control_characters(text: str, path: str) -> list[Problem]:
    """Return a problem for each line with control characters, at the first of them."""
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        match = CONTROL.search(line)
        if match:
            message = f"invisible control character U+{ord(match[0]):04X}"
            span = Span(path, number, match.start() + 1, number, match.start() + 2)
            hint = "delete the character"
            problems.append(Problem("text-has-no-control-characters", span, message, hint, _fix(line, path, number)))
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
