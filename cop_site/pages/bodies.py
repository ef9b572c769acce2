"""The bodies of notes as HTML, each rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from urllib.parse import quote, unquote

from markupsafe import Markup

from cop_site.content.gfm import Vocabulary, Word, find_marks, render
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind
from cop_site.model.links import LinkKind, find_destination
from cop_site.model.note import Note
from cop_site.pages.page import relative_uri


class Bodies:
    """Renders a note's Markdown for the note's own page, its links leading where they lead on GitHub.

    The first use of each term of the glossary becomes a link to its page.
    """

    def __init__(self, community: Community) -> None:
        self._community = community
        self._done: dict[str, str] = {}
        self._elsewhere: Callable[[], Mapping[str, str]] | None = None

    def expect(self, elsewhere: Callable[[], Mapping[str, str]]) -> None:
        """Take bodies that are rendered elsewhere, by key, when the first is wanted; what is missing is rendered here.

        They have to come from the `html_of` of another process that read the same notes.
        """
        self._elsewhere = elsewhere

    def of(self, note: Note[Fields]) -> Markup:
        """A note's body as sanitised HTML."""
        return Markup(self.html_of(note))  # noqa: S704  # the one context, fresh from the sanitiser

    def html_of(self, note: Note[Fields]) -> str:
        """The same as plain text, to be handed on."""
        if self._elsewhere:
            fetch, self._elsewhere = self._elsewhere, None
            self._done.update(fetch())
        if note.key not in self._done:
            self._done[note.key] = self._render(note)
        return self._done[note.key]

    def terms_in(self, note: Note[Fields]) -> list[str]:
        """The slugs of the terms that are marked in a note's body, in their order."""
        return [unquote(key) for key in find_marks(self.html_of(note))]

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._name_terms())

    def _name_terms(self) -> Iterator[tuple[str, Word]]:
        """Every name of each term that says something; titles come before aliases."""
        terms = [term for term in self._community.terms.values() if term.summary]
        folder = self._community.content_folder
        words = {term.slug: Word(term_key(term), quote(f"/{folder}/{term.source.name}")) for term in terms}
        yield from ((term.title, words[term.slug]) for term in terms)
        yield from ((alias, words[term.slug]) for term in terms for alias in term.fields.aliases)

    def _render(self, note: Note[Fields]) -> str:
        if note.source.too_deep:
            return ""  # a rule reports it; rendering it could take any amount of time
        name, uri = note.source.name, note.uri
        return render(
            note.source.body,
            lambda target: self._resolve(target, name, uri),
            without_title=note.title_from_body,
            below_title=True,
            vocabulary=self._vocabulary.without(term_key(note)) if note.kind is Kind.TERM else self._vocabulary,
        )

    def _resolve(self, target: str, name: str, uri: str) -> str | None:
        """The address on the page at `uri` of what a link in the note `name` points at; None for nothing."""
        if target.startswith("#"):
            return target
        end = find_destination(target, name, self._community)
        if end.kind is LinkKind.EXTERNAL:
            return target
        if end.kind in (LinkKind.NOTE, LinkKind.ASSET, LinkKind.SECTION):
            return relative_uri(uri, end.uri + (f"#{end.anchor}" if end.anchor else ""))
        return None


def term_key(term: Note[Fields]) -> str:
    """What the id of a term's definition is made from: its slug, without what an id cannot hold."""
    return quote(term.slug, safe="")
