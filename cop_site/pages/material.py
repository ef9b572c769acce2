"""The notes on a topic: on its page, and where there are many, on pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cop_site.insight.coverage import TopicCoverage
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.division import WHOLE
from cop_site.pages.labels import label_material, material_name
from cop_site.pages.list import Listing, list_routes
from cop_site.pages.lists import GroupView
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Card, Link

_SEEN = 24
"""The notes of a kind that are seen when the page of a topic opens."""
_KINDS = sorted(
    (kind for kind in Kind if kind.info.topic_order is not None), key=lambda kind: kind.info.topic_order or 0
)


def view_material(context: PageContext, covered: TopicCoverage) -> tuple[GroupView[Card], ...]:
    """Return the notes on a topic by kind, without planned meetups; of a kind with very many, the first."""
    return tuple(_view(context, covered, kind, notes) for kind, notes in _find(context.site, covered))


def material_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of the notes on a topic, where they are too many for its own, and its maker."""
    for slug, covered in site.figures.coverage.topics.items():
        for kind, notes in _find(site, covered):
            if len(notes) > WHOLE:
                title = site.wording.named(covered.topic.title, label_material(kind, site.wording))
                yield from list_routes(site, Listing(_uri(site, covered, kind), title, "", kind, notes, slug))


def _find(site: Site, covered: TopicCoverage) -> Iterator[tuple[Kind, list[Note[Fields]]]]:
    planned = {meetup.key for meetup in covered.planned}
    on_topic = site.community.by_topic[covered.topic.slug]
    notes = sorted((note for note in on_topic if note.key not in planned), key=lambda note: note.place)
    for kind in _KINDS:
        if found := [note for note in notes if note.kind is kind]:
            yield kind, found


def _view(context: PageContext, covered: TopicCoverage, kind: Kind, notes: list[Note[Fields]]) -> GroupView[Card]:
    title, anchor = label_material(kind, context.wording), f"cop-{material_name(kind).lower()}"
    number = len(notes)
    whole = None
    if number > WHOLE:
        notes = notes[:_SEEN]
        text = context.wording.ngettext("All %(num)s", "All %(num)s", number)
        whole = Link(text, context.href(_uri(context.site, covered, kind)))
    cards = context.cards(notes, covered.topic.slug)
    return GroupView(title, None, anchor, None, cards[:_SEEN], cards[_SEEN:], whole, coming=False)


def _uri(site: Site, covered: TopicCoverage, kind: Kind) -> str:
    return site.community.addresses.find_free(f"{covered.topic.uri}{material_name(kind).lower()}/")
