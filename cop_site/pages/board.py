"""The page of all topics: the syllabus by area, with the status of each topic."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from cop_site.insight.coverage import Status, TopicCoverage
from cop_site.model.kind import Kind
from cop_site.model.kinds import slugify
from cop_site.pages.collapse import collapse
from cop_site.pages.context import PageContext, Site
from cop_site.pages.evidence import evidence_sentence, find_helpers
from cop_site.pages.page import Page
from cop_site.pages.summary import left_out, planned_meetups, proposals, standings
from cop_site.pages.views import shorten

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
        "helpers": find_helpers(context, covered, None),
        "propose": context.add_note(Kind.MEETUP, title=topic.title, topic=topic.slug) if waiting else "",
    }
