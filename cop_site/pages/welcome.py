"""Where readers arrive: the home page and the page for newcomers."""

from __future__ import annotations

from datetime import date
from typing import Any

from cop_site.insight.coverage import Flag, Status
from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.pages.days import view_minutes
from cop_site.pages.page import Page
from cop_site.pages.site import PageContext, Site, shorten
from cop_site.pages.terms import find_definitions
from cop_site.pages.trails import SCRIPTS, trail_data
from cop_site.pages.upcoming import view_upcoming

_LATEST = 6
_WORDS = ("community-of-practice", "meetup", "learning-objective", "baseline", "steward", "practice")


def home_page(site: Site) -> Page:
    """The charter, the next meetup, where to start, and what is new."""
    context = site.at("")
    charter = site.community.charter
    coverage = site.figures.coverage
    values = {
        **_charter(context),
        "upcoming": view_upcoming(context),
        "paths": _paths(context)[:3],
        "trails": trail_data(context, site.figures.routes.values()),
        "start": context.href("start/"),
        "coverage": {
            "href": context.href("coverage/"),
            "topics": len(coverage.topics),
            "covered": len(coverage.with_status(Status.COVERED)),
            "left_out": len(coverage.with_status(Status.LEFT_OUT)),
            "resting": len(coverage.with_flag(Flag.RESTING)),
        },
        "latest": context.cards(_latest(site)),
        "body": site.bodies.of(charter) if charter.source.path else "",
        "definitions": find_definitions(context, charter) if charter.source.path else None,
        "contribute": context.href("contribute/"),
    }
    html = site.templates.fill("home", values)
    source = charter.source.name if charter.source.path else None
    lead = shorten(charter.fields.purpose)
    return Page("", charter.title, html, lead, source, wide=True, scripts=SCRIPTS, label="Home")


def start_page(site: Site) -> Page:
    """What somebody who joined this week needs."""
    context = site.at("start/")
    community = site.community
    helpers = [
        {
            "link": context.link(member),
            "offers": context.chips(slug for offer in member.fields.offers if (slug := community.topic_named(offer))),
            "line": shorten(member.summary, 100),
        }
        for member in sorted(community.members.values(), key=lambda member: member.fields.joined or date.max)
        if member.fields.listed and member.fields.offers and not member.fields.left
    ]
    story = community.testimonials[-1] if community.testimonials else None
    values = {
        **_charter(context),
        "upcoming": view_upcoming(context),
        "paths": _paths(context),
        "trails": trail_data(context, site.figures.routes.values()),
        "helpers": helpers[:6],
        "members": context.href("members/"),
        "words": _words(context),
        "glossary": context.href("glossary/"),
        "story": context.card(story) if story else None,
        "baseline": context.chips(
            slug for slug, covered in site.figures.coverage.topics.items() if covered.topic.fields.baseline
        ),
        "topics": context.href("topics/"),
        "contribute": context.href("contribute/"),
    }
    html = site.templates.fill("start", values)
    return Page("start/", "Start here", html, f"New to {community.charter.title}? Begin here.", scripts=SCRIPTS)


def _charter(context: PageContext) -> dict[str, Any]:
    fields = context.site.community.charter.fields
    conduct = fields.code_of_conduct
    note = context.site.community.by_name.get(conduct if conduct.endswith(".md") else f"{conduct}.md")
    rhythm = fields.meetups
    weeks, rest = divmod(rhythm.every, 7)
    every = (
        f"every {rhythm.every} days" if rest or not weeks else "every week" if weeks == 1 else f"every {weeks} weeks"
    )
    day = f" on {rhythm.on}" if rhythm.on else ""
    clock = f" at {rhythm.at} ({fields.timezone})" if rhythm.at else ""
    return {
        "name": fields.title,
        "purpose": fields.purpose,
        "domain": fields.domain,
        "rhythm": f"{every}{day}{clock}, for {view_minutes(rhythm.minutes)}",
        "join": fields.join or "",
        "contact": fields.contact or "",
        "code_of_conduct": context.link(note) if note else None,
    }


def _paths(context: PageContext) -> list[dict[str, Any]]:
    routes = sorted(
        context.site.figures.routes.values(),
        key=lambda route: (LEVEL_RANK[route.path.fields.level], route.path.title),
    )
    return [
        {
            "key": route.path.key,
            "link": context.link(route.path),
            "audience": route.path.fields.audience,
            "minutes": view_minutes(route.minutes),
            "optional_minutes": view_minutes(route.optional_minutes) if route.optional_minutes else "",
            "steps": len(route.steps),
            "first": context.link(route.steps[0].note) if route.steps else None,
        }
        for route in routes
    ]


def _words(context: PageContext) -> list[dict[str, Any]]:
    """The words a newcomer meets first, as far as the glossary has them; else its first ones."""
    terms = context.site.community.terms
    known = [terms[slug] for slug in _WORDS if slug in terms] or list(terms.values())[:6]
    return [{"link": context.link(term), "line": shorten(term.summary, 160)} for term in known]


def _latest(site: Site) -> list[Note[Fields]]:
    """The newest notes that are about something that has happened."""
    community = site.community
    kinds = (Kind.MEETUP, Kind.TESTIMONIAL)
    dated = [
        (note.date, note)
        for note in community.notes
        if note.kind in kinds
        and note.date
        and note.date <= community.as_of
        and not (isinstance(note.fields, Meetup) and note.fields.status == "cancelled")
    ]
    dated.sort(key=lambda pair: (pair[0], pair[1].key), reverse=True)
    return [note for _, note in dated[:_LATEST]]
