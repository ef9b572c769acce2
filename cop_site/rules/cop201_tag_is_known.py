"""A tag is spelled like the topic or tag that it means.

What: a tag names no topic and no other note uses it, but it looks very much like one that is known.

Why: a tag puts a note on a topic's page. One letter off, and the note is missing there: the topic seems left out
although somebody has written about it.

Example:

    tags: [facilitaton]

How to mend it: take the spelling that the hint proposes. If you mean something new, declare it with
`cop new topic`, and every later note can use it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.similar import closest, fold
from cop_site.rules.rule import Given

CODE = "COP201"
NAME = "tag-is-known"
SEVERITY = Severity.ERROR


def check(given: Given) -> Iterable[Problem]:
    """Report each tag that is used once and is close to a better-known one."""
    community = given.community
    used = Counter(fold(tag) for note in community.notes for tag in note.free_tags)
    names = [*community.topics, *(note.title for note in community.topics.values())]
    for note in community.notes:
        for index, tag in enumerate(note.fields.tags):
            if tag not in note.free_tags or used[fold(tag)] > 1:
                continue
            others = [other for other in used if other != fold(tag)]
            meant = closest(tag, names) or closest(fold(tag), others)
            if meant:
                yield Problem(
                    NAME,
                    note.source.span_of("tags", index),
                    f"no topic or tag {tag!r}",
                    f"did you mean {meant!r}? Or declare it: cop new topic {tag}",
                )
