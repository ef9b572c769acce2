"""The page for newcomers."""

from __future__ import annotations

from datetime import date
from typing import Any

from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_rhythm
from cop_site.pages.learning_paths import SCRIPTS, progress_data, view_paths
from cop_site.pages.page import Page
from cop_site.pages.upcoming import view_upcoming
from cop_site.pages.views import Link, shorten

_WORDS = ("community-of-practice", "meetup", "learning-objective", "baseline", "steward", "practice")


def start_page(site: Site) -> Page:
    """What somebody who joined this week needs."""
    context = site.at("start/")
    community, charter = site.community, site.community.charter.fields
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
        "purpose": charter.purpose,
        "domain": charter.domain,
        "rhythm": view_rhythm(charter),
        "join": charter.join or "",
        "contact": charter.contact or "",
        "code_of_conduct": _code_of_conduct(context),
        "upcoming": view_upcoming(context),
        "paths": view_paths(context),
        "trails": progress_data(context, site.figures.routes.values()),
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


def _code_of_conduct(context: PageContext) -> Link | None:
    community = context.site.community
    name = community.charter.fields.code_of_conduct
    note = community.by_name.get(name if name.endswith(".md") else f"{name}.md")
    return context.link(note) if note else None


def _words(context: PageContext) -> list[dict[str, Any]]:
    """The words a newcomer meets first, as far as the glossary has them; else its first ones."""
    terms = context.site.community.terms
    known = [terms[slug] for slug in _WORDS if slug in terms] or list(terms.values())[:6]
    return [{"link": context.link(term), "line": shorten(term.summary, 160)} for term in known]
