"""A community: all its notes, indexed by kind, name and topic. It is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from cop_site.content.files import Asset
from cop_site.content.load import Source, stem_of
from cop_site.diagnostics import Problem
from cop_site.model.addresses import Addresses
from cop_site.model.forgotten import Forgotten
from cop_site.model.handles import find_hidden_handles
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.hidden_people import (
    find_hidden_names,
    find_named,
    find_named_in_texts,
    find_spellings,
    name_hidden,
)
from cop_site.model.kinds import Fields, Kind, Meetup, Topic
from cop_site.model.note import Note
from cop_site.model.notes import Notes
from cop_site.model.people import Person, resolve_person
from cop_site.model.person_names import fold_person, name_members
from cop_site.model.read import Draft
from cop_site.model.redirects import Redirect
from cop_site.model.spelling.file_names import FileNames
from cop_site.model.spelling.fold import Fold, choose_fold


@dataclass(frozen=True)
class Community(Notes):
    """Everything known about a community on one day."""

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
    misnamed: frozenset[str] = frozenset()
    """The paths of notes that are left out, since their file is called after somebody who is not to be named."""
    versions: Mapping[str, Mapping[str, Note[Fields]]] = field(default_factory=dict)
    """The versions of each note that has translations into languages of the site, by its key and their language."""
    joined: Mapping[str, str] = field(default_factory=dict)
    """The name of the file of the original of each such translation, by the name of its own."""
    moved: tuple[Redirect, ...] = ()
    """The redirects from the addresses of these translations."""
    whole: Community | None = None
    """All that was read, where translations are no notes: it knows of more people who are not to be named."""

    @cached_property
    def fold(self) -> Fold:
        """What gives spellings of a topic or a tag the same key: the plural, too, where the language is English."""
        return choose_fold(self.language)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all notes, published or not, with the charter first."""
        return (*(note.source for note in self.checked), *(draft.source for draft in self.unpublished))

    @cached_property
    def sources_by_path(self) -> Mapping[str, Source]:
        """The same by the path of their file."""
        return {source.path: source for source in self.sources}

    @cached_property
    def checked(self) -> tuple[Note[Fields], ...]:
        """The notes whose text and references are checked: published and unfinished ones, with the charter first."""
        return (*self.by_name.values(), *(note for note, _ in self.unfinished))

    @cached_property
    def by_name(self) -> Mapping[str, Note[Fields]]:
        """Every published note, introduction and the charter, by file name below the content folder."""
        return {f"{note.key}.md": note for note in (self.charter, *self.notes, *self.introductions.values())}

    def file_named(self, name: str) -> Note[Fields] | None:
        """Return the note that a file below the content folder is, or is a translation of; None if there is none."""
        return self.by_name.get(name) or self.by_name.get(self.joined.get(name, ""))

    @cached_property
    def asset_names(self) -> frozenset[str]:
        """The names of the static files that are published."""
        return frozenset(asset.name for asset in self.shown_assets)

    @cached_property
    def file_names(self) -> FileNames:
        """The names of all files that are published, notes included."""
        return FileNames([*self.by_name, *self.asset_names])

    @cached_property
    def shown_assets(self) -> tuple[Asset, ...]:
        """The static files that are published: all but those that are called after somebody who is not to be named."""
        return tuple(asset for asset in self.assets if not self.hidden_names.are_in_file(asset.name))

    @cached_property
    def shown_redirects(self) -> tuple[Redirect, ...]:
        """The redirects that are published: all but those from an address that names somebody who is not to be."""
        return tuple(old for old in self.redirects if not self.filed_names.are_in_address(old.uri))

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
        topics = [*self.topics.values()]
        for topic in self.topics.values() if self.versions else ():
            topics += cast("Iterable[Note[Topic]]", self.versions.get(topic.key, {}).values())
        names = name_topics(topics, self.fold)
        for name, original in self.joined.items():
            if (note := self.by_name.get(original)) and note.kind is Kind.TOPIC:
                names.setdefault(self.fold(stem_of(name)), note.slug)
        return names

    def topic_named(self, name: str) -> str:
        """Return the slug of the topic with a slug, title or alias; empty if there is none."""
        return self.topic_names.get(self.fold(name), "")

    def page_named(self, name: str) -> str:
        """Return the file of the only note with a slug, title, key or alias; empty if there is none, or several."""
        files = self._pages.get(self.fold(name), set()) if "#" not in name else set()
        return next(iter(files)) if len(files) == 1 else ""

    @cached_property
    def _pages(self) -> Mapping[str, Set[str]]:
        pages: dict[str, set[str]] = {}
        for note in self.notes:
            for name in (note.slug, note.title, note.key, *note.fields.aliases):
                pages.setdefault(self.fold(name), set()).add(note.source.name)
        return pages

    @cached_property
    def required(self) -> Mapping[str, tuple[str, ...]]:
        """For each topic, the slugs of those that it builds on directly; names that mean nothing are passed over."""
        required = {slug: dict.fromkeys(map(self.topic_named, it.fields.requires)) for slug, it in self.topics.items()}
        return {slug: tuple(other for other in others if other not in ("", slug)) for slug, others in required.items()}

    def person(self, raw: str) -> Person:
        """Return the person that a name in a note refers to."""
        person = self._people.get(raw)
        if person is None:
            names, spellings = self._member_names, self._spellings
            person = resolve_person(raw, self.members, names, self.hidden_names, spellings)
            self._people[raw] = person
        return person

    def count_attendance(self, meetup: Meetup) -> int:
        """Return how many came to a meetup: as many as it says, or names, whichever is more; 0 if it does neither."""
        return max(meetup.attendance or 0, len({self.person(name).key for name in meetup.attendees}))

    @cached_property
    def _member_names(self) -> Mapping[str, str]:
        return name_members(self.members.values())

    @cached_property
    def hidden_names(self) -> HiddenNames:
        """The names of members who are not listed, or whose file is a draft, cannot be read or is not there."""
        if self.whole:
            return self.whole.hidden_names
        named = self._named | find_named_in_texts(self.by_name.values())
        return find_hidden_names(self.members, self._member_names, self.withheld, named, self.forgotten)

    @cached_property
    def filed_names(self) -> HiddenNames:
        """Those of them that keep a note off the site whose file is called so.

        A mere handle in a text does not, and neither does what a topic is called: it may be a slip in another note.
        """
        whole, topics = self.whole or self, {fold_person(slug) for slug in self.topics}
        return whole.name_files(whole._named - topics)

    def name_files(self, named: Set[str]) -> HiddenNames:
        """Return after whom no file is called, with those whom notes name by a slug."""
        names = name_hidden(self.members, self._member_names, self.withheld, named)
        return HiddenNames(names, self.forgotten.find if self.forgotten else None)

    @cached_property
    def _named(self) -> frozenset[str]:
        return find_named((note.source, type(note.fields)) for note in self.by_name.values())

    @cached_property
    def name_owners(self) -> Mapping[str, str]:
        """Each folded name of a member, and in a file that is not read as one, with the slug of the file."""
        return {**self.withheld, **self._member_names}

    @cached_property
    def forgotten(self) -> Forgotten:
        """The names of those who were forgotten."""
        return Forgotten((self.whole or self).members.values())

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
