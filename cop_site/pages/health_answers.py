"""The five questions of the health page, each answered by a sentence, a chart, and the notes behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil

from cop_site.insight.cadence import Rhythm
from cop_site.insight.participation import Basis, Participation
from cop_site.insight.share import Share
from cop_site.model.kinds import Fields, Kind
from cop_site.model.labels import label_kinds, name_quarter, name_values
from cop_site.model.note import Note
from cop_site.pages.bar_chart import BarChart, view_bars
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import quarter_of, quarters_between
from cop_site.pages.labels import label_section
from cop_site.pages.views import Chip, Link, Row

_QUARTERS, _VISIBLE, _MOST_ROWS = 6, 3, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and its answer."""

    anchor: str
    """The id of its heading."""
    question: str
    sentence: str
    """The answer."""
    more: tuple[str, ...] = ()
    """What else there is to say, in sentences."""
    chart: BarChart | None = None
    """None where there is nothing to show."""
    notes: Collapsed[Row] = field(default_factory=lambda: collapse(()))
    """The notes behind the answer, the latest first, at most thirty."""
    unlisted: int = 0
    """How many there are beside those."""
    topics: tuple[Chip, ...] = ()
    """The topics behind it."""
    all: Link | None = None
    """Where all notes are."""


def answer_questions(context: PageContext) -> tuple[Answer, ...]:
    """Return the questions in their order."""
    return (_meeting(context), _writing(context), _people(context), _voices(context), _change(context))


def _meeting(context: PageContext) -> Answer:
    wording, figures = context.wording, context.site.figures
    held, year = figures.coverage.held, figures.participation[-1].held
    last = wording.formats.day(held[-1].fields.date) if held else ""
    met = wording.ngettext(
        "%(num)s meetup in the last year; the latest was on %(day)s.",
        "%(num)s meetups in the last year; the latest was on %(day)s.",
        year,
        day=last,
    )
    rhythms = {
        Rhythm.ON_RHYTHM: wording.gettext("That is in our rhythm."),
        Rhythm.SLIPPING: wording.gettext("By our rhythm, there should have been another one since."),
        Rhythm.DORMANT: wording.gettext("We have lost our rhythm."),
    }
    is_stated = context.site.community.charter.fields.meetups.every is not None
    rhythm = rhythms[figures.cadence.rhythm] if figures.cadence.rhythm and is_stated else ""
    median = figures.cadence.median
    gap = wording.ngettext(
        "Half of the gaps are no longer than %(num)s day.",
        "Half of the gaps are no longer than %(num)s days.",
        ceil(median or 0),
    )
    labels = name_values(wording)["format"]
    formats = [f"{labels[name]} {wording.number(count)}" for name, count in figures.formats.items() if name]
    balance = wording.gettext("By format: %(formats)s.", formats=wording.formats.join(formats)) if formats else ""
    return Answer(
        anchor="meet",
        question=wording.gettext("Do we meet?"),
        sentence=met if held else wording.gettext("There was no meetup yet."),
        more=tuple(filter(None, (rhythm, gap if median else "", balance))),
        chart=_by_quarter(context, wording.gettext("Meetups by quarter"), [(wording.gettext("Meetups"), held)]),
        notes=_list(context, reversed(held)),
        unlisted=max(len(held) - _MOST_ROWS, 0),
        all=_list_of(context, Kind.MEETUP) if held else None,
    )


def _writing(context: PageContext) -> Answer:
    wording, found = context.wording, context.site.figures.documentation
    missing = {meetup.key for meetup in found.missing}
    written = [meetup for meetup in context.site.figures.coverage.held if meetup.key not in missing]
    sentence = wording.gettext(
        "Meetups with notes, decisions, a recording or slides: %(count)s of %(all)s.",
        count=found.share.count,
        all=found.share.of,
    )
    parts = [(wording.gettext("Written down"), written), (wording.gettext("Only announced"), found.missing)]
    return Answer(
        anchor="write",
        question=wording.gettext("Do we write it down?"),
        sentence=sentence if found.share.is_enough else _too_few_meetups(context, found.share),
        chart=_by_quarter(context, wording.gettext("Meetups that were written down, by quarter"), parts),
        notes=_list(context, reversed(found.missing)),
        unlisted=max(len(found.missing) - _MOST_ROWS, 0),
    )


