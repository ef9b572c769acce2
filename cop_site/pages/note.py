"""The values that the pages of all notes share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.model.kinds import Fields
from cop_site.model.labels import label_kinds
from cop_site.model.note import Note
from cop_site.pages.beside import find_neighbours
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.definitions import Definitions, find_definitions
from cop_site.pages.extra import view_extra
from cop_site.pages.learning_paths import STEP_SCRIPTS, PathPosition, find_positions
from cop_site.pages.page import Page
from cop_site.pages.tags import link_tag
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Link
from cop_site.wording.formats import name_in_itself


@dataclass(frozen=True, slots=True)
class NoteValues:
    """The values of every note's template, besides those of its kind."""

    title: str
    lang: str
    """The language of the note; empty if it is that of the interface text."""
    list: Link | None
    """The list of all notes of its kind; None for kinds that have no list."""
    facts: tuple[str, ...]
    """What one chooses it by, such as how long it takes and who came."""
    topics: tuple[Chip, ...]
    """The topics among its tags, the main one first."""
    tags: tuple[Link, ...]
    """The tags that are not topics."""
    authors: tuple[Link, ...]
    """Its authors; only listed members have an address."""
    translations: tuple[Link, ...]
    """The same note in other languages, each by what the language calls itself."""
    outdated: Markup
    """What the original of a translation has changed since, in a sentence; may be empty."""
    extra: tuple[Link, ...]
    """The web addresses among its fields for other tools."""
    body: Markup
    """The note's text, sanitised; may be empty."""
    key: str
    """The note's name relative to the content folder, such as `practices/opening-round`."""
    on_paths: tuple[PathPosition, ...]
    """Its position on each learning path that has it as a step."""
    definitions: Definitions
    """The definitions of the terms that are marked in the body."""
    star: str
    """What it is followed as: its first address."""


@dataclass(frozen=True, slots=True)
class NotePage(PageValues):
    """The values of the template of one kind of note, besides `NoteValues`."""


@dataclass(frozen=True, slots=True)
class Review:
    """The state of a note that is reviewed regularly."""

    state: str
    """`fresh`, `due soon`, `overdue`, `never reviewed` or `superseded`."""
    due: DayView | None
    """The day by which it must be reviewed; None when it need not be."""


def fill_note(context: PageContext, note: Note[Fields], values: NotePage, scripts: tuple[str, ...] = ()) -> Page:
    """Return the page of a note from the values of its kind; `scripts` are those that it always loads."""
    kind, languages = note.kind.info, context.site.templates.languages
    title_of_list = label_kinds(note.kind, context.wording)
    shared = NoteValues(
        title=note.title,
        lang=languages.tag(note.fields.lang),
        list=Link(title_of_list, context.href(kind.list_uri)) if kind.list_uri else None,
        facts=context.site.fact_lines.of(note),
        topics=context.chips(note.topics),
        tags=tuple(Link(tag, link_tag(context, tag), context.language(note)) for tag in note.free_tags),
        authors=context.people(note.fields.authors),
        translations=tuple(link_translations(context, note)),
        outdated=_tell_outdated(context, note),
        extra=view_extra(note, context.site.community) if note.fields.extra else (),
        body=context.site.bodies.of(note),
        key=note.key,
        on_paths=find_positions(context, note),
        definitions=find_definitions(context, note),
        star=context.site.publication.first_address(note),
    )
    html = context.site.templates.fill(values, shared, kind.template)
    if shared.on_paths and not set(STEP_SCRIPTS) <= set(scripts):
        scripts = (*STEP_SCRIPTS, *scripts)
    lang = languages.differ(note.fields.lang or languages.site)
    lead = context.site.brief(note)
    beside, onward = find_neighbours(context, note)
    return Page(
        note.uri, note.title, html, lead, note.source.file, scripts=scripts, lang=lang, beside=beside, onward=onward
    )


def link_translations(context: PageContext, note: Note[Fields]) -> Iterator[Link]:
    """Yield a link to each translation of a note, by its language; by its title where that is the language of both."""
    site = context.site
    for other in site.community.translations.get(note.key, ()):
        language = other.fields.lang or site.templates.languages.site
        is_same = language.casefold() == (note.fields.lang or site.templates.languages.site).casefold()
        yield context.link(other) if is_same else Link(name_in_itself(language), context.href(other.uri), language)


def _tell_outdated(context: PageContext, note: Note[Fields]) -> Markup:
    found = context.site.figures.outdated.get(note.source.name)
    return context.word(found.what) if found else Markup()


def link_meetup(context: PageContext, slug: str | None) -> Link | None:
    """Return a link to the meetup with a slug; None if there is none."""
    note = context.site.community.meetups_by_slug.get(slug) if slug else None
    return context.link(note) if note else None


def view_review(context: PageContext, note: Note[Fields]) -> Review | None:
    """Return the review state of a note; None for notes that need no review."""
    freshness = context.site.figures.freshness.get(note.key)
    if freshness is None:
        return None
    return Review(freshness.state.value, view_day(freshness.due, context.wording) if freshness.due else None)
