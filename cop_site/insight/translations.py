"""Translations whose original was changed after them, and which of its sections were."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cop_site.content.load import Source
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.wording.message import Message, message, plural_message

_MOST = 6
"""More sections are only counted."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

Outline = Mapping[tuple[str, int], str]
"""The text of each section by its heading, and how many before it have the same; that before the first has none."""
ReadOriginals = Callable[[Iterable[tuple[Note[Fields], Note[Fields]]]], Mapping[str, Source]]
"""Returns the originals of pairs of a translation and an original as they were when each translation was last changed.

By the name of the translation's file; without those that are not known.
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A few words of a note."""

    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """A translation whose original was changed after it."""

    translation: Note[Fields]
    original: Note[Fields]
    what: Message
    """What changed since, in a sentence."""


def find_originals(community: Community) -> Iterator[tuple[Note[Fields], Note[Fields]]]:
    """Yield each translation with its original, of those that are both shown, and each version of a note with it."""
    for group in community.versions.values():
        first = next(note for note in group.values() if note.source.name not in community.joined)
        yield from ((note, first) for note in group.values() if note is not first)
    for note in community.notes:
        original = community.by_key.get(note.fields.translation_of or "")
        if original and original is not note and original.has_page and note.has_page:
            yield note, original


def find_outdated(community: Community, read_originals: ReadOriginals) -> dict[str, Outdated]:
    """Return the translations that are older than their originals, by the names of their files.

    Where it is not known what the original was, the dates in the notes decide, if both have one.
    """
    pairs = list(find_originals(community))
    before = read_originals(pairs) if pairs else {}
    found = (
        (note, original, _explain(note, original, before.get(note.source.name), community)) for note, original in pairs
    )
    return {note.source.name: Outdated(note, original, what) for note, original, what in found if what}


def _explain(note: Note[Fields], original: Note[Fields], then: Source | None, community: Community) -> Message | None:
    if then is None:
        return _compare_dates(_last_change(note, community.as_of), _last_change(original, community.as_of))
    sections = list(compare_outlines(read_sections(then), read_sections(original.source)))
    if not sections:
        return None
    named = [_name(fact, heading or original.title, original, community) for fact, heading in sections[:_MOST]]
    if more := len(sections) - len(named):
        named.append(plural_message("%(num)s more", "%(num)s more", more))
    return message("The original has changed since this translation: %(sections)s.", sections=tuple(named))


def _name(fact: str, heading: str, original: Note[Fields], community: Community) -> Message:
    """Return what became of a section; a heading that names somebody who is not to be named is not repeated."""
    hidden = any(community.hidden_names.find(heading))
    section = Quoted(original.title if hidden else heading, original.language)
    return {
        "added": message("%(section)s (new)", section=section),
        "changed": message("%(section)s (changed)", section=section),
        "removed": message("%(section)s (removed)", section=section),
    }[fact]


def _compare_dates(translated: date | None, changed: date | None) -> Message | None:
    if not translated or not changed or changed <= translated:
        return None
    return message(
        "The original was changed on %(day)s, after this translation. What changed is not known.", day=changed
    )


def _last_change(note: Note[Fields], as_of: date) -> date | None:
    """Return the day of a note's last change, as its fields say."""
    own = (getattr(note.fields, name, None) for name in ("updated", "created", "date", "added", "since"))
    return max((day for day in own if day and day <= as_of), default=None)


def read_sections(source: Source) -> Outline:
    """Return the sections of a note, without those that are empty."""
    headings, raw = source.outline.headings, source.lines.raw
    ends = [*(heading.at.start for heading in headings), len(raw)]
    found: dict[tuple[str, int], str] = {("", 0): _words(raw[: ends[0]])}
    for heading, end in zip(headings, ends[1:], strict=True):
        number = sum(text == heading.text for text, _ in found)
        found[heading.text, number] = _words(raw[heading.at.end : end])
    return found


def _words(text: bytes) -> str:
    """Return the words that readers see of a part of a note, without markup's white space."""
    return " ".join(_COMMENT.sub(" ", text.decode("utf-8", "replace")).split())


def compare_outlines(before: Outline, after: Outline) -> Iterator[tuple[str, str]]:
    """Yield `added`, `changed` or `removed` with the heading of each section that is, those of the note first."""
    for (heading, number), text in after.items():
        if (heading, number) not in before:
            yield "added", heading
        elif before[heading, number] != text:
            yield "changed", heading
    yield from (("removed", heading) for heading, number in before if (heading, number) not in after)