def _people(context: PageContext) -> Answer:
    wording, figures = context.wording, context.site.figures
    bands = figures.participation[-1]
    sentence = wording.ngettext(
        "%(num)s person took part in the last year: %(core)s in the core, %(active)s active, %(others)s now and then.",
        "%(num)s people took part in the last year: %(core)s in the core, %(active)s active, %(others)s now and then.",
        bands.people,
        core=len(bands.core),
        active=len(bands.active),
        others=len(bands.peripheral),
    )
    names = (wording.gettext("Core"), wording.gettext("Active"), wording.gettext("Now and then"))
    years = [year for year in figures.participation if year.is_enough]
    rows = [
        (wording.formats.month(year.day), (len(year.core), len(year.active), len(year.peripheral))) for year in years
    ]
    return Answer(
        anchor="people",
        question=wording.gettext("Who takes part, and are new people among them?"),
        sentence=sentence if bands.is_enough else _say_too_few(context, bands),
        more=tuple(_say_of_newcomers(context)),
        chart=view_bars(
            wording,
            wording.gettext("People who took part in the year up to a month"),
            wording.gettext("The year up to"),
            names,
            rows,
        ),
        all=Link(label_section("members/", wording), context.href("members/")),
    )


def _say_of_newcomers(context: PageContext) -> Iterator[str]:
    wording, figures = context.wording, context.site.figures
    bands, newcomers, retention = figures.participation[-1], figures.newcomers, figures.renewal.retention
    if bands.is_enough and bands.basis == "contributions":
        yield wording.gettext("Few meetups say who came, so this is by what people contributed.")
    if not figures.community.held:
        return  # there was nothing yet to which anybody could have come again
    if newcomers.returned.is_enough:
        yield wording.gettext(
            "Newcomers who came again within 90 days: %(count)s of %(all)s.",
            count=newcomers.returned.count,
            all=newcomers.returned.of,
        )
    else:
        yield wording.gettext(
            "Of newcomers, there is not enough data (%(count)s of %(needed)s).",
            count=newcomers.returned.of,
            needed=newcomers.returned.needed,
        )
    if newcomers.contributed.is_enough:
        yield wording.gettext(
            "Newcomers who contributed within 180 days: %(count)s of %(all)s.",
            count=newcomers.contributed.count,
            all=newcomers.contributed.of,
        )
    if retention.is_enough:
        yield wording.gettext(
            "People who were active the year before and came again: %(count)s of %(all)s.",
            count=retention.count,
            all=retention.of,
        )
    if figures.renewal.is_brittle:
        yield wording.gettext("Nobody in the core is new.")


def _voices(context: PageContext) -> Answer:
    wording, figures = context.wording, context.site.figures
    found = figures.concentration
    sentence = wording.ngettext(
        "%(num)s topic hangs on one person.", "%(num)s topics hang on one person.", len(found.one_voice)
    )
    if not found.topics:
        sentence = wording.gettext("Nobody who is active has contributed to a topic yet.")
    elif not found.one_voice:
        sentence = wording.gettext("No topic hangs on one person.")
    factor = wording.ngettext(
        "Without %(num)s person, over half of the topics that somebody knows would have nobody.",
        "Without %(num)s people, over half of the topics that somebody knows would have nobody.",
        found.truck_factor,
    )
    several = sum(voices.absence_factor > 1 for voices in found.topics)
    rows = [
        (wording.gettext("nobody"), (len(figures.coverage.topics) - len(found.topics),)),
        (wording.gettext("one voice"), (len(found.one_voice),)),
        (wording.gettext("one note"), (len(found.topics) - several - len(found.one_voice),)),
        (wording.gettext("several voices"), (several,)),
    ]
    return Answer(
        anchor="voices",
        question=wording.gettext("What hangs on one person?"),
        sentence=sentence,
        more=(factor,) if found.truck_factor else (),
        chart=view_bars(
            wording,
            wording.gettext("Topics by the active people who made most of what there is on them"),
            wording.pgettext("of a topic", "Voices"),
            (wording.gettext("Topics"),),
            rows,
        ),
        topics=context.chips(covered.topic.slug for covered in found.one_voice),
        all=Link(label_section("who-knows-what/", wording), context.href("who-knows-what/")),
    )


