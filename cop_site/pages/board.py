"""The syllabus: the board of all topics by area, and the page of each topic."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.insight.prerequisites import required_topics
from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, slugify
from cop_site.model.note import Note
from cop_site.pages.days import view_day, view_weekday
from cop_site.pages.folded import collapse
from cop_site.pages.notes import common_facts, note_scripts
from cop_site.pages.outlook import left_out, planned_meetups, proposals, standings
from cop_site.pages.page import Page
from cop_site.pages.site import Link, PageContext, Site, shorten
from cop_site.pages.upcoming import view_staying_true

_MATERIAL_KINDS = (
    (Kind.MEETUP, "Meetups"),
    (Kind.PRACTICE, "Practices"),
    (Kind.RESOURCE, "Resources"),
    (Kind.TESTIMONIAL, "Stories"),
    (Kind.TERM, "Terms"),
    (Kind.PAGE, "Pages"),
)
_LEFT_OUT_IN_SIGHT = 5


def board_page(site: Site) -> Page:
    """The whole syllabus on one page."""
    context = site.at("topics/")
    coverage = site.figures.coverage
    areas = []
    # Without a single area, nothing is "other".
    rest = "Other topics" if any(covered.topic.fields.area for covered in coverage.topics.values()) else "All topics"
    for area, group in groupby(coverage.topics.values(), key=lambda covered: covered.topic.fields.area):
        topics = list(group)
        areas.append(
            {
                "title": area or rest,
                "anchor": slugify(area) or "other-topics",
                "covered": sum(1 for covered in topics if covered.status is Status.COVERED),
                "rows": [_row(context, covered) for covered in topics],
            }
        )
    wishes = [
        {"wish": wish, "people": context.people(member.slug for member in members), "count": len(members)}
        for wish, members in coverage.wishes.items()
    ]
    values = {
        "areas": areas,
        "wishes": wishes,
        "add_topic": context.add_note(Kind.TOPIC),
        "standings": standings(context),
        "left_out": collapse((context.chip(covered.topic.slug) for covered in left_out(context)), _LEFT_OUT_IN_SIGHT),
        "next": next(iter(planned_meetups(context)), None),
        "proposal": next(iter(proposals(context)), None),
        "coverage": context.href("coverage/"),
        "plan": context.href("plan/"),
    }
    html = site.templates.fill("board", values)
    return Page("topics/", "Topics", html, "The syllabus of the community, by area and status.", wide=True)


def topic_page(site: Site, covered: TopicCoverage) -> Page:
    """Return the page of a topic."""
    note = covered.topic
    context = site.at(note.uri)
    values = {**common_facts(context, note), **_topic(context, covered, site.figures.active)}
    html = site.templates.fill("topic", values)
    return Page(note.uri, note.title, html, shorten(note.summary), note.source.name, scripts=note_scripts(values))


def evidence_sentence(covered: TopicCoverage) -> str:
    """What has happened on a topic, in words."""
    held = len(covered.held)
    parts = []
    if held and covered.last_held:
        parts.append(f"{held} {'meetup' if held == 1 else 'meetups'}, last {view_day(covered.last_held).text}")
    elif covered.others and not covered.planned:
        count = len(covered.others)
        parts.append(f"no meetup yet, {count} {'note' if count == 1 else 'notes'} to read")
    elif not covered.planned:
        parts.append("nobody yet")
    if covered.planned:
        parts.append(f"planned for {view_day(covered.planned[0].fields.date).text}")
    if covered.wanted_by:
        parts.append(f"{len(covered.wanted_by)} asked for it")
    return " · ".join(parts)


def _row(context: PageContext, covered: TopicCoverage) -> dict[str, Any]:
    topic = covered.topic
    waiting = covered.status in (Status.LEFT_OUT, Status.INTRODUCED)
    return {
        "link": context.link(topic),
        "summary": shorten(topic.summary, 110),
        "status": covered.status,
        "flags": covered.flags,
        "baseline": topic.fields.baseline,
        "evidence": evidence_sentence(covered),
        "claimed": covered.claimed,
        "listed": len(covered.objectives),
        "helpers": _helpers(context, covered, None),
        "propose": context.add_note(Kind.MEETUP, title=topic.title, topic=topic.slug) if waiting else "",
    }


def _helpers(context: PageContext, covered: TopicCoverage, active: frozenset[str] | None) -> tuple[Link, ...]:
    """Who can help with a topic and is shown by name: who offers it, its stewards, and (where asked) its speakers."""
    community = context.site.community
    present = [m for m in community.members.values() if not (m.fields.left and m.fields.left <= community.as_of)]
    names = [m.slug for m in present if covered.topic.slug in map(community.topic_named, m.fields.offers)]
    names += covered.topic.fields.stewards
    if active is not None:
        speakers = (name for meetup in covered.held for name in meetup.fields.speakers)
        names += [name for name in speakers if community.person(name).key in active]
    return context.people_shown(names)


def _topic(context: PageContext, covered: TopicCoverage, active: frozenset[str]) -> dict[str, Any]:
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
        "helpers": _helpers(context, covered, active),
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
