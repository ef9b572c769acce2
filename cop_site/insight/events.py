"""What happened in a time: each event has one day, so that the events of four quarters are those of their year.

All that is looked at are the notes as they are today: what is over is over, whatever day it is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from cop_site.insight.contributors import added_on
from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.decisions import Decision, DecisionState
from cop_site.insight.documentation import measure_documentation
from cop_site.insight.figures import Figures
from cop_site.insight.period import Period
from cop_site.model.kinds import Fields, Kind, Meetup, Member, Practice, Testimonial
from cop_site.model.note import Note
from cop_site.settings import Thresholds


@dataclass(frozen=True, slots=True)
class Answer:
    """A topic that members asked for, and the meetup that served their wishes."""

    covered: TopicCoverage
    meetup: Note[Meetup]
    asked: int
    """How many members had asked for it on a day that is known."""
    since: date
    """The day on which the first of them asked."""


@dataclass(frozen=True, slots=True)
class Events:
    """What happened in a time up to the community's day, each list in the order of its days."""

    period: Period
    held: tuple[Note[Meetup], ...]
    documented: int
    """How many of them left notes, a decision, a recording or slides behind."""
    attendances: int
    """How often somebody came, to those of which that is known."""
    opened: tuple[TopicCoverage, ...]
    """Topics that a meetup took up for the first time."""
    covered: tuple[TopicCoverage, ...]
    """Topics of which nothing is left out since then."""
    closed: tuple[TopicCoverage, ...]
    """Topics that members had asked for, and of which the last wish was served then."""
    decisions: tuple[Decision, ...]
    added: tuple[Note[Fields], ...]
    """Shown notes that are neither meetups nor stories, and say on which day they were added."""
    practices: tuple[Note[Practice], ...]
    """Practices that came into use then and are in use."""
    stories: tuple[Note[Testimonial], ...]
    joined: tuple[Note[Member], ...]
    left: tuple[Note[Member], ...]
    answers: tuple[Answer, ...]
    """What was asked for before and held then."""

    @property
    def decided(self) -> tuple[Decision, ...]:
        """The decisions that are still in force."""
        return tuple(decision for decision in self.decisions if decision.state is DecisionState.IN_FORCE)

    @property
    def totals(self) -> dict[str, int]:
        """The number of each kind of event."""
        return {
            "held": len(self.held),
            "documented": self.documented,
            "attendances": self.attendances,
            "opened": len(self.opened),
            "covered": len(self.covered),
            "closed": len(self.closed),
            "answers": len(self.answers),
            "decisions": len(self.decisions),
            "added": len(self.added),
            "practices": len(self.practices),
            "stories": len(self.stories),
            "joined": len(self.joined),
            "left": len(self.left),
        }


def find_events(figures: Figures, period: Period) -> Events:
    """Return what happened in a time."""
    community, topics = figures.community, figures.coverage.topics.values()
    over = period.until(community.as_of)
    held = tuple(meetup for meetup in community.held if meetup.fields.last_day in over)
    closing = _find_closing(figures)
    members = sorted(community.members.values(), key=lambda member: (member.title, member.slug))
    found = [note for note in community.notes if note.has_page and _may_be_added(note) and added_on(note) in over]
    added = sorted(found, key=lambda note: (added_on(note) or date.min, note.key))
    practices = (cast("Note[Practice]", note) for note in added if isinstance(note.fields, Practice))
    return Events(
        period,
        held,
        measure_documentation(held, figures.log, figures.scaffold, 1).share.count,
        sum(community.count_attendance(meetup.fields) for meetup in held),
        tuple(covered for covered in topics if covered.held and covered.held[0].fields.last_day in over),
        tuple(covered for covered in topics if covered_on(covered, figures.thresholds) in over),
        tuple(covered for covered in topics if closing.get(covered.topic.slug) in over),
        tuple(d for d in reversed(figures.log.decisions) if d.meetup.fields.last_day in over),
        tuple(added),
        tuple(practice for practice in practices if practice.fields.state == "adopted"),
        tuple(story for story in community.testimonials if story.fields.date in over),
        tuple(member for member in members if member.fields.joined in over),
        tuple(member for member in members if member.fields.left in over),
        tuple(_find_answers(figures, over)),
    )


def covered_on(covered: TopicCoverage, thresholds: Thresholds) -> date | None:
    """Return the day since which enough meetups were held on a topic and nothing of it is left out; None if not yet."""
    days = sorted(meetup.fields.last_day for meetup in covered.held)
    complete_on = covered.complete_on
    if complete_on is None or len(days) < thresholds.min_meetups:
        return None
    return max(days[thresholds.min_meetups - 1], complete_on)


def _may_be_added(note: Note[Fields]) -> bool:
    return note.kind not in (Kind.MEETUP, Kind.TESTIMONIAL, Kind.MEMBER)


def _find_closing(figures: Figures) -> dict[str, date]:
    """Return the day on which the last wish for each topic was served, by its slug; none where one is open.

    Wishes of unknown age are left out: what serves them depends on the day on which one looks.
    """
    days: dict[str, date] = {}
    for wish in figures.served:
        if wish.meetup and wish.since:
            days[wish.topic] = max(wish.meetup.fields.last_day, days.get(wish.topic, date.min))
    waiting = {wish.topic for wish in figures.wishes if wish.since and not wish.is_met}
    return {topic: day for topic, day in days.items() if topic not in waiting}


def _find_answers(figures: Figures, over: Period) -> list[Answer]:
    """Return what was asked for on a day that is known, and held in a time, by the day of the meetup."""
    served: dict[tuple[date, str, str], list[date]] = {}
    for wish in figures.served:
        if wish.meetup and wish.since and wish.meetup.fields.last_day in over:
            key = (wish.meetup.fields.last_day, wish.meetup.slug, wish.topic)
            served.setdefault(key, []).append(wish.since)
    meetups, topics = figures.community.meetups_by_slug, figures.coverage.topics
    return [
        Answer(topics[topic], meetups[slug], len(days), min(days)) for (_, slug, topic), days in sorted(served.items())
    ]
