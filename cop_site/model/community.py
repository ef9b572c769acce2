"""Every note, topic, member and path of a community, indexed and cross-linked; nothing in it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from cop_site.content.files import Asset
from cop_site.diagnostics import Problem
from cop_site.model.kinds import (
    Charter,
    Fields,
    Kind,
    LearningPath,
    Meetup,
    Member,
    Resource,
    Term,
    Testimonial,
    Topic,
)
from cop_site.model.note import Note
from cop_site.model.people import Person, name_members, resolve_person
from cop_site.model.read import Draft
from cop_site.model.spelling.fold import Fold, choose_fold

F = TypeVar("F", bound=Fields)


@dataclass(frozen=True)
class Community:
    """All that is known of a community on one day."""

    as_of: date
    """The day for which everything is computed."""
    charter: Note[Charter]
    notes: tuple[Note[Fields], ...]
    """Every published note but the charter, by kind and then by name."""
    assets: tuple[Asset, ...]
    content_folder: str
    """The content folder, relative to the project's directory."""
    problems: tuple[Problem, ...]
    """What was found while reading; rules put it into words for people."""
    unpublished: tuple[Draft, ...] = ()
    """Notes that were read but are not published: drafts, and stories without consent."""
    language: str = "en"
    """The tag of the language in which topics and tags are named."""

    @cached_property
    def fold(self) -> Fold:
        """What gives spellings of a topic or a tag the same key: the plural, too, where the language is English."""
        return choose_fold(self.language)

    @cached_property
    def topics(self) -> Mapping[str, Note[Topic]]:
        """The syllabus, by slug."""
        return {note.slug: cast("Note[Topic]", note) for note in self.of(Kind.TOPIC)}

    @cached_property
    def meetups(self) -> tuple[Note[Meetup], ...]:
        """By date, the first first."""
        return self._by_date(cast("Iterable[Note[Meetup]]", self.of(Kind.MEETUP)))

    @cached_property
    def testimonials(self) -> tuple[Note[Testimonial], ...]:
        """By date, the first first."""
        return self._by_date(cast("Iterable[Note[Testimonial]]", self.of(Kind.TESTIMONIAL)))

    @cached_property
    def resources(self) -> Mapping[str, Note[Resource]]:
        """By slug."""
        return {note.slug: cast("Note[Resource]", note) for note in self.of(Kind.RESOURCE)}

    @cached_property
    def members(self) -> Mapping[str, Note[Member]]:
        """By slug, listed or not."""
        return {note.slug: cast("Note[Member]", note) for note in self.of(Kind.MEMBER)}

    @cached_property
    def paths(self) -> Mapping[str, Note[LearningPath]]:
        """By slug."""
        return {note.slug: cast("Note[LearningPath]", note) for note in self.of(Kind.PATH)}

    @cached_property
    def terms(self) -> Mapping[str, Note[Term]]:
        """By slug."""
        return {note.slug: cast("Note[Term]", note) for note in self.of(Kind.TERM)}

    def of(self, kind: Kind) -> Sequence[Note[Fields]]:
        """The notes of one kind, by name."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[Note[Fields]]]:
        kinds: dict[Kind, list[Note[Fields]]] = {}
        for note in self.notes:
            kinds.setdefault(note.kind, []).append(note)
        return kinds

    @cached_property
    def by_name(self) -> Mapping[str, Note[Fields]]:
        """Every published note and the charter, by file name below the content folder."""
        return {note.source.name: note for note in (self.charter, *self.notes)}

    @cached_property
    def asset_names(self) -> frozenset[str]:
        """The names of the static files below the content folder."""
        return frozenset(asset.name for asset in self.assets)

    @cached_property
    def unpublished_names(self) -> frozenset[str]:
        """The names of the notes that were read but are not published."""
        return frozenset(draft.source.name for draft in self.unpublished)

    @cached_property
    def by_key(self) -> Mapping[str, Note[Fields]]:
        """Every published note, by its name without `.md`."""
        return {note.key: note for note in self.notes}

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The notes on each topic, newest first; dateless ones last."""
        found: dict[str, list[Note[Fields]]] = {slug: [] for slug in self.topics}
        for note in self.notes:
            for slug in note.topics:
                found[slug].append(note)
        return {
            slug: tuple(sorted(notes, key=lambda note: (note.date or date.min, note.key), reverse=True))
            for slug, notes in found.items()
        }

    @cached_property
    def topic_names(self) -> Mapping[str, str]:
        """Every folded name of a topic (slug, title, alias) and the slug it means."""
        return name_topics(self.topics.values(), self.fold)

    def topic_named(self, written: str) -> str:
        """The slug of the topic a text names; empty when it names none."""
        return self.topic_names.get(self.fold(written), "")

    def person(self, written: str) -> Person:
        """Who is meant by a name in a note."""
        if written not in self._people:
            self._people[written] = resolve_person(written, self.members, self._member_names)
        return self._people[written]

    @cached_property
    def _member_names(self) -> Mapping[str, str]:
        return name_members(self.members.values())

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {}

    def is_held(self, note: Note[Fields]) -> bool:
        """Whether a note is of a meetup that took place: its last day has come, and it was not called off or moved."""
        fields = note.fields
        if not isinstance(fields, Meetup) or fields.is_off:
            return False
        return fields.last_day <= self.as_of and fields.status != "planned"

    def is_planned(self, note: Note[Fields]) -> bool:
        """Whether a note is of a meetup that is still to come."""
        fields = note.fields
        return isinstance(fields, Meetup) and fields.last_day > self.as_of and not fields.is_off

    @staticmethod
    def _by_date(notes: Iterable[Note[F]]) -> tuple[Note[F], ...]:
        return tuple(sorted(notes, key=lambda note: (note.date or date.min, note.slug)))


def name_topics(topics: Iterable[Note[Topic]], fold: Fold) -> dict[str, str]:
    """Every folded name of each topic and the slug it means; slugs come before titles, titles before aliases."""
    topics = list(topics)
    names = {fold(topic.slug): topic.slug for topic in topics}
    for topic in topics:
        names.setdefault(fold(topic.title), topic.slug)
    for topic in topics:
        for alias in topic.fields.aliases:
            names.setdefault(fold(alias), topic.slug)
    return names
