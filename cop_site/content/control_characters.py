"""Finds characters that nobody sees and that steer a machine, and says what may be left in their place."""

from __future__ import annotations

import re

from cop_site.diagnostics import Edit, Fix, Problem, Span

# Besides the control characters those that YAML counts as line ends, and a byte-order mark inside of a text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_COLOUR = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
"""What a terminal takes for an order, such as another colour."""
_SEPARATORS = re.compile(r"(?<=\S)[\x0b\x0c\u2028\u2029]+(?=\S)")
"""Breaks that other programs make between two words."""
_TELLING = re.compile(r"[\x08\x1b\x7f-\x9f]")
"""What stands for a letter that was struck out, or for a sign in an older encoding."""


def find_control_characters(text: str, path: str) -> list[Problem]:
    """Report each line that has some, at the first of them."""
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        match = CONTROL.search(line)
        if match:
            message = f"an invisible control character (U+{ord(match[0]):04X}) stands in the text"
            span = Span(path, number, match.start() + 1, number, match.start() + 2)
            hint = "delete the character"
            problems.append(Problem("text-has-no-control-characters", span, message, hint, _fix(line, path, number)))
    return problems


def _fix(line: str, path: str, number: int) -> Fix:
    """Take them out of a line; a break between two words becomes a space."""
    orders = [*_COLOUR.finditer(line), *CONTROL.finditer(line)]
    first = min(match.start() for match in orders)
    last = max(match.end() for match in orders)
    stretch = _COLOUR.sub("", line[first:last])
    before, after = line[max(first - 1, 0) : first], line[last : last + 1]
    seen = _SEPARATORS.sub(" ", before + stretch + after)
    seen = CONTROL.sub("", seen[len(before) : len(seen) - len(after)])
    return Fix((Edit(Span(path, number, first + 1, number, last + 1), seen),), safe=not _TELLING.search(stretch))
