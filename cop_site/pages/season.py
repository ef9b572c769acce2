"""The season strip: when the community met, on what, and how long it did not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from cop_site.charts.season import Bar, Span, Strip, draw_strip
from cop_site.charts.svg import Frame, area_class
from cop_site.insight.cadence import find_silences
from cop_site.insight.calendar import charter_breaks
from cop_site.insight.period import quarter_period
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.labels import name_quarter
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, quarter_of, quarters_between, view_day
from cop_site.pages.views import Link, make_anchor
from cop_site.wording.catalogue import Wording

_QUARTERS, _NARROW_QUARTERS, _NARROW = 8, 4, 343
_MOST = 150
"""Meetups that are drawn at most, the latest: more would be no bars any more, but one patch."""
_ARCS = 12
"""Repeats that are drawn at most, the latest."""
_FARTHEST = timedelta(days=200)
"""How far ahead planned meetups are drawn."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year in which the community met."""

    link: Link
    """To the meetups of the year."""
    count: int
    """The number of meetups."""


@dataclass(frozen=True, slots=True)
class AreaKey:
    """An area, for the key."""

    title: str
    lang: str | None
    """The language of the title; None if it is interface text."""
    colour: str
    """The class that gives it its colour."""


@dataclass(frozen=True, slots=True)
class StripRow:
    """A meetup of the strip, for the table behind it."""

    day: DayView
    link: Link
    size: int
    """How many came, or the number of words of its notes; 0 where that is not known."""
    planned: bool


@dataclass(frozen=True, slots=True)
class Season:
    """The strip, for wide and for narrow pages."""

    wide: Markup
    narrow: Markup
    years: tuple[Year, ...]
    """The years with meetups, the latest first."""
    areas: tuple[AreaKey, ...]
    """The areas that the strip shows."""
    rows: tuple[StripRow, ...]
    """The meetups of the strip, the latest first."""
    by_attendance: bool
    """Whether bars are as high as many people came; else as long as the notes are."""
    repeated: int
    """The number of arcs."""
    silences: tuple[str, ...]
    """The times without meetups, in words."""


def view_season(context: PageContext, width: int) -> Season | None:
    """Return the strip for a page of a width; None while there is no meetup."""
    community = context.site.community
    shown = _find_shown(community)
    if not shown:
        return None
    quarters = _quarters(shown, community.as_of)
    all_meetups = [meetup for meetup in shown if quarters[0] <= quarter_of(meetup.fields.date) <= quarters[-1]]
    meetups, by_attendance = all_meetups[-_MOST:], is_by_attendance(community)
    strip = _strip(context, meetups, quarters, by_attendance)
    if len(meetups) < len(all_meetups):
        strip = replace(strip, first=meetups[0].fields.date)
    near = replace(strip, first=max(strip.first, quarter_period(*quarters[-_NARROW_QUARTERS:][0]).first))
    return Season(
        wide=draw_strip(strip, Frame(width, context.wording.direction), "cop-strip--wide"),
        narrow=draw_strip(near, Frame(_NARROW, context.wording.direction), "cop-strip--narrow"),
        years=_years(context, shown),
        areas=_areas(context, strip),
        rows=tuple(_row(context, meetup, by_attendance) for meetup in reversed(meetups)),
        by_attendance=by_attendance,
        repeated=len(strip.arcs),
        silences=tuple(span.words for span in strip.spans),
    )


def _quarters(shown: list[Note[Meetup]], as_of: date) -> list[tuple[int, int]]:
    """Return the quarters that the strip shows: the latest, up to that of the last meetup that is not far ahead."""
    days = [as_of, *(meetup.fields.date for meetup in shown if meetup.fields.date - as_of <= _FARTHEST)]
    return quarters_between(min(days), max(days))[-_QUARTERS:]


def _find_shown(community: Community) -> list[Note[Meetup]]:
    return [m for m in community.meetups if community.is_held(m) or community.is_planned(m)]


def is_by_attendance(community: Community) -> bool:
    """Return whether it is known of most meetups how many people came; else the length of notes stands for it."""
    return sum(1 for meetup in _find_shown(community) if community.count_attendance(meetup.fields)) * 2 >= len(
        community.held
    )


def count_words(meetup: Note[Fields]) -> int:
    """Return the length of a meetup's notes."""
    return len(meetup.source.authored.split())


