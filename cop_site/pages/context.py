"""What every page is made from: the site, and how it looks from one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from cop_site.insight.figures import Figures
from cop_site.insight.uses import find_uses
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Meetup, Resource, Testimonial
from cop_site.model.note import Note
from cop_site.pages.bodies import Bodies
from cop_site.pages.days import end_of_meetup, view_day, view_weekday
from cop_site.pages.editing import new_note_url
from cop_site.pages.labels import label_kind
from cop_site.pages.page import relative_uri
from cop_site.pages.templates import Templates
from cop_site.pages.views import Card, CardFacts, Chip, Link, Row, shorten
from cop_site.settings import Settings
from cop_site.wording.catalogue import Wording
from cop_site.wording.message import Message


@dataclass(frozen=True)
class Site:
    """A community with its figures, and what turns them into pages."""

    community: Community
    figures: Figures
    settings: Settings
    templates: Templates

    @property
    def wording(self) -> Wording:
        """The interface text."""
        return self.templates.wording

    def at(self, uri: str) -> PageContext:
        """The views as seen from the page at `uri`."""
        return PageContext(self, uri)

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies of its notes as HTML."""
        return Bodies(self.community)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The notes that use each term of the glossary, by its slug, newest first."""
        return find_uses(self.community, self.bodies.terms_in)

    def card_facts(self, note: Note[Fields]) -> CardFacts:
        """What every card of a note says, found once however many lists it is in."""
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
            names = fields.speakers or fields.facilitators
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
        return CardFacts(day, shorten(note.summary), names, tuple(flags), until)


@dataclass(frozen=True)
class PageContext:
    """Makes views for one page, with every address relative to it."""

    site: Site
    uri: str

    def href(self, uri: str) -> str:
        """The address of another page or file of the site."""
        return relative_uri(self.uri, uri)

    def language(self, note: Note[Fields]) -> str:
        """The language of what a note says, where it is not that of the interface text."""
        return self.site.templates.languages.tag(note.fields.lang)

    def word(self, message: Message) -> Markup:
        """A message as HTML; notes among its values are shown by their titles."""
        values = {name: self._show(value) for name, value in message.values.items()}
        return Markup(self.site.wording.word(message)) % values  # noqa: S704  # the catalogue is part of the program

    def _show(self, value: object) -> object:
        if isinstance(value, Note):
            return self.site.templates.languages.mark(value.title, self.language(value))
        if isinstance(value, tuple):
            joined = self.site.wording.formats.join(str(self._show(one)) for one in value)
            return Markup(joined)  # noqa: S704  # titles that are HTML by now
        return value

    def link(self, note: Note[Fields]) -> Link:
        """A note by its title."""
        return Link(note.title, self.href(note.uri), self.language(note))

    def person(self, written: str) -> Link:
        """Somebody named in a note; only listed members have a page."""
        person = self.site.community.person(written)
        return Link(person.name, self.href(person.uri) if person.uri else "", self.site.templates.languages.tag())

    def people(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Several people, each once however their names are written; unlisted members are one, since all look alike."""
        first: dict[str, str] = {}
        for name in names:
            first.setdefault(self.site.community.person(name).key, name)
        return tuple(dict.fromkeys(map(self.person, first.values())))

    def people_shown(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Those among several people who are shown by name: listed members, and who has no file of their own."""
        community = self.site.community
        people = {name: community.person(name) for name in names}
        return self.people(name for name, who in people.items() if who.uri or who.key not in community.members)

    def chip(self, slug: str) -> Chip:
        """A topic with its status."""
        covered = self.site.figures.coverage.topics[slug]
        return Chip(covered.topic.title, self.href(covered.topic.uri), covered.status, self.language(covered.topic))

    def chips(self, slugs: Iterable[str]) -> tuple[Chip, ...]:
        """Several topics."""
        return tuple(self.chip(slug) for slug in slugs)

    def card(self, note: Note[Fields]) -> Card:
        """A note as an entry of a list that is looked through."""
        facts = self.site.card_facts(note)
        return Card(
            label_kind(note.kind, self.site.wording),
            note.title,
            self.href(note.uri),
            facts.day,
            facts.line,
            self.people(facts.names),
            self.chips(note.topics),
            facts.flags,
            facts.until,
            self.language(note),
        )

    def rows(self, notes: Iterable[Note[Fields]]) -> tuple[Row, ...]:
        """Several notes, each on one line, where there may be very many."""
        wording = self.site.wording
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

    def cards(self, notes: Iterable[Note[Fields]]) -> tuple[Card, ...]:
        """Several notes."""
        return tuple(self.card(note) for note in notes)

    def add_note(self, kind: Kind, *, title: str = "", topic: str = "") -> str:
        """Where to write a note of a kind: the repository's editor, or the page that explains how."""
        settings = self.site.settings
        if not settings.repository:
            return self.href("contribute/")
        return new_note_url(settings, self.site.community, kind, title=title, topic=topic)
