"""The page of a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from cop_site.insight.coverage import Flag, Status, TopicCoverage
from cop_site.model.kinds import Kind, Topic
from cop_site.model.note import Note
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_weekday
from cop_site.pages.evidence import find_helpers
from cop_site.pages.facts import evidence_sentence
from cop_site.pages.kit import Kit, view_kit
from cop_site.pages.lists import GroupView
from cop_site.pages.log import DecisionView, view_decision
from cop_site.pages.material import view_material
from cop_site.pages.news import SCRIPTS
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.questions import URI as QUESTIONS
from cop_site.pages.questions import QuestionView, view_question
from cop_site.pages.site import Site
from cop_site.pages.upcoming import AsOf, view_as_of
from cop_site.pages.views import Card, Chip, Link

_SEEN_DECISIONS, _MOST_DECISIONS = 12, 60
_KIT_OF = 12
"""The latest meetups whose material is gathered on the page of a topic."""


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective of the topic."""

    text: str
    meetups: tuple[Link, ...]
    """The meetups that covered it; empty while none did."""


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """The day that the plan proposes for the topic."""

    day: DayView
    plan: str
    """The address of the plan."""


@dataclass(frozen=True, slots=True)
class TopicPage(NotePage):
    """A topic of the syllabus."""

    template: ClassVar = "topic"

    area: str
    """Its area of the syllabus; may be empty."""
    level: str
    """`foundation`, `practitioner` or `advanced`; may be empty."""
    baseline: bool
    """Whether everybody should know it."""
    summary: str
    """May be empty."""
    status: Status
    flags: tuple[Flag, ...]
    evidence: str
    """Its meetups and notes, in words."""
    before: tuple[Chip, ...]
    """Topics to understand first."""
    after: tuple[Chip, ...]
    """Topics that build on it."""
    objectives: tuple[ObjectiveView, ...]
    decisions: Collapsed[DecisionView]
    """What was decided at its meetups and is in force, the latest first; of very much, the latest sixty."""
    older: int
    """How many more decisions there are."""
    kit: Kit | None
    """What is there to hold a meetup on it, from the topic and its latest meetups; None while there is nothing."""
    questions: tuple[QuestionView, ...]
    """What is asked about it and waits for an answer, asked last first; of very many, the first."""
    more_questions: int
    """How many more wait."""
    questions_of_topic: str
    """The address of all questions about it."""
    log: str
    """The address of the log."""
    log_of_topic: str
    """The address of the log with what concerns the topic."""
    planned: tuple[Card, ...]
    """The planned meetups on it."""
    as_of: AsOf | None
    """None when nothing is planned."""
    proposed: ProposedDay | None
    """None when the plan does not propose it."""
    material: tuple[GroupView[Card], ...]
    """The notes on it by kind, without planned meetups; of very many, the first."""
    helpers: tuple[Link, ...]
    """Those who can help: by name, and at the end the number of those who are not listed."""
    nobody_left: bool
    """Whether all who could help have left."""
    voice_leaves: bool
    """Whether its only voice, or whoever knows it, has named a day to come on which they leave."""
    wanted_by: tuple[Link, ...]
    """Those who ask for it: by name, and at the end the number of those who are not listed."""
    missing: tuple[Link, ...]
    """Suggestions for missing notes, each with the address to add one."""


def topic_page(site: Site, note: Note[Topic]) -> Page:
    """Return the page of one topic."""
    context, fields, covered = PageContext(site, note.uri), note.fields, site.figures.coverage.topics[note.slug]
    decisions = site.figures.log.on_topic(note.slug)
    asked = [question for question in site.figures.questions.open if question.topic == note.slug]
    values = TopicPage(
        area=fields.area,
        level=fields.level or "",
        baseline=fields.baseline,
        summary=fields.summary,
        status=covered.status,
        flags=covered.flags,
        evidence=evidence_sentence(covered, context.wording),
        before=context.chips(site.community.required[note.slug]),
        after=context.chips(site.figures.following[note.slug]),
        objectives=tuple(
            ObjectiveView(objective.text, tuple(context.link(meetup) for meetup in objective.claimed_by))
            for objective in covered.objectives
        ),
        decisions=collapse((view_decision(context, found) for found in decisions[:_MOST_DECISIONS]), _SEEN_DECISIONS),
        older=max(0, len(decisions) - _MOST_DECISIONS),
        kit=view_kit(context, (note, *reversed(covered.held[-_KIT_OF:]))),
        questions=tuple(view_question(context, found) for found in asked[:_SEEN_DECISIONS]),
        more_questions=max(0, len(asked) - _SEEN_DECISIONS),
        questions_of_topic=context.href(f"{QUESTIONS}?topic={quote(note.slug)}"),
        log=context.href("log/"),
        log_of_topic=context.href(f"log/?topic={quote(note.slug)}"),
        planned=context.cards(covered.planned, note.slug),
        as_of=view_as_of(context) if covered.planned else None,
        proposed=_proposed(context, covered),
        material=view_material(context, covered),
        helpers=find_helpers(context, covered, site.figures.active),
        nobody_left=covered.nobody_left,
        voice_leaves=covered.voice_leaves is not None,
        wanted_by=context.people_counted(m.slug for m in covered.wanted_by),
        missing=_missing(context, covered),
    )
    return fill_note(context, note, values, SCRIPTS)


def _proposed(context: PageContext, covered: TopicCoverage) -> ProposedDay | None:
    for slot in context.site.figures.plan:
        if slot.candidate.covered.topic.slug == covered.topic.slug:
            return ProposedDay(view_weekday(slot.day, context.wording), context.href("plan/"))
    return None


def _missing(context: PageContext, covered: TopicCoverage) -> tuple[Link, ...]:
    """Return suggestions for missing notes, each with the address to add one."""
    topic, wording = covered.topic, context.wording
    kinds = {note.kind for note in covered.others}
    suggestions = []
    if not covered.held and not covered.planned:
        suggestions.append((wording.gettext("No meetup has taken it up. Propose one."), Kind.MEETUP))
    open_objectives = len(covered.objectives) - covered.claimed
    if covered.held and open_objectives:
        left = wording.ngettext(
            "%(num)s objective has not been covered. Plan a meetup for what is left.",
            "%(num)s objectives have not been covered. Plan a meetup for what is left.",
            open_objectives,
        )
        suggestions.append((left, Kind.MEETUP))
    if Kind.PRACTICE not in kinds:
        suggestions.append((wording.gettext("Nobody has written down how we do it. Add a practice."), Kind.PRACTICE))
    if Kind.RESOURCE not in kinds:
        suggestions.append((wording.gettext("There is nothing to read on it. Add a resource."), Kind.RESOURCE))
    if Kind.TESTIMONIAL not in kinds:
        suggestions.append(
            (wording.gettext("Nobody has told what it changed for them. Add a story."), Kind.TESTIMONIAL)
        )
    return tuple(
        Link(
            text,
            context.propose_meetup(topic)
            if kind is Kind.MEETUP
            else context.add_note(kind, title=topic.title, topic=topic.slug),
        )
        for text, kind in suggestions
    )
