"""Proposes topics from the tags of a source, so that there is a syllabus to compare meetups with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cop_site.adopt.entry import Entry
from cop_site.model.kinds import Kind, slugify
from cop_site.model.spelling.fold import fold
from cop_site.model.spelling.typos import is_likely_typo

_CONSTANT = 0.8
"""A tag that so many notes of a kind have tells nothing about one of them."""
_FEWEST_NOTES = 10
_FEWEST_USES = 2
_SHORTEST = 8
_MUCH_MORE = 10


@dataclass(frozen=True, slots=True)
class ProposedTopic:
    """A topic that tags suggest."""

    slug: str
    title: str
    aliases: tuple[str, ...]
    """Its other spellings in the source."""
    uses: int
    """Notes that are tagged with it, in any spelling."""


def propose_topics(entries: Iterable[Entry]) -> list[ProposedTopic]:
    """Return the topics that tags suggest, the most used by meetups first; constant and rare tags are left out."""
    entries = [entry for entry in entries if not entry.hidden]
    declared = {fold(name) for entry in entries if entry.kind is Kind.TOPIC for name in _names_of(entry)}
    uses: Counter[str] = Counter()
    in_meetups: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for entry in entries:
        tags = {fold(tag): tag for tag in entry.fields.get("tags", ()) if slugify(tag)}
        uses.update(tags.keys())
        in_meetups.update(tags.keys() if entry.kind is Kind.MEETUP else ())
        for key, tag in tags.items():
            spellings.setdefault(key, Counter())[tag] += 1
    for key in _misspelt(uses):
        meant = next(
            name for name in uses if uses[name] >= _MUCH_MORE * uses[key] and is_likely_typo(key, name, _SHORTEST)
        )
        uses[meant] += uses.pop(key)
        in_meetups[meant] += in_meetups.pop(key, 0)
        spellings[meant] += spellings.pop(key)
    most = len(entries) * _CONSTANT if len(entries) >= _FEWEST_NOTES else len(entries) + 1
    kept = [key for key in uses if uses[key] < most and key not in declared and not key.isdigit()]
    kept = [key for key in kept if uses[key] >= _FEWEST_USES] or kept  # where few notes have tags, each is used once
    kept.sort(key=lambda key: (-in_meetups[key], -uses[key], key))
    return [_propose(spellings[key], uses[key]) for key in kept]


def _misspelt(uses: Counter[str]) -> list[str]:
    """Return the tags that are spelt nearly like one that is used much more."""
    common = [name for name in uses if uses[name] >= _MUCH_MORE]
    return [
        key
        for key in uses
        if any(uses[name] >= _MUCH_MORE * uses[key] and is_likely_typo(key, name, _SHORTEST) for name in common)
    ]


def _propose(spellings: Counter[str], uses: int) -> ProposedTopic:
    best = min(spellings, key=lambda tag: (-spellings[tag], tag))
    words = best.replace("-", " ").replace("_", " ")
    title = words if words != words.lower() else words[:1].upper() + words[1:]
    slug = slugify(best)
    aliases = tuple(sorted(tag for tag in spellings if fold(tag) != fold(title)))
    return ProposedTopic(slug, " ".join(title.split()), aliases, uses)


def _names_of(entry: Entry) -> list[str]:
    stem = entry.record.origin.rpartition("/")[2].rpartition(".")[0]
    old = (address.strip("/").rpartition("/")[2] for address in entry.addresses)
    return [entry.title, entry.slug, stem, *map(str, entry.fields.get("aliases", ())), *old]
