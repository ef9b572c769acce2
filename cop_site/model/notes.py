"""The published notes of a community, indexed by kind, date and topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from cop_site.model.kinds import (
    Charter,
    Fields,
    Kind,
    LearningPath,
    Meetup,
    Member,
    Practice,
    Resource,
    Term,
    Testimonial,
    Topic,
)
from cop_site.model.note import Note
from cop_site.model.spelling.index import Names

F = TypeVar("F", bound=Fields)


@dataclass(frozen=True)
class Notes:
    """The notes that are published on one day."""

    as_of: date
    """The day for which everything is computed."""
    charter: Note[Charter]
    notes: tuple[Note[Fields], ...]
    """Every published note but the charter, by kind and then by name."""

    @cached_property
    def topics(self) -> Mapping[str, Note[Topic]]:
        """All topics, by slug."""
        return {note.slug: cast("Note[Topic]", note) for note in self.of(Kind.TOPIC)}

    @cached_property
    def meetups(self) -> tuple[Note[Meetup], ...]:
        """All meetups, oldest first."""
        return self._by_date(cast("Iterable[Note[Meetup]]", self.of(Kind.MEETUP)))

    @cached_property
    def meetups_by_slug(self) -> Mapping[str, Note[Meetup]]:
        """All meetups by slug, whatever folder they are in."""
        return {meetup.slug: meetup for meetup in self.meetups}

    @cached_property
    def held(self) -> tuple[Note[Meetup], ...]:
        """The meetups that took place: over, and neither cancelled, moved nor left planned. Oldest first."""
        over = (meetup for meetup in self.meetups if meetup.fields.last_day <= self.as_of and not meetup.fields.is_off)
        return tuple(meetup for meetup in over if meetup.fields.status != "planned")

    @cached_property
    def testimonials(self) -> tuple[Note[Testimonial], ...]:
        """All stories, oldest first."""
        return self._by_date(cast("Iterable[Note[Testimonial]]", self.of(Kind.TESTIMONIAL)))

    @cached_property
    def resources(self) -> Mapping[str, Note[Resource]]:
        """All resources, by slug."""
        return {note.slug: cast("Note[Resource]", note) for note in self.of(Kind.RESOURCE)}

    @cached_property
    def practices(self) -> Mapping[str, Note[Practice]]:
        """All practices, by slug."""
        return {note.slug: cast("Note[Practice]", note) for note in self.of(Kind.PRACTICE)}

    @cached_property
    def members(self) -> Mapping[str, Note[Member]]:
        """All members, listed or not, by slug."""
        return {note.slug: cast("Note[Member]", note) for note in self.of(Kind.MEMBER)}

    @cached_property
    def paths(self) -> Mapping[str, Note[LearningPath]]:
        """All learning paths, by slug."""
        return {note.slug: cast("Note[LearningPath]", note) for note in self.of(Kind.PATH)}

    @cached_property
    def terms(self) -> Mapping[str, Note[Term]]:
        """All terms, by slug."""
        return {note.slug: cast("Note[Term]", note) for note in self.of(Kind.TERM)}

    def of(self, kind: Kind) -> Sequence[Note[Fields]]:
        """Return the notes of one kind, sorted by name."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[Note[Fields]]]:
        kinds: dict[Kind, list[Note[Fields]]] = {}
        for note in self.notes:
            kinds.setdefault(note.kind, []).append(note)
        return kinds

    def names_of(self, kind: Kind | None) -> Names:
        """Return the slugs of a kind, or the keys of all notes, to look up what a wrong one was meant to be."""
        if kind not in self._names:
            self._names[kind] = Names(note.slug for note in self.of(kind)) if kind else Names(self.by_key)
        return self._names[kind]

    @cached_property
    def _names(self) -> dict[Kind | None, Names]:
        return {}

    @cached_property
    def by_key(self) -> Mapping[str, Note[Fields]]:
        """Every published note but the charter, by file name without `.md`."""
        return {note.key: note for note in self.notes}

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The notes on each topic, newest first; those without a date come last."""
        by_topic: dict[str, list[Note[Fields]]] = {slug: [] for slug in self.topics}
        for note in self.notes:
            for slug in note.topics:
                by_topic[slug].append(note)
        return {
            slug: tuple(sorted(notes, key=lambda note: (note.date or date.min, note.key), reverse=True))
            for slug, notes in by_topic.items()
        }

    @cached_property
    def translations(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The other notes that say the same in other languages, by the key of each note that has any."""
        originals = {note.key: note.fields.translation_of or "" for note in self.notes if note.fields.translation_of}
        groups: dict[str, dict[str, Note[Fields]]] = {}
        for key in originals:
            seen = {key}
            while (original := originals.get(key, "")) and original not in seen:
                seen.add(key := original)
            groups.setdefault(key, {}).update((k, self.by_key[k]) for k in sorted(seen) if k in self.by_key)
        return {
            key: tuple(note for note in group.values() if note.key != key and note.has_page)
            for group in groups.values()
            for key in group
        }

    def is_held(self, note: Note[Fields]) -> bool:
        """Return whether a note is a meetup that took place, one of `held`."""
        return note.key in self._held

    def is_planned(self, note: Note[Fields]) -> bool:
        """Return whether a note is a meetup to come that is neither cancelled nor moved; today's only if it says so."""
        return note.key in self._planned

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(meetup.key for meetup in self.held)

    @cached_property
    def _planned(self) -> frozenset[str]:
        ahead = (meetup for meetup in self.meetups if meetup.fields.last_day >= self.as_of)
        return frozenset(meetup.key for meetup in ahead if not meetup.fields.is_off) - self._held

    @staticmethod
    def _by_date(notes: Iterable[Note[F]]) -> tuple[Note[F], ...]:
        return tuple(sorted(notes, key=lambda note: (note.date or date.min, note.slug)))
