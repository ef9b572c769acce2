"""The page of a topic."""

from __future__ import annotations

from typing import Any

from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.prerequisites import required_topics
from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, Topic
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_weekday
from cop_site.pages.evidence import evidence_sentence, find_helpers
from cop_site.pages.note import note_page
from cop_site.pages.page import Page
from cop_site.pages.upcoming import view_staying_true
from cop_site.pages.views import Link

_MATERIAL_KINDS = (
    (Kind.MEETUP, "Meetups"),
    (Kind.PRACTICE, "Practices"),
    (Kind.RESOURCE, "Resources"),
    (Kind.TESTIMONIAL, "Stories"),
    (Kind.TERM, "Terms"),
    (Kind.PAGE, "Pages"),
)


def topic_page(site: Site, note: Note[Topic]) -> Page:
    """Return the page of one topic."""
    context = site.at(note.uri)
    return note_page(context, note, "topic", _topic(context, site.figures.coverage.topics[note.slug]))


def _topic(context: PageContext, covered: TopicCoverage) -> dict[str, Any]:
    fields, community = covered.topic.fields, context.site.community
    material = [
        {
            "title": title,
            "cards": context.cards(_of_kind(covered, kind, community.by_topic[covered.topic.slug])),
        }
        for kind, title in _MATERIAL_KINDS
    ]
    return {
        "area": fields.area,
        "level": fields.level or "",
        "baseline": fields.baseline,
        "summary": fields.summary,
        "status": covered.status,
        "flags": covered.flags,
        "evidence": evidence_sentence(covered),
        "stewards": context.people(fields.stewards),
        "before": context.chips(required_topics(covered.topic, community)),
        "after": context.chips(context.site.figures.following[covered.topic.slug]),
        "objectives": [
            {"text": objective.text, "meetups": [context.link(meetup) for meetup in objective.claimed_by]}
            for objective in covered.objectives
        ],
        "claimed": covered.claimed,
        "planned": context.cards(covered.planned),
        **view_staying_true(context, on=bool(covered.planned)),
        "proposed": _proposal(context, covered),
        "material": [group for group in material if group["cards"]],
        "helpers": find_helpers(context, covered, context.site.figures.active),
        "wanted_by": context.people_shown(m.slug for m in covered.wanted_by),
        "asked": len(covered.wanted_by),
        "missing": _missing(context, covered),
    }


def _proposal(context: PageContext, covered: TopicCoverage) -> dict[str, Any] | None:
    """The day on which the plan proposes a topic, if it does."""
    for slot in context.site.figures.plan:
        if slot.candidate.covered.topic.slug == covered.topic.slug:
            return {"day": view_weekday(slot.day), "plan": context.href("plan/")}
    return None


def _of_kind(covered: TopicCoverage, kind: Kind, notes: tuple[Note[Fields], ...]) -> list[Note[Fields]]:
    planned = {meetup.key for meetup in covered.planned}
    return [note for note in notes if note.kind is kind and note.key not in planned]


def _missing(context: PageContext, covered: TopicCoverage) -> list[Link]:
    """What would complete the topic, each with the place to do it."""
    topic = covered.topic
    kinds = {note.kind for note in covered.others}
    found = []
    if not covered.held and not covered.planned:
        found.append(("No meetup has taken it up. Propose one.", Kind.MEETUP))
    open_objectives = len(covered.objectives) - covered.claimed
    if covered.held and open_objectives:
        noun = "objective has" if open_objectives == 1 else "objectives have"
        found.append((f"{open_objectives} {noun} not been covered. Plan a meetup for what is left.", Kind.MEETUP))
    if Kind.PRACTICE not in kinds:
        found.append(("Nobody has written down how we do it. Add a practice.", Kind.PRACTICE))
    if Kind.RESOURCE not in kinds:
        found.append(("There is nothing to read on it. Add a resource.", Kind.RESOURCE))
    if Kind.TESTIMONIAL not in kinds:
        found.append(("Nobody has told what it changed for them. Add a story.", Kind.TESTIMONIAL))
    return [Link(text, context.add_note(kind, title=topic.title, topic=topic.slug)) for text, kind in found]
