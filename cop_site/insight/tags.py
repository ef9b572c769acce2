"""How tags are used, and which of them are nearly the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cop_site.model.community import Community
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_likely_typo, is_typo

_NO_LETTER = re.compile(r"[\W_]+")
_MUCH_MORE = 10
"""How many times as often a tag is used as one that was most likely meant to be it."""
_SHORTEST_FOR_TOPIC, _SHORTEST_FOR_TAG = 7, 8
"""Shorter words lie too close together. Topics are few, and so it is less likely that one lies close by chance."""


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
    uses = Counter(tag for note in community.notes for tag in dict.fromkeys(note.fields.all_tags))
    order = sorted(uses, key=lambda tag: (-uses[tag], tag.casefold(), tag))
    return tuple(Tag(text, uses[text], community.topic_named(text)) for text in order)


def find_near_tags(tags: Sequence[Tag], community: Community) -> tuple[NearTag, ...]:
    """Pair each tag with the better-known one that it most likely is; tags that stand alone are left out."""
    forms = list(_other_forms(tags, community))
    named = {twin.tag.text for twin in forms}
    return (*forms, *(twin for twin in _misspelt(tags, community) if twin.tag.text not in named))


def _other_forms(tags: Sequence[Tag], community: Community) -> Iterator[NearTag]:
    """Tags that mean the same already, case, hyphens and plural aside: the topic's own name is kept, else the first."""
    slugs = {_bare(slug, community): slug for slug in community.topics}
    kept: dict[str, str] = {}
    for tag in tags:
        bare = _bare(tag.text, community)
        form = kept.setdefault(bare, slugs.get(bare, tag.text))
        if form != tag.text and tag.topic in ("", community.topic_named(form)):
            yield NearTag(tag, form, _difference(tag.text, form, community))


def _bare(name: str, community: Community) -> str:
    return community.fold(name).replace("-", "")


def _misspelt(tags: Sequence[Tag], community: Community) -> Iterator[NearTag]:
    """Free tags that are spelt nearly like a topic, or like a tag that is used much more."""
    first: dict[str, Tag] = {}
    for tag in tags:
        first.setdefault(community.fold(tag.text), tag)
    known = KnownNames(community)
    for tag in first.values():
        kept = "" if tag.topic else known.find_meant(tag.text)
        if kept:
            yield NearTag(tag, kept, _difference(tag.text, kept, community))


class KnownNames:
    """The names of topics, and the tags that are used most: what a tag that is spelt nearly so was meant to be."""

    def __init__(self, community: Community) -> None:
        self._fold = community.fold
        self._topics: dict[str, str] = {}
        for topic in community.topics.values():
            for name in (topic.slug, topic.title, *topic.fields.aliases):
                self._topics.setdefault(community.fold(name), name)
        self._uses: Counter[str] = Counter()
        self._tags: dict[str, str] = {}
        for note in community.notes:
            self._uses.update({community.fold(tag) for tag in note.free_tags})
            for tag in note.free_tags:
                self._tags.setdefault(community.fold(tag), tag)
        self._meant: dict[str, str] = {}
        self._topic_names = Names(self._topics)
        self._tag_names = Names(tag for tag, uses in self._uses.items() if uses >= _MUCH_MORE)

    def find_topic(self, text: str) -> str:
        """The name of the topic that a text was most likely meant to be; empty for none."""
        written = self._fold(text)
        for name in self._topic_names.list_near(written):
            lacks_last = name[:-1] == written and len(written) >= _SHORTEST_FOR_TAG
            if lacks_last or is_likely_typo(written, name, _SHORTEST_FOR_TOPIC):
                return self._topics[name]
        return ""

    def find_meant(self, text: str) -> str:
        """The name of the topic, or the much more used tag, that a tag was most likely meant to be; empty for none."""
        if text not in self._meant:
            self._meant[text] = self._find_meant(text)
        return self._meant[text]

    def _find_meant(self, text: str) -> str:
        written = self._fold(text)
        enough = _MUCH_MORE * max(self._uses[written], 1)
        near = (name for name in self._tag_names.list_near(written) if self._uses[name] >= enough)
        found = next((name for name in near if is_likely_typo(written, name, _SHORTEST_FOR_TAG)), "")
        return self.find_topic(text) or self._tags.get(found, "")

    def is_sure(self, text: str, topic: str) -> bool:
        """Whether a text can have meant this name of a topic and no other topic."""
        near = self._topic_names.list_near(self._fold(text))
        others = (self._topics[name] for name in near if self._topics[name] != topic)
        return is_typo(text, topic) and not any(is_typo(text, other) for other in others)


def _difference(one: str, other: str, community: Community) -> str:
    if one.casefold() == other.casefold():
        return "case"
    if _NO_LETTER.sub("", one.casefold()) == _NO_LETTER.sub("", other.casefold()):
        return "hyphens"
    return "plural" if community.fold(one) == community.fold(other) else "spelling"
