"""How tags are used, and which of them are nearly the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cop_site.model.community import Community
from cop_site.model.spelling.fold import fold
from cop_site.model.spelling.index import Names

_DIGITS = re.compile(r"\d+")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written."""

    text: str
    uses: int
    """The number of published notes that have it."""
    topic: str
    """The slug of the topic that it names; empty for a free tag."""


@dataclass(frozen=True, slots=True)
class NearTag:
    """Two tags of which one is probably meant to be the other."""

    tag: Tag
    """The one that would go."""
    kept: str
    """A tag that is used more, or the slug of a topic."""
    reason: str
    """In which they differ: case, hyphens, plural or spelling."""


def count_tags(community: Community) -> tuple[Tag, ...]:
    """Every tag in every way in which it is written, the most used first."""
    uses = Counter(tag for note in community.notes for tag in dict.fromkeys(note.fields.tags))
    order = sorted(uses, key=lambda tag: (-uses[tag], tag.casefold(), tag))
    return tuple(Tag(text, uses[text], community.topic_named(text)) for text in order)


def find_near_tags(tags: Sequence[Tag], community: Community) -> tuple[NearTag, ...]:
    """Pair each tag with the better-known one that it most likely is; tags that stand alone are left out."""
    return tuple(twin for twin in (*_other_forms(tags, community), *_misspelt(tags, community)) if twin)


def _other_forms(tags: Sequence[Tag], community: Community) -> Iterator[NearTag]:
    """Tags that mean the same already, case, hyphens and plural aside: the topic's own name is kept, else the first."""
    slugs = {fold(slug): slug for slug in community.topics}
    kept: dict[str, str] = {}
    for tag in tags:
        form = kept.setdefault(fold(tag.text), slugs.get(fold(tag.text), tag.text))
        if form != tag.text:
            yield NearTag(tag, form, _difference(tag.text, form))


def _misspelt(tags: Sequence[Tag], community: Community) -> Iterator[NearTag]:
    """Free tags that are spelt nearly like a topic or like a tag that is used more."""
    first: dict[str, Tag] = {}
    for tag in tags:
        first.setdefault(fold(tag.text), tag)
    slugs = {fold(slug): slug for slug in community.topics}
    names = Names([*slugs, *first])
    rank = {name: number for number, name in enumerate(first)}
    for name, tag in first.items():
        if tag.topic:
            continue
        near = names.closest(name, but=name)
        known = near in slugs or (near in first and (bool(first[near].topic) or rank[near] < rank[name]))
        if near and known and _DIGITS.findall(near) == _DIGITS.findall(name):
            kept = slugs.get(near) or first[near].text
            yield NearTag(tag, kept, _difference(tag.text, kept))


def _difference(one: str, other: str) -> str:
    if one.casefold() == other.casefold():
        return "case"
    if _NO_LETTER.sub("", one.casefold()) == _NO_LETTER.sub("", other.casefold()):
        return "hyphens"
    return "plural" if fold(one) == fold(other) else "spelling"
