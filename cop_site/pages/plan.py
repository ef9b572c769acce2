"""What the next meetups could be about, for whoever plans them."""

from __future__ import annotations

from typing import Any

from cop_site.insight.plan import Candidate, Slot
from cop_site.model.kinds import Kind
from cop_site.pages.days import view_day, view_weekday
from cop_site.pages.folded import collapse
from cop_site.pages.outlook import planned_meetups, sentence
from cop_site.pages.page import Page
from cop_site.pages.site import Link, PageContext, Site

_MOST_MATERIAL = 5


def plan_page(site: Site) -> Page:
    """Planned meetups, then the free days with a proposal for each, then every other candidate."""
    context = site.at("plan/")
    figures, community = site.figures, site.community
    proposed = {slot.candidate.covered.topic.slug for slot in figures.plan}
    values = {
        "as_of": view_day(community.as_of),
        "planned": collapse(planned_meetups(context)),
        "slots": [_slot(context, slot) for slot in figures.plan],
        "others": collapse(
            _candidate(context, candidate)
            for candidate in figures.candidates
            if candidate.covered.topic.slug not in proposed
        ),
        "wishes": [
            {"wish": wish, "count": len(members), "people": context.people_shown(m.slug for m in members)}
            for wish, members in figures.coverage.wishes.items()
        ],
        "add_topic": context.add_note(Kind.TOPIC),
        "coverage": context.href("coverage/"),
    }
    html = site.templates.fill("plan", values)
    return Page("plan/", "Plan", html, "What the next meetups could be about, and why.", wide=True)


def _slot(context: PageContext, slot: Slot) -> dict[str, Any]:
    return {"day": view_weekday(slot.day), **_candidate(context, slot.candidate)}


def _material(context: PageContext, candidate: Candidate) -> list[Link]:
    """What to start from; where there is much, the newest of it and the topic's page for the rest."""
    links = [context.link(note) for note in candidate.material]
    if len(links) <= _MOST_MATERIAL:
        return links
    rest = len(links) - _MOST_MATERIAL
    return [*links[:_MOST_MATERIAL], Link(f"{rest} more", context.href(candidate.covered.topic.uri))]


def _candidate(context: PageContext, candidate: Candidate) -> dict[str, Any]:
    topic = candidate.covered.topic
    return {
        "chip": context.chip(topic.slug),
        "link": context.link(topic),
        "reasons": [sentence(reason) for reason in candidate.reasons],
        "open": [objective.text for objective in candidate.covered.objectives if not objective.claimed_by],
        "asked": len(candidate.asked_by),
        "asked_by": context.people_shown(member.slug for member in candidate.asked_by),
        "missing": context.chips(note.slug for note in candidate.missing),
        "leaders": context.people_shown(candidate.could_lead),
        "material": _material(context, candidate),
        "write": context.add_note(Kind.MEETUP, title=topic.title, topic=topic.slug),
    }
