"""The topic map: what builds on what, and how far each topic has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.svg import Frame, area_class
from cop_site.charts.topic_map import AreaName, Station, draw_topic_map
from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.insight.prerequisites import sort_by_prerequisite
from cop_site.model.labels import name_values
from cop_site.model.occurrence import is_ahead
from cop_site.pages.context import PageContext
from cop_site.pages.views import Chip, Link

SCRIPTS = ("reader.js",)
"""The script of a page with stations: it marks those that the reader has done."""
NARROW, WIDE = 936, 1188
"""The width of a page beside a menu, and without one, in pixels."""
_MOST = 80
"""Topics in one drawing; where there are more, each area is a line of its own."""

MOST_OPEN = 30
"""Topics that are listed at once; where there are more, areas are closed at first."""


@dataclass(frozen=True, slots=True)
class MapStop:
    """A topic on the line of its area."""

    key: str
    """The topic's note; the reader's progress is stored by it."""
    chip: Chip
    asked: int
    """The number of members who ask for it."""
    next: str
    """The day of the next meetup if that is on it; otherwise empty."""
    requires: tuple[Link, ...]
    """The topics that it builds on, but for the one before it on the line."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area with its topics in the order in which they can be met."""

    title: str
    """Empty for the topics without an area."""
    lang: str | None
    """The language of the title; None if it is interface text."""
    colour: str
    """The class that gives it its colour."""
    covered: int
    """The number of its topics that are covered."""
    stops: tuple[MapStop, ...]


@dataclass(frozen=True, slots=True)
class TopicMap:
    """All topics: in one drawing, and by areas for narrow screens and for screens without one."""

    drawing: Markup
    """Empty if there are too many topics for one."""
    lines: tuple[AreaLine, ...]
    folded: bool
    """Whether the lines are closed at first, because there are many topics."""
    statuses: tuple[Status, ...]
    """The statuses that occur, for the key."""
    asked: bool
    """Whether members ask for a topic."""
    next: bool
    """Whether the next meetup is on a topic."""


def view_topic_map(context: PageContext, width: int) -> TopicMap | None:
    """Return the map for a page of a width; None while there are no topics."""
    coverage = context.site.figures.coverage
    if not coverage.topics:
        return None
    upcoming = _next_day(context)
    drawing = Markup() if len(coverage.topics) > _MOST else _draw(context, upcoming, width)
    return TopicMap(
        drawing=drawing,
        lines=_lines(context, upcoming),
        folded=len(coverage.topics) > MOST_OPEN,
        statuses=tuple(status for status in Status if coverage.with_status(status)),
        asked=any(context.site.figures.asked.get(slug) for slug in coverage.topics),
        next=bool(upcoming),
    )


def _next_day(context: PageContext) -> Mapping[str, str]:
    """Return the day of the next meetup by the slug of each of its topics."""
    community = context.site.community
    upcoming = next((meetup for meetup in community.meetups if is_ahead(meetup, community)), None)
    if upcoming is None:
        return {}
    day = context.wording.gettext("next: %(day)s", day=context.wording.formats.day(upcoming.fields.date))
    return dict.fromkeys(upcoming.topics, day)


def _draw(context: PageContext, upcoming: Mapping[str, str], width: int) -> Markup:
    community, coverage = context.site.community, context.site.figures.coverage
    areas = coverage.areas
    stations = [
        _station(context, coverage.topics[slug], areas, upcoming.get(slug, ""))
        for slug in sort_by_prerequisite(community.topics, community)
    ]
    rest = context.wording.gettext("Other topics") if len(areas) > 1 else ""
    languages = {covered.topic.fields.area: context.language(covered.topic) for covered in coverage.topics.values()}
    names = {number: AreaName(title or rest, languages[title] if title else "") for title, number in areas.items()}
    shapes, wording = context.site.templates.shapes, context.wording
    return draw_topic_map(stations, names, shapes, Frame(width, wording.direction), wording.gettext("Topic map"))


def _station(context: PageContext, covered: TopicCoverage, areas: Mapping[str, int], upcoming: str) -> Station:
    topic, community = covered.topic, context.site.community
    facts = [name_values(context.wording)["status"][covered.status]]
    asked = len(context.site.figures.asked.get(topic.slug, ()))
    if asked:
        facts.append(context.wording.ngettext("%(num)s asked for it", "%(num)s asked for it", asked))
    return Station(
        key=topic.key,
        title=topic.title,
        href=context.href(topic.uri),
        status=covered.status,
        words=context.wording.gettext(
            "%(topic)s: %(facts)s", topic=topic.title, facts=context.wording.beside(*facts, upcoming)
        ),
        area=areas[topic.fields.area],
        requires=tuple(community.topics[slug].key for slug in community.required[topic.slug]),
        asked=asked,
        next=upcoming,
        lang=context.language(topic),
    )


def _lines(context: PageContext, upcoming: Mapping[str, str]) -> tuple[AreaLine, ...]:
    coverage = context.site.figures.coverage
    lines: dict[str, list[TopicCoverage]] = {}
    for covered in coverage.topics.values():
        lines.setdefault(covered.topic.fields.area, []).append(covered)
    return tuple(
        AreaLine(
            title=area or (context.wording.gettext("Other topics") if len(lines) > 1 else ""),
            lang=context.language(topics[0].topic) if area else None,
            colour=area_class(coverage.areas[area]),
            covered=sum(1 for covered in topics if covered.status is Status.COVERED),
            stops=tuple(
                _stop(context, covered, before, upcoming)
                for covered, before in zip(topics, ("", *(other.topic.slug for other in topics)), strict=False)
            ),
        )
        for area, topics in lines.items()
    )


def _stop(context: PageContext, covered: TopicCoverage, before: str, upcoming: Mapping[str, str]) -> MapStop:
    community, topic = context.site.community, covered.topic
    requires = [community.topics[slug] for slug in community.required[topic.slug] if slug != before]
    return MapStop(
        key=topic.key,
        chip=context.chip(topic.slug),
        asked=len(context.site.figures.asked.get(topic.slug, ())),
        next=upcoming.get(topic.slug, ""),
        requires=context.topic_links(requires),
    )
