"""The site, and the page context that makes views for one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from cop_site.authoring.planned import draft_planned_meetup
from cop_site.content.gfm import show_emoji
from cop_site.feeds.publication import Publication
from cop_site.insight.figures import Figures
from cop_site.insight.lines import Group, order_notes
from cop_site.insight.uses import find_uses
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Meetup, Resource, Testimonial, Topic
from cop_site.model.note import Note
from cop_site.model.subscriptions import find_feeds
from cop_site.model.talks import talks_on
from cop_site.model.values import NamedPerson
from cop_site.pages.bodies import Bodies
from cop_site.pages.days import end_of_meetup, view_day, view_weekday
from cop_site.pages.editing import editor_url, new_note_url
from cop_site.pages.facts import find_facts
from cop_site.pages.labels import label_kind, name_values
from cop_site.pages.page import relative_uri
from cop_site.pages.templates import Templates
from cop_site.pages.views import (
    Card,
    CardFacts,
    Chip,
    Introduction,
    Link,
    Row,
    SpeakerView,
    first_sentences,
    host_of,
    shorten,
    talk_anchor,
)
from cop_site.settings import Settings
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import Message

_MOST_CHIPS = 60
"""More topics in one list are only counted."""


@dataclass(frozen=True)
class Site:
    """All that pages are made from: a community with its figures, settings and templates."""

    community: Community
    figures: Figures
    settings: Settings
    templates: Templates
    url: str = ""
    """The site's web address with a slash at its end; empty if it is not known."""

    @property
    def wording(self) -> Wording:
        """The interface text."""
        return self.templates.wording

    @cached_property
    def publication(self) -> Publication:
        """What feeds, calendars and the heads of pages are written from."""
        language = self.templates.languages.site
        body = self.bodies.html_of
        return Publication(self.community, self.wording, language, self.url, self.address, self.brief, body)

    @cached_property
    def feeds(self) -> Mapping[str, Sequence[Note[Fields]]]:
        """The notes of each feed, by the address of its page; none where the address of the site is not known."""
        return find_feeds(self.community) if self.url else {}

    @cached_property
    def notes_by_uri(self) -> Mapping[str, Note[Fields]]:
        """The notes that have a page, but for the charter, by its address."""
        return {note.uri: note for note in self.community.notes if note.has_page}

    @cached_property
    def areas(self) -> Mapping[str, int]:
        """The number of each area, from 1; 0 for the topics without one."""
        return self.figures.coverage.areas

    def address(self, uri: str) -> str:
        """Return the absolute address of a page or file of the site; empty if that of the site is not known."""
        return self.url and self.url + relative_uri("", uri).removeprefix("./")

    def at(self, uri: str) -> PageContext:
        """Return the context of the page at `uri`."""
        return PageContext(self, uri)

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies of the notes as HTML."""
        return Bodies(self.community)

    @cached_property
    def lines(self) -> Mapping[Group, Sequence[Note[Fields]]]:
        """The notes of each group, in the order in which readers go from one to the next."""
        return order_notes(self.community, self.figures.coverage)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The notes that use each term of the glossary, by its slug, newest first."""
        return find_uses(self.community, self.bodies.terms_in)

    def show(self, text: str) -> str:
        """Return a text from a note without the handles of people who are not to be named, and with emoji."""
        return show_emoji(self.community.hide_handles(text))

    def brief(self, note: Note[Fields], length: int = 180) -> str:
        """Return the beginning of a note's summary, without the handles of people who are not to be named."""
        return shorten(self.show(note.summary), length)

    def sentence(self, note: Note[Fields]) -> str:
        """Return the beginning of a note's summary for a long list: whole sentences, or nothing."""
        return first_sentences(self.show(note.summary), 120)

    def card_facts(self, note: Note[Fields]) -> CardFacts:
        """Return the values that all cards of a note share; cached, since a note is in many lists."""
        if note.key not in self._card_facts:
            self._card_facts[note.key] = self._find_card_facts(note)
        return self._card_facts[note.key]

    @cached_property
    def _card_facts(self) -> dict[str, CardFacts]:
        return {}

    def _find_card_facts(self, note: Note[Fields]) -> CardFacts:
        fields = note.fields
        flags: list[str] = []
        until = ""
        day = view_day(note.date, self.wording) if note.date else None
        names: tuple[str, ...] = fields.authors
        if isinstance(fields, Meetup):
            day = view_weekday(fields.date, self.wording)
            names = fields.all_speakers or fields.facilitators
            if fields.status == "cancelled":
                flags.append("cancelled")
            elif self.community.is_planned(note):
                flags.append("planned")
                until = end_of_meetup(fields, self.community.charter.fields)
        elif isinstance(fields, Testimonial):
            names = (fields.author,) if fields.author else fields.authors
        elif isinstance(fields, Resource):
            day = None
        freshness = self.figures.freshness.get(note.key)
        if freshness and freshness.state in ("overdue", "superseded"):
            flags.append(freshness.state.value)
        facts = find_facts(note, self._decisions[note.key], self._names, self.wording)
        return CardFacts(day, self.brief(note), names, tuple(flags), until, facts)

    @cached_property
    def _decisions(self) -> Mapping[str, int]:
        """How many decisions there are of each meetup."""
        return Counter(decision.meetup.key for decision in self.figures.log.decisions)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        return name_values(self.wording)


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
        return relative_uri(self.uri, uri)

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
        if isinstance(value, tuple):
            joined = self.wording.formats.join(str(self._show(one)) for one in value)
            return Markup(joined)  # noqa: S704  # titles that are HTML already
        return value

    def introduction(self, folder: str) -> Introduction | None:
        """Return the text above the list of the notes in a folder; None if nobody wrote one."""
        note = self.site.community.introductions.get(folder)
        body = self.site.bodies.of(note) if note else None
        return Introduction(body, self.language(note)) if note and body else None

    def link(self, note: Note[Fields]) -> Link:
        """Return a link with the title of a note."""
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
        return SpeakerView(person, ", ".join(said), links)

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
        return Chip(covered.topic.title, self.href(covered.topic.uri), covered.status, self.language(covered.topic))

    def chips(self, slugs: Iterable[str]) -> tuple[Chip, ...]:
        """Return topics with their status, and at the end the number of all others if there are very many."""
        slugs = tuple(slugs)
        chips = tuple(map(self.chip, slugs[:_MOST_CHIPS]))
        if not (others := len(slugs) - len(chips)):
            return chips
        count = self.wording.ngettext("%(num)s more topic", "%(num)s more topics", others)
        return (*chips, Chip(count, self.href("topics/"), None))

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
            self.chips(slug for slug in note.topics if slug != topic),
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
        note = draft_planned_meetup(slot, community, self.site.settings.thresholds)
        return editor_url(settings, f"{settings.content}/{note.name}", note.text)
