"""The bodies of notes as HTML, each rendered once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup

from cop_site.content.generated_block import drop_items
from cop_site.content.gfm import Vocabulary, Word, find_marks, render, show_emoji
from cop_site.insight.mentions import word_dues
from cop_site.model.community import Community
from cop_site.model.handles import HANDLE
from cop_site.model.kinds import Fields, Kind
from cop_site.model.links import RESOLVED, LinkKind, find_destination
from cop_site.model.note import Note
from cop_site.pages.page import relative_uri
from cop_site.wording.catalogue import ENGLISH, Wording, load_wording
from cop_site.wording.direction import direction_of
from cop_site.wording.language_tag import primary_language

_TAG = re.compile(r'<(?:a|img)\b(?:[^>"]|"[^"]*")*>')
_FILE = re.compile(r' (href|src)="(?![^"#/]*:|//|#)([^"#]*[^"#/])(?=["#])')
"""Matches the address of a file of the site in an element of a sanitised body; that of a page ends with a slash."""
_TARGET = re.compile(r"\]\(([^()\s]+)\)")
"""Matches the target of a link as `cop` writes it."""


class Bodies:
    """Renders the Markdown of notes for their own pages; links have the same targets as on GitHub.

    The first use of each term of the glossary, and each handle of a listed member, becomes a link to their page.
    """

    def __init__(self, community: Community) -> None:
        self._community = community
        self._rendered: dict[str, str] = {}
        self._fetch: Callable[[], Mapping[str, str]] | None = None
        self.shown: set[str] = set()
        """The keys of the bodies that were asked for; whoever wants to know which are, empties it before."""

    def expect(self, fetch: Callable[[], Mapping[str, str]]) -> None:
        """Call `fetch` for bodies by key when the first is needed; missing ones are rendered in this process.

        They must come from `render_all` in another process that read the same notes.
        """
        self._fetch = fetch

    @cached_property
    def sources(self) -> Mapping[str, Note[Fields]]:
        """The note of each body by its key: every published note but the charter, and all versions of each."""
        versions = (note for group in self._community.versions.values() for note in group.values())
        return {key_of(note): note for note in (*self._community.notes, *versions)}

    def render_all(self) -> dict[str, str]:
        """Return every body by its key."""
        return {key: self.html_of(note) for key, note in self.sources.items()}

    def of(self, note: Note[Fields]) -> Markup:
        """Return the body of a note as sanitised HTML."""
        return Markup(self.html_of(note))  # noqa: S704  # the only place: HTML from the sanitiser

    def html_of(self, note: Note[Fields]) -> str:
        """Return the same as a plain string."""
        self.shown.add(key_of(note))
        return self._find(note)

    def add(self, rendered: Mapping[str, str]) -> None:
        """Add bodies by key that were rendered before, from the same texts among the same notes."""
        self._rendered.update(rendered)

    def _find(self, note: Note[Fields]) -> str:
        key = key_of(note)
        if self._fetch and key not in self._rendered:
            fetch, self._fetch = self._fetch, None
            self._rendered.update(fetch())
        if key not in self._rendered:
            self._rendered[key] = self._render(note)
        return self._rendered[key]

    def terms_in(self, note: Note[Fields]) -> list[str]:
        """Return the slugs of the terms that are marked in a note's body, in order."""
        return [unquote(key) for key in find_marks(self._find(note))]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._name_terms())

    def _name_terms(self) -> Iterator[tuple[str, Word]]:
        """Yield the names of each term that has a definition; titles come before aliases."""
        own = self._community.terms.values()
        versions: Iterator[Any] = (note for term in own for note in self._community.versions.get(term.key, {}).values())
        terms = [term for term in (*own, *versions) if term.summary]
        folder = self._community.content_folder
        words = {term.slug: Word(term_key(term), quote(f"/{folder}/{term.source.name}")) for term in reversed(terms)}
        yield from ((term.title, words[term.slug]) for term in terms)
        yield from ((alias, words[term.slug]) for term in terms for alias in term.fields.aliases)

    def _render(self, note: Note[Fields]) -> str:
        if note.source.too_deep:
            return ""  # a rule reports it; rendering it could take very long
        name, uri = note.source.name, note.uri
        body = drop_items(note.source.body, lambda line: self._is_current(line, name))
        language = note.fields.lang or self._community.language
        wording = load_wording(language)
        if wording is ENGLISH and primary_language(language) != "en":  # without a catalogue
            wording = load_wording(self._community.language)
        return render(
            self._community.hide_handles(body),  # also those that markup takes apart
            cache(lambda target: self._resolve(target, name, uri)),
            without_title=note.title_from_body,
            below_title=True,
            hide=self._community.hide_handles,
            shape=partial(self._shape, wording=wording),
            wording=wording,
            direction=direction_of(language),
            vocabulary=self._vocabulary.without(term_key(note)) if note.kind is Kind.TERM else self._vocabulary,
        )

    def _shape(self, text: str, wording: Wording) -> Iterator[tuple[str, str]]:
        """Yield the parts of a text as readers see them: with emoji, days in words, and names for handles."""
        text = show_emoji(word_dues(text, wording))
        at, people, folder = 0, self._community, self._community.content_folder
        for match in HANDLE.finditer(text) if "@" in text else ():
            person = people.person(match[0])
            if person.uri:
                yield text[at : match.start()], ""
                yield person.name, quote(f"/{folder}/{people.members[person.key].source.name}")
                at = match.end()
        yield text[at:], ""

    def _is_current(self, line: str, name: str) -> bool:
        """Return whether all that a line links to in the note `name` is published, and it names nobody hidden.

        A report outlives what it was made from: a story whose consent was withdrawn, a member who is listed no more.
        """
        ends = (find_destination(target, name, self._community).kind for target in _TARGET.findall(line))
        return RESOLVED.issuperset(ends) and not any(self._community.hidden_names.find(line))

    def _resolve(self, target: str, name: str, uri: str) -> str | None:
        """Return the address, relative to `uri`, of the target of a link in the note `name`; None if it is broken."""
        if target.startswith("#"):
            return target
        destination = find_destination(target, name, self._community)
        if destination.kind is LinkKind.EXTERNAL:
            return target
        if destination.kind in (LinkKind.NOTE, LinkKind.ASSET, LinkKind.SECTION):
            return relative_uri(uri, destination.uri + (f"#{destination.anchor}" if destination.anchor else ""))
        return None


class BodiesBelow(Bodies):
    """The same bodies for pages in the folder of a further language: they link to the pages beside them."""

    def __init__(self, bodies: Bodies) -> None:
        super().__init__(bodies._community)
        self._bodies = bodies

    def html_of(self, note: Note[Fields]) -> str:
        """Return a body as sanitised HTML."""
        return leave_folder(self._bodies.html_of(note))

    def _find(self, note: Note[Fields]) -> str:
        return self._bodies._find(note)


def leave_folder(html: str) -> str:
    """Return sanitised HTML for a page one folder below: files, which all languages share, are outside of it."""
    return _TAG.sub(lambda tag: _FILE.sub(r' \1="../\2', tag[0]), html)


def key_of(note: Note[Fields]) -> str:
    """Return the key of a body: that of the note whose text it is, of which the note may be a version."""
    return note.source.name.removesuffix(".md")


def term_key(term: Note[Fields]) -> str:
    """Return the slug of a term, percent-encoded for the id of its definition."""
    return quote(term.slug, safe="")
