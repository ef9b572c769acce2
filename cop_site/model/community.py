"""A community: all its notes, indexed by kind, name and topic. It is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from cop_site.content.files import Asset
from cop_site.content.load import Source
from cop_site.diagnostics import Problem
from cop_site.model.addresses import Addresses
from cop_site.model.forgotten import Forgotten
from cop_site.model.hidden_people import find_hidden_names, find_spellings
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
from cop_site.model.people import (
    HiddenNames,
    Person,
    find_hidden_handles,
    name_members,
    resolve_person,
)
from cop_site.model.read import Draft
from cop_site.model.redirects import Redirect
from cop_site.model.spelling.fold import Fold, choose_fold
from cop_site.model.spelling.index import Names

F = TypeVar("F", bound=Fields)


@dataclass(frozen=True)
class Community:
    """Everything known about a community on one day."""

    as_of: date
    """The day for which everything is computed."""
    charter: Note[Charter]
    notes: tuple[Note[Fields], ...]
    """Every published note but the charter, by kind and then by name."""
    assets: tuple[Asset, ...]
    content_folder: str
    """The content folder, relative to the project's directory."""
    problems: tuple[Problem, ...]
    """Problems found while reading; rules turn them into diagnostics."""
    unpublished: tuple[Draft, ...] = ()
    """Notes that were read but are not published: drafts, and stories without consent."""
    unfinished: tuple[tuple[Note[Fields], str], ...] = ()
    """Notes that are not shown since they lack fields that their kind requires, each with the names of those."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """The folded names in members' files that are drafts or cannot be read, with the slug of each."""
    language: str = "en"
    """The tag of the language in which topics and tags are named."""
    redirects: tuple[Redirect, ...] = ()
    """The redirects from old addresses."""
    addresses: Addresses = field(default_factory=Addresses)
    """What has each address of the site."""
    introductions: Mapping[str, Note[Fields]] = field(default_factory=dict)
    """The text above the list of a kind by folder, such as `meetups`, and above a part of it: `meetups/2024`."""
    field_names: Mapping[str, str] = field(default_factory=dict)
    """What names of fields that other tools write stand for here."""

    @cached_property
    def fold(self) -> Fold:
        """What gives spellings of a topic or a tag the same key: the plural, too, where the language is English."""
        return choose_fold(self.language)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all notes, published or not, with the charter first."""
        return (*(note.source for note in self.checked), *(draft.source for draft in self.unpublished))

    @cached_property
    def checked(self) -> tuple[Note[Fields], ...]:
        """The notes whose text and references are checked: published and unfinished ones, with the charter first."""
        return (*self.by_name.values(), *(note for note, _ in self.unfinished))

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

    @cached_property
    def by_name(self) -> Mapping[str, Note[Fields]]:
        """Every published note, introduction and the charter, by file name below the content folder."""
        return {note.source.name: note for note in (self.charter, *self.notes, *self.introductions.values())}

    @cached_property
    def asset_names(self) -> frozenset[str]:
        """The names of the static files that are published."""
        return frozenset(asset.name for asset in self.shown_assets)

    @cached_property
    def shown_assets(self) -> tuple[Asset, ...]:
        """The static files that are published: all but those that are called after somebody who is not to be named."""
        return tuple(asset for asset in self.assets if not self.hidden_names.are_in_file(asset.name))

    @cached_property
    def unpublished_names(self) -> frozenset[str]:
        """The names of the notes that were read but are not published."""
        return frozenset(draft.source.name for draft in self.unpublished)

    @property
    def hidden(self) -> int:
        """The number of notes that their fields or their folder keep off the site."""
        return sum(draft.fields.draft for draft in self.unpublished)

    @cached_property
    def paths_with_problems(self) -> frozenset[str]:
        """The paths of the files in which a problem was found while reading."""
        return frozenset(problem.span.path for problem in self.problems)

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
    def made_by(self) -> Mapping[str, Sequence[Note[Fields]]]:
        """The notes that each person made or led, by the person's key, the newest first; only kinds that credit it."""
        made: dict[str, dict[str, Note[Fields]]] = {}
        for note in sorted(self.notes, key=lambda note: (note.date or date.min, note.key), reverse=True):
            if note.kind.info.credited:
                for name in note.texts(*note.kind.info.makers):
                    made.setdefault(self.person(name).key, {})[note.key] = note
        return {key: tuple(notes.values()) for key, notes in made.items()}

    @cached_property
    def topic_names(self) -> Mapping[str, str]:
        """The slug of the topic for each folded name: slug, title or alias."""
        return name_topics(self.topics.values(), self.fold)

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

    def topic_named(self, name: str) -> str:
        """Return the slug of the topic with a slug, title or alias; empty if there is none."""
        return self.topic_names.get(self.fold(name), "")

    def person(self, raw: str) -> Person:
        """Return the person that a name in a note refers to."""
        person = self._people.get(raw)
        if person is None:
            names, spellings = self._member_names, self._spellings
            person = resolve_person(raw, self.members, names, self.hidden_names, spellings)
            self._people[raw] = person
        return person

    @cached_property
    def _member_names(self) -> Mapping[str, str]:
        return name_members(self.members.values())

    @cached_property
    def hidden_names(self) -> HiddenNames:
        """The names of members who are not listed, or whose file is a draft, cannot be read or is not there."""
        notes = self.by_name.values()
        return find_hidden_names(self.members, self._member_names, self.withheld, notes, self.forgotten)

    @cached_property
    def name_owners(self) -> Mapping[str, str]:
        """Each folded name of a member, and in a file that is not read as one, with the slug of the file."""
        return {**self.withheld, **self._member_names}

    @cached_property
    def forgotten(self) -> Forgotten:
        """The names of those who were forgotten."""
        return Forgotten(self.members.values())

    def hide_handles(self, text: str) -> str:
        """Return a text with what is shown of a person in place of each handle of one who is not to be named."""
        shown, after = [], 0
        for start, end, slug in find_hidden_handles(text, self.hidden_names):
            shown += [text[after:start], self.person(slug).name]
            after = end
        return "".join([*shown, text[after:]])

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        return find_spellings(self.notes)

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {}

    def is_held(self, note: Note[Fields]) -> bool:
        """Return whether a note is a meetup that took place, one of `held`."""
        return note.key in self._held

    def is_planned(self, note: Note[Fields]) -> bool:
        """Return whether a note is a meetup in the future that is neither cancelled nor moved."""
        return note.key in self._planned

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(meetup.key for meetup in self.held)

    @cached_property
    def _planned(self) -> frozenset[str]:
        ahead = (meetup for meetup in self.meetups if meetup.fields.last_day > self.as_of)
        return frozenset(meetup.key for meetup in ahead if not meetup.fields.is_off)

    @staticmethod
    def _by_date(notes: Iterable[Note[F]]) -> tuple[Note[F], ...]:
        return tuple(sorted(notes, key=lambda note: (note.date or date.min, note.slug)))


def name_topics(topics: Iterable[Note[Topic]], fold: Fold) -> dict[str, str]:
    """Return the slug of the topic for each folded name; slugs win over titles, and titles over aliases."""
    topics = list(topics)
    names = {fold(topic.slug): topic.slug for topic in topics}
    for topic in topics:
        names.setdefault(fold(topic.title), topic.slug)
    for topic in topics:
        for alias in topic.fields.aliases:
            names.setdefault(fold(alias), topic.slug)
    return names