def _change(context: PageContext) -> Answer:
    wording, value = context.wording, context.site.figures.value
    told = wording.ngettext(
        "%(num)s story tells what somebody does differently now.",
        "%(num)s stories tell what somebody does differently now.",
        value.applied,
    )
    results = wording.ngettext(
        "%(num)s story tells what came of it.", "%(num)s stories tell what came of it.", value.realised
    )
    complete = wording.ngettext(
        "%(num)s leads all the way from a meetup to a result.",
        "%(num)s lead all the way from a meetup to a result.",
        len(value.complete),
    )
    rows = [
        (wording.gettext("meetups"), (value.immediate,)),
        (wording.gettext("materials"), (value.potential,)),
        (wording.gettext("changes"), (value.applied,)),
        (wording.gettext("results"), (value.realised,)),
    ]
    stories = [story for story in context.site.community.testimonials if story.fields.changed or story.fields.result]
    return Answer(
        anchor="change",
        question=wording.gettext("What has changed in our practice?"),
        sentence=told if value.applied else wording.gettext("No story tells of a change yet."),
        more=(results, complete) if value.realised else (),
        chart=view_bars(
            wording,
            wording.gettext("Meetups, resources and practices, stories of a change, stories of a result"),
            wording.pgettext("of value", "Kind"),
            (wording.gettext("Number"),),
            rows,
        ),
        notes=_list(context, reversed(stories)),
        unlisted=max(len(stories) - _MOST_ROWS, 0),
        all=_list_of(context, Kind.TESTIMONIAL) if stories else None,
    )


def _by_quarter(
    context: PageContext, title: str, parts: Iterable[tuple[str, Iterable[Note[Fields]]]]
) -> BarChart | None:
    """A chart of meetups by quarter, for the last quarters that there were any."""
    names = [name for name, _ in parts]
    columns = [[quarter_of(note.date) for note in notes if note.date] for _, notes in parts]
    held = context.site.figures.coverage.held
    quarters = quarters_between(held[0].fields.date, context.site.community.as_of)[-_QUARTERS:] if held else []
    rows = [
        (name_quarter(context.wording, *quarter), [column.count(quarter) for column in columns]) for quarter in quarters
    ]
    return view_bars(context.wording, title, context.wording.gettext("Quarter"), names, rows)


def _list(context: PageContext, notes: Iterable[Note[Fields]]) -> Collapsed[Row]:
    return collapse(context.rows(list(notes)[:_MOST_ROWS]), _VISIBLE)


def _list_of(context: PageContext, kind: Kind) -> Link:
    return Link(label_kinds(kind, context.wording), context.href(kind.info.list_uri))


def _say_too_few(context: PageContext, bands: Participation) -> str:
    share = Share(0, bands.sample, bands.needed)
    if bands.basis is Basis.ATTENDANCE:
        return _too_few_meetups(context, share)
    return context.wording.gettext(
        "Too few notes of the last year say who made them (%(count)s of the %(needed)s that it takes).",
        count=share.of,
        needed=share.needed,
    )


def _too_few_meetups(context: PageContext, share: Share) -> str:
    return context.wording.gettext(
        "There were too few meetups to say (%(count)s of the %(needed)s that it takes).",
        count=share.of,
        needed=share.needed,
    )
