"""What came of it, by topic: the cycles of value, and the stories that lead all the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cop_site.insight.value import Chain, find_chain, measure_value_of
from cop_site.pages.context import PageContext
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A topic, and how much there is of each cycle."""

    topic: Link
    meetups: int
    materials: int
    """The number of resources and practices."""
    changes: int
    """The number of stories of something that somebody does differently."""
    results: int
    """The number of stories of what came of it."""
    complete: int
    """The number of stories that lead all the way."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """A story that leads all the way."""

    meetup: Link
    helped: tuple[Link, ...]
    """The resource and the practice that helped, at least one of them."""
    story: Link


@dataclass(frozen=True, slots=True)
class ValueMatrix:
    """The topics that stories are on, by the cycles of value."""

    rows: tuple[ValueRow, ...]
    """In the order of the syllabus."""
    chains: tuple[ChainView, ...]
    """The latest first."""


def view_value(context: PageContext) -> ValueMatrix | None:
    """Return the topics that anybody tells a story of; None where there is none."""
    community = context.site.community
    rows = tuple(_rows(context))
    chains = [chain for story in reversed(community.testimonials) if (chain := find_chain(story, community))]
    return ValueMatrix(rows, tuple(_view_chain(context, chain) for chain in chains)) if rows else None


def _view_chain(context: PageContext, chain: Chain) -> ChainView:
    return ChainView(context.link(chain.meetup), tuple(map(context.link, chain.helped)), context.link(chain.story))


def _rows(context: PageContext) -> Iterator[ValueRow]:
    told = {slug for story in context.site.community.testimonials for slug in story.topics}
    for slug, covered in context.site.figures.coverage.topics.items():
        if slug in told:
            value = measure_value_of(slug, context.site.community)
            yield ValueRow(
                context.link(covered.topic),
                value.immediate,
                value.potential,
                value.applied,
                value.realised,
                len(value.complete),
            )