def _size(meetup: Note[Meetup], by_attendance: bool, community: Community) -> int:
    return community.count_attendance(meetup.fields) if by_attendance else count_words(meetup)


def _strip(
    context: PageContext, meetups: list[Note[Meetup]], quarters: list[tuple[int, int]], by_attendance: bool
) -> Strip:
    community, wording = context.site.community, context.wording
    keys = {meetup.key for meetup in meetups}
    accidental = (r for r in context.site.figures.repeats if not r.deliberate and r.earlier.key in keys)
    arcs = [(repeat.earlier.fields.date, repeat.later.fields.date) for repeat in accidental][-_ARCS:]
    return Strip(
        first=quarter_period(*quarters[0]).first,
        last=quarter_period(*quarters[-1]).last,
        today=community.as_of,
        today_words=wording.formats.day(community.as_of),
        bars=tuple(_bar(context, meetup, by_attendance) for meetup in meetups),
        spans=tuple(_spans(context, quarter_period(*quarters[0]).first, quarter_period(*quarters[-1]).last)),
        arcs=tuple(arcs),
        ticks=tuple((quarter_period(*quarter).first, name_quarter(wording, *quarter)) for quarter in quarters),
    )


def _bar(context: PageContext, meetup: Note[Meetup], by_attendance: bool) -> Bar:
    wording, community = context.wording, context.site.community
    words = wording.gettext(
        "%(day)s: %(meetup)s", day=wording.formats.day(meetup.fields.date), meetup=community.hide_handles(meetup.title)
    )
    return Bar(
        day=meetup.fields.date,
        size=_size(meetup, by_attendance, context.site.community),
        area=_area(context, meetup),
        planned=community.is_planned(meetup),
        words=words,
        href=context.href(meetup.uri),
    )


def _area(context: PageContext, meetup: Note[Meetup]) -> int:
    """Return the number of the area of its main topic; 0 if it has none."""
    topics = context.site.figures.coverage.topics
    return context.site.areas[topics[meetup.main_topic].topic.fields.area] if meetup.main_topic else 0


def _spans(context: PageContext, first: date, last: date) -> Iterator[Span]:
    """Yield the breaks and the silences between two days, in their order."""
    community, wording = context.site.community, context.wording
    charter, day = community.charter.fields, wording.formats.day
    breaks = charter_breaks(charter)
    held = [meetup.fields.last_day for meetup in community.held]
    silences = find_silences(held, community.as_of, charter.meetups.frequency.gap, breaks) if held else []
    found = [(pause.first, pause.last, True) for pause in breaks]
    found += [(earlier, later, False) for earlier, later in silences]
    for begin, end, agreed in sorted(found):
        if begin <= last and end >= first:
            message = _word_span(wording, day(begin), day(end), agreed=agreed)
            yield Span(max(begin, first), min(end, last), message, agreed)


def _word_span(wording: Wording, begin: str, end: str, *, agreed: bool) -> str:
    if agreed:
        return wording.gettext("There was a break from %(begin)s to %(end)s.", begin=begin, end=end)
    return wording.gettext("There was no meetup from %(begin)s to %(end)s.", begin=begin, end=end)


def _years(context: PageContext, shown: list[Note[Meetup]]) -> tuple[Year, ...]:
    community = context.site.community
    counts = Counter(meetup.fields.date.year for meetup in shown if not community.is_planned(meetup))
    return tuple(
        Year(Link(str(year), f"{context.href('meetups/')}#{make_anchor(str(year))}"), counts[year])
        for year in sorted(counts, reverse=True)
    )


def _areas(context: PageContext, strip: Strip) -> tuple[AreaKey, ...]:
    coverage, used = context.site.figures.coverage, {bar.area for bar in strip.bars}
    languages = {covered.topic.fields.area: context.language(covered.topic) for covered in coverage.topics.values()}
    areas = [
        AreaKey(title, languages[title], area_class(number))
        for title, number in context.site.areas.items()
        if number in used and title
    ]
    rest = [AreaKey(context.wording.pgettext("areas", "other"), None, area_class(0))] if areas and 0 in used else []
    return (*areas, *rest)


def _row(context: PageContext, meetup: Note[Meetup], by_attendance: bool) -> StripRow:
    planned = context.site.community.is_planned(meetup)
    day = view_day(meetup.fields.date, context.wording)
    return StripRow(
        day, context.link(meetup), 0 if planned else _size(meetup, by_attendance, context.site.community), planned
    )
