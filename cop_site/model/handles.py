"""Finds handles in texts, such as `@ana-li`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cop_site.model.hidden_names import HiddenNames
from cop_site.model.person_names import fold_person
from cop_site.model.spelling.seen import FILLER, as_seen
from cop_site.wording.marks import MARKS
from cop_site.wording.note_words import UNSPACED

# A literal first character is found a hundred times faster than what must not stand before it.
_JOINT = rf"(?:[.{FILLER}]+|%2[Dd])"
_LATIN = r"[A-Za-z0-9_-]+"
HANDLE = re.compile(
    rf"@(?<![^\W{UNSPACED}]@)(?<![@/.-]@)[@{FILLER}]*"
    rf"(?:{_LATIN}(?:{_JOINT}{_LATIN}){{0,4}}(?=[{UNSPACED}])|[\w{MARKS}-]+(?:{_JOINT}[\w{MARKS}-]+){{0,4}})"
)
"""A handle, also one whose parts a dot, a soft hyphen or an escaped hyphen joins.

One in Latin letters ends where a word goes on in other ones: `@ana-liさん`.
"""


def find_handles(text: str) -> Iterator[str]:
    """Yield the handles in a text, with their `@`."""
    return (match[0] for match in HANDLE.finditer(text)) if "@" in text else iter(())


def find_hidden_handles(text: str, hidden: HiddenNames) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and slug of each handle that is a hidden name, whatever stands between its words."""
    seen = as_seen(text)
    if "@" in seen:
        names = [name for name in hidden.find(text) if seen[name[0]] == "@"]
        whole = ((match.start(), match.end(), hidden.owner(fold_person(match[0]))) for match in HANDLE.finditer(seen))
        found, after = [*names, *(handle for handle in whole if handle[2])], 0
        for start, end, slug in sorted(found, key=lambda at: (at[0], -at[1])):
            if start >= after:
                after = end
                yield start, end, slug
