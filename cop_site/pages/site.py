"""All that pages are made from, and what their notes look like on every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from cop_site.content.gfm import show_emoji
from cop_site.feeds.publication import Publication
from cop_site.insight.figures import Figures
from cop_site.insight.lines import Group, order_notes
from cop_site.insight.uses import find_uses
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Resource, Testimonial
from cop_site.model.labels import name_values
from cop_site.model.note import Note
from cop_site.model.subscriptions import find_feeds
from cop_site.pages.bodies import Bodies, BodiesBelow
from cop_site.pages.days import end_of_meetup, view_day, view_weekday
from cop_site.pages.facts import FactLines
from cop_site.pages.folding import Folding, choose_folding
from cop_site.pages.page import is_worded, relative_uri
from cop_site.pages.templates import Templates
from cop_site.pages.views import (
    CardFacts,
    first_sentences,
    shorten,
)
from cop_site.settings import Settings
from cop_site.wording.catalogue import Wording
from cop_site.wording.language_tag import primary_language


@dataclass(frozen=True)
class Site:
    """All that pages are made from: a community with its figures, settings and templates."""

    community: Community
    figures: Figures
    settings: Settings
    templates: Templates
    url: str = ""
    """The site's web address with a slash at its end; empty if it is not known."""
    recall: Callable[[str, str, Callable[[], Any]], Any] = lambda _shelf, _key, compute: compute()
    """Returns what an earlier build has kept on a shelf under a key; else computes it."""
    folder: str = ""
    """The folder of the pages in this language; empty in the first language of the site."""
    original: Site | None = None
    """The same site in its first language; None if it is that itself."""
    translate: Callable[[Site], Sequence[Site]] = lambda _: ()
    """Returns a site in its further languages."""

    @cached_property
    def others(self) -> Sequence[Site]:
        """The same site in its further languages, if it is the one in the first."""
        return () if self.original else self.translate(self)

    @property
    def language(self) -> str:
        """The tag of this language."""
        return self.templates.languages.theme

    @property
    def all(self) -> Sequence[Site]:
        """The site in each of its languages, in their order."""
        first = self.original or self
        return (first, *first.others)

    def find_folder(self, uri: str) -> str:
        """Return the folder of the pages in the language of an address; empty for the first language."""
        return next((one.folder for one in self.all if one.folder and uri.startswith(one.folder)), "")

    def in_folder(self, folder: str) -> Site:
        """Return the site in the language whose pages are in a folder."""
        return next(one for one in self.all if one.folder == folder) if folder else self.original or self

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
    def twins(self) -> Mapping[str, Note[Fields]]:
        """The notes whose page has a Markdown twin, by its address; none where that of the site is not known."""
        charter = self.community.charter
        own = {"": charter} if charter.source.path else {}
        return {**own, **self.notes_by_uri} if self.url and not self.folder else {}

    @cached_property
    def areas(self) -> Mapping[str, int]:
        """The number of each area, from 1; 0 for the topics without one."""
        return self.figures.coverage.areas

    def address(self, uri: str) -> str:
        """Return the absolute address of a page or file of the site; empty if that of the site is not known."""
        below = self.folder if is_worded(uri) else ""
        return self.url and self.url + relative_uri("", below + uri).removeprefix("./")

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies of the notes as HTML."""
        return BodiesBelow(self.original.bodies) if self.original else Bodies(self.community)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The codes of the languages in which the site, or one of its notes, is; without regions."""
        notes = (note for one in self.all for note in one.community.notes if note.has_page)
        tags = chain((one.language for one in self.all), (note.fields.lang for note in notes if note.fields.lang))
        return frozenset(primary_language(tag) for tag in tags)

    @cached_property
    def folding(self) -> Folding:
        """How words are compared: the same in all languages of the site."""
        return self.original.folding if self.original else choose_folding(self.spoken)

    @cached_property
    def lines(self) -> Mapping[Group, Sequence[Note[Fields]]]:
        """The notes of each group, in the order in which readers go from one to the next."""
        return order_notes(self.community, self.figures.coverage)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Note[Fields], ...]]:
        """The notes that use each term of the glossary, by its slug, newest first."""
        return find_uses(self.community, self.bodies.terms_in)

    @cached_property
    def files_of(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the published files in each folder that may be called as a note: `meetups/2026-01-14-x`."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.community.asset_names):
            found.setdefault(name.rpartition("/")[0], []).append(name)
        return {folder: tuple(names) for folder, names in found.items()}

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
        return CardFacts(day, self.brief(note), names, tuple(flags), until, self.fact_lines.of(note))

    @cached_property
    def fact_lines(self) -> FactLines:
        """What readers choose notes by."""
        return FactLines(self.community, self.figures, name_values(self.wording), self.wording)
