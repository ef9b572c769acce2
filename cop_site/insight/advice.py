"""What a community could do next for its health: few things, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from cop_site.insight.cadence import Rhythm
from cop_site.insight.figures import Figures
from cop_site.insight.purpose import is_agreement_old
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.wording.message import Message, message, plural_message

_MOST = 5


class Need(StrEnum):
    """What there is to do."""

    MEET = "meet"
    WRITE_DOWN = "write down"
    SECOND_VOICE = "second voice"
    WELCOME = "welcome"
    NEW_CORE = "new core"
    STORY = "story"
    PATH = "path"
    PURPOSE = "purpose"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do."""

    need: Need
    action: Message
    reason: Message
    note: Note[Fields] | None = None
    """The note that it is about, if it is about one."""


def advise(figures: Figures) -> tuple[Advice, ...]:
    """Return at most five things to do, the most pressing first, each need once."""
    return tuple(islice(_find_needs(figures), _MOST))


def _find_needs(figures: Figures) -> Iterator[Advice]:
    yield from _of_meetups(figures)
    yield from _of_people(figures)
    least, held = figures.thresholds.min_sample, figures.value.immediate
    if held >= least and not figures.value.realised:
        reason = plural_message(
            "There was %(num)s meetup, and no story tells what came of it.",
            "There were %(num)s meetups, and no story tells what came of them.",
            held,
        )
        yield Advice(Need.STORY, message("Ask for a story"), reason)
    if broken := next((health for health in figures.path_health if health.is_broken), None):
        action = message("Repair the path %(note)s", note=broken.path)
        reason = plural_message("%(num)s step leads on no more.", "%(num)s steps lead on no more.", len(broken.faults))
        yield Advice(Need.PATH, action, reason, broken.path)
    if is_agreement_old(figures.community):
        reason = message("It was more than a year ago that we last did.")
        yield Advice(Need.PURPOSE, message("Agree on our purpose again"), reason, figures.community.charter)
    bands = figures.participation[-1]
    if bands.held >= least and 2 * bands.with_attendance < bands.held:
        latest = figures.coverage.held[-1]
        said = message(
            "Meetups of the last year that say it: %(count)s of %(all)s.", count=bands.with_attendance, all=bands.held
        )
        yield Advice(Need.ATTENDANCE, message("Write down who came to %(note)s", note=latest), said, latest)


def _of_meetups(figures: Figures) -> Iterator[Advice]:
    """What there is to do about the next meetup, and about the latest that nobody wrote down."""
    is_planned = any(figures.community.is_planned(meetup) for meetup in figures.community.meetups)
    silence = figures.cadence.silence
    if figures.cadence.rhythm in (None, Rhythm.SLIPPING, Rhythm.DORMANT) and not is_planned:
        reason = plural_message(
            "None is planned, and the last one was %(num)s day ago.",
            "None is planned, and the last one was %(num)s days ago.",
            silence or 0,
        )
        none_yet = message("There was none yet.")
        yield Advice(Need.MEET, message("Plan a meetup"), none_yet if silence is None else reason)
    if missing := figures.documentation.missing:
        reason = plural_message(
            "Of %(num)s meetup, there are no notes, decisions, recording or slides; this is the latest.",
            "Of %(num)s meetups, there are no notes, decisions, recording or slides; this is the latest.",
            len(missing),
        )
        action = message("Write down what came of %(note)s", note=missing[-1])
        yield Advice(Need.WRITE_DOWN, action, reason, missing[-1])


def _of_people(figures: Figures) -> Iterator[Advice]:
    """What there is to do about topics with one voice, newcomers and the core."""
    if one_voice := figures.concentration.one_voice:
        topic = max(one_voice, key=lambda covered: len(figures.asked.get(covered.topic.slug, ()))).topic
        reason = message("One person made most of what there is on it.")
        yield Advice(Need.SECOND_VOICE, message("Find a second voice for %(note)s", note=topic), reason, topic)
    returned = figures.newcomers.returned
    if figures.community.held and returned.value is not None and returned.value < 0.5:
        reason = message(
            "Newcomers who came again within 90 days: %(count)s of %(all)s.", count=returned.count, all=returned.of
        )
        yield Advice(Need.WELCOME, message("Make it easier to come again"), reason)
    if figures.renewal.is_brittle:
        reason = message("All who come most often have been here for over two years.")
        yield Advice(Need.NEW_CORE, message("Ask somebody new to lead"), reason)
