"""The page context, which makes views for one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from cop_site.authoring.planned import draft_planned_meetup
from cop_site.charts.svg import area_class
from cop_site.insight.translations import Quoted
from cop_site.model.kinds import Fields, Kind, Topic
from cop_site.model.labels import label_kind
from cop_site.model.note import Note
from cop_site.model.talks import talks_on
from cop_site.model.values import NamedPerson
from cop_site.pages.days import view_day
from cop_site.pages.editing import editor_url, new_note_url
from cop_site.pages.page import is_worded, relative_uri
from cop_site.pages.site import Site
from cop_site.pages.views import (
    Card,
    Chip,
    Introduction,
    Link,
    Row,
    SpeakerView,
    host_of,
    talk_anchor,
)
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import Message

_MOST_CHIPS = 60
"""More topics in one list are only counted."""
MOST_ON_CARD = 12
"""The same on a card, of which a list has many."""
_MOST_BESIDE = 4
"""The same on a card below a topic, where what else a note is about is beside the point."""


@dataclass(frozen=True)
class PageContext:
    """Makes views for one page, whose addresses are relative to it."""

    site: Site
    uri: str

    @property
    def wording(self) -> Wording:
        """The interface text."""
        return self.site.wording

    def href(self, uri: str) -> str:
        """Return the address of a page or file of the site."""
        relative = relative_uri(self.uri, uri)
        return f"../{relative}" if self.site.folder and not is_worded(uri) else relative

    def language(self, note: Note[Fields]) -> str:
        """Return the language of a note; empty if it is that of the interface text."""
        return self.site.templates.languages.tag(note.fields.lang)

    def word(self, message: Message) -> Markup:
        """Return a message as HTML; notes among its values are shown by their titles."""
        values = {name: self._show(value) for name, value in message.values.items()}
        return Markup(self.wording.word(message)) % values  # noqa: S704  # the catalogue is part of the program

    def _show(self, value: object) -> object:
        if isinstance(value, Note):
            return self.site.templates.languages.mark(value.title, self.language(value))
        if isinstance(value, date):
            return self.wording.formats.day(value)
        if isinstance(value, Message):
            return self.word(value)
        if isinstance(value, Quoted):
            languages = self.site.templates.languages
            return languages.mark(self.site.show(value.title), languages.tag(value.language))
        if isinstance(value, tuple):
            joined = self.wording.formats.join(escape(self._show(one)) for one in value)
            return Markup(joined)  # noqa: S704  # HTML already, or escaped
        return self.wording.number(value)

    def introduction(self, folder: str) -> Introduction | None:
        """Return the text above the list of the notes in a folder; None if nobody wrote one."""
        note = self.site.community.introductions.get(folder)
        body = self.site.bodies.of(note) if note else None
        return Introduction(body, self.language(note)) if note and body else None

    def link(self, note: Note[Fields]) -> Link:
        """Return a link with the title of a note, in the language of the page if there is a version in it."""
        if self.site.figures.original:  # whose log names notes in the words of their originals
            note = self.site.community.by_key.get(note.key, note)
        return Link(note.title, self.href(note.uri), self.language(note))

    def person(self, name: str) -> Link:
        """Return a link to a person who is named in a note; only listed members have an address."""
        person = self.site.community.person(name)
        return Link(person.name, self.href(person.uri) if person.uri else "", self.site.templates.languages.tag())

    def people(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Return links to people, each once however their name is written, and all unlisted members as one."""
        return tuple(link for link, _ in self._first_of_each(names))

    def _first_of_each(self, names: Iterable[str]) -> Iterable[tuple[Link, str]]:
        """A link to each person, with the first name that is theirs and says more, else the first."""
        first: dict[str, str] = {}
        for name in names:
            key = self.site.community.person(name).key
            if key not in first or (getattr(name, "details", None) and not getattr(first[key], "details", None)):
                first[key] = name
        linked: dict[Link, str] = {}
        for name in first.values():
            linked.setdefault(self.person(name), name)
        return linked.items()

    def speakers(self, names: Iterable[str]) -> tuple[SpeakerView, ...]:
        """Return people with what a note says of them: nothing of somebody who is not shown by name."""
        return tuple(self._speaker(link, name) for link, name in self._first_of_each(names))

    def _speaker(self, person: Link, name: str) -> SpeakerView:
        details = name.details if isinstance(name, NamedPerson) else None
        community = self.site.community
        if details is None or not community.person(name).is_named:
            return SpeakerView(person, "", ())
        parts = (details.role, details.organisation, details.pronouns)
        said = [part for part in parts if part and not community.hidden_names.is_in_name(f",{part}")]
        links = tuple(Link(host_of(url), url, outside=True) for url in details.links)
        return SpeakerView(person, self.wording.beside(*said), links)

    def organisation(self, name: str, url: str) -> Link:
        """Return a link to an organisation; to a member, or nowhere, if the name is theirs."""
        community = self.site.community
        if community.person(name).key in community.members or community.hidden_names.is_in_name(name):
            return self.person(name)
        return Link(name, url, self.site.templates.languages.tag(), outside=True)

    def people_shown(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Return links to those people who are shown by name: listed members, and those who were never a member."""
        return self.people(name for name in names if self.site.community.person(name).is_named)

    def people_counted(self, keys: Iterable[str]) -> tuple[Link, ...]:
        """Return links to those people who are shown by name, and at the end the number of all others, if any."""
        keys, members = tuple(dict.fromkeys(keys)), self.site.community.members
        shown = self.people_shown(keys)
        others = sum(key in members and not members[key].has_page for key in keys)
        if not others:
            return shown
        ngettext = self.wording.ngettext
        if shown:
            return (*shown, Link(ngettext("%(num)s more member", "%(num)s more members", others), ""))
        count = ngettext("%(num)s member who is not listed", "%(num)s members who are not listed", others)
        return (Link(count, ""),)

    def chip(self, slug: str) -> Chip:
        """Return a topic with its status."""
        covered = self.site.figures.coverage.topics[slug]
        topic = covered.topic
        colour = area_class(self.site.areas[topic.fields.area])
        return Chip(topic.title, self.href(topic.uri), covered.status, self.language(topic), colour)

    def chips(self, slugs: Iterable[str], most: int = _MOST_CHIPS) -> tuple[Chip, ...]:
        """Return topics with their status, and at the end the number of all others if there are more than `most`."""
        slugs = tuple(slugs)
        chips = tuple(map(self.chip, slugs[:most]))
        if not (others := len(slugs) - len(chips)):
            return chips
        more = self.more_topics(others)
        return (*chips, Chip(more.text, more.href, None))

    def topic_links(self, topics: Sequence[Note[Topic]]) -> tuple[Link, ...]:
        """Return links to the first of some topics, and at the end the number of all others."""
        links = tuple(map(self.link, topics[:MOST_ON_CARD]))
        return (*links, self.more_topics(others)) if (others := len(topics) - len(links)) else links

    def more_topics(self, number: int) -> Link:
        """Return a link to all topics that says how many more there are."""
        return Link(self.wording.ngettext("%(num)s more topic", "%(num)s more topics", number), self.href("topics/"))

    def card(self, note: Note[Fields], topic: str = "", facets: str = "") -> Card:
        """Return a note as an entry of a list of cards; below a topic, with its other topics and the talks on it."""
        facts = self.site.card_facts(note)
        return Card(
            label_kind(note.kind, self.wording),
            note.title,
            self.href(note.uri),
            facts.day,
            self.site.sentence(note) if facets else facts.line,
            self.people(facts.names),
            self.chips((slug for slug in note.topics if slug != topic), _MOST_BESIDE if topic else MOST_ON_CARD),
            facts.flags,
            facts.until,
            self.language(note),
            tuple(
                Link(talk.title, f"{self.href(note.uri)}#{talk_anchor(number)}", self.language(note))
                for number, talk in talks_on(note, topic)
            ),
            facts.facts,
            facets,
        )

    def rows(self, notes: Iterable[Note[Fields]]) -> tuple[Row, ...]:
        """Return notes as entries of a long list, one line each."""
        wording = self.wording
        return tuple(
            Row(
                label_kind(note.kind, wording),
                note.title,
                self.href(note.uri),
                view_day(note.date, wording) if note.date else None,
                self.language(note),
            )
            for note in notes
        )

    def cards(self, notes: Iterable[Note[Fields]], topic: str = "") -> tuple[Card, ...]:
        """Return notes as cards, on the page of a topic if there is one."""
        return tuple(self.card(note, topic) for note in notes)

    def add_note(self, kind: Kind, *, title: str = "", topic: str = "") -> str:
        """Return the address to add a note of a kind: the repository's editor, or the page that explains how."""
        settings = self.site.settings
        if not settings.repository:
            return self.href("contribute/")
        return new_note_url(settings, self.site.community, kind, title=title, topic=topic)

    def propose_meetup(self, topic: Note[Topic]) -> str:
        """Where to write the meetup that the plan proposes for a topic, as `cop plan --write` does, else any on it."""
        settings, community = self.site.settings, self.site.community
        slot = self.site.figures.slots.get(topic.slug)
        if slot is None or not settings.repository:
            return self.add_note(Kind.MEETUP, title=topic.title, topic=topic.slug)
        note = draft_planned_meetup(slot, community, self.site.settings.thresholds, self.wording.unmarked)
        return editor_url(settings, f"{settings.content}/{note.name}", note.text)
