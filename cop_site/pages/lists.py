"""The lists of each kind of note, grouped so that they can be looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from typing import Any

from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, slugify
from cop_site.model.note import Note
from cop_site.pages.notes import tag_anchor
from cop_site.pages.page import Page
from cop_site.pages.site import Card, PageContext, Site, shorten
from cop_site.pages.trails import SCRIPTS, path_facts, trail_data
from cop_site.pages.upcoming import view_staying_true


def list_routes(site: Site) -> dict[str, Callable[[], Page]]:
    """Return what makes each list, of a kind of notes or of tags, by address."""
    return {
        "meetups/": partial(_meetups, site),
        "testimonials/": partial(_testimonials, site),
        "resources/": partial(
            _grouped_by_topic, site, Kind.RESOURCE, "resources/", "Resources", "Worth reading, watching or using."
        ),
        "practices/": partial(
            _grouped_by_topic, site, Kind.PRACTICE, "practices/", "Practices", "How we do things: what stuck."
        ),
        "members/": partial(_members, site),
        "paths/": partial(_paths, site),
        "glossary/": partial(_glossary, site),
        "tags/": partial(_tags, site),
    }


def _meetups(site: Site) -> Page:
    context = site.at("meetups/")
    meetups = site.community.meetups
    planned = [meetup for meetup in meetups if site.community.is_planned(meetup)]
    past = [meetup for meetup in reversed(meetups) if not site.community.is_planned(meetup)]
    groups = [_group(context, "To come", planned, coming=True)] if planned else []
    for year, notes in groupby(past, key=lambda meetup: meetup.fields.date.year):
        groups.append(_group(context, str(year), notes))
    lead = "What we meet about, and what we wrote down afterwards."
    return _list(context, "Meetups", lead, groups, Kind.MEETUP)


def _testimonials(site: Site) -> Page:
    context = site.at("testimonials/")
    stories = reversed(site.community.testimonials)
    groups = [
        _group(context, str(year), notes) for year, notes in groupby(stories, key=lambda note: note.fields.date.year)
    ]
    lead = "What was hard, what changed, and what came of it. Told by members, with their consent."
    return _list(context, "Stories", lead, groups, Kind.TESTIMONIAL)


def _grouped_by_topic(site: Site, kind: Kind, uri: str, title: str, lead: str) -> Page:
    """A list of notes under their main topics, in the order of the syllabus."""
    context = site.at(uri)
    by_topic: dict[str, list[Note[Fields]]] = {}
    for note in sorted(site.community.of(kind), key=lambda note: note.title.casefold()):
        by_topic.setdefault(note.main_topic, []).append(note)
    groups = [
        _group(context, covered.topic.title, by_topic[slug])
        for slug, covered in site.figures.coverage.topics.items()
        if slug in by_topic
    ]
    if "" in by_topic:
        groups.append(_group(context, "On other things", by_topic[""]))
    return _list(context, title, lead, groups, kind)


def _members(site: Site) -> Page:
    context = site.at("members/")
    community = site.community
    listed = sorted((m for m in community.members.values() if m.fields.listed), key=lambda m: m.title.casefold())
    present = [m for m in listed if not (m.fields.left and m.fields.left <= community.as_of)]
    people = [
        {
            "link": context.link(member),
            "line": shorten(member.summary, 120),
            "offers": context.chips(slug for o in member.fields.offers if (slug := community.topic_named(o))),
            "roles": [role.role for role in member.fields.roles if not role.to or role.to >= community.as_of],
        }
        for member in present
    ]
    unlisted = sum(
        1
        for m in community.members.values()
        if not m.fields.listed and not (m.fields.left and m.fields.left <= community.as_of)
    )
    former = [context.link(member) for member in listed if member not in present]
    values = {"people": people, "unlisted": unlisted, "former": former, "add": context.add_note(Kind.MEMBER)}
    html = site.templates.fill("members", values)
    return Page("members/", "Members", html, "Who can help with what.", wide=True)


def _paths(site: Site) -> Page:
    context = site.at("paths/")
    paths = [
        {**path_facts(context, path), "link": context.link(path), "line": shorten(path.summary, 200)}
        for path in sorted(site.community.paths.values(), key=lambda path: (LEVEL_RANK[path.fields.level], path.title))
    ]
    trails = trail_data(context, site.figures.routes.values())
    html = site.templates.fill("paths", {"paths": paths, "trails": trails, "add": context.add_note(Kind.PATH)})
    return Page("paths/", "Paths", html, "Where to begin, and what comes next.", wide=True, scripts=SCRIPTS)


def _glossary(site: Site) -> Page:
    context = site.at("glossary/")
    terms = sorted(site.community.terms.values(), key=lambda term: term.title.casefold())
    letters = [
        {
            "letter": letter,
            "terms": [
                {"link": context.link(term), "line": shorten(term.summary, 260), "aliases": term.fields.aliases}
                for term in group
            ],
        }
        for letter, group in groupby(terms, key=lambda term: term.title[:1].upper())
    ]
    html = site.templates.fill("glossary", {"letters": letters, "add": context.add_note(Kind.TERM)})
    return Page("glossary/", "Glossary", html, "The words we use, and what we mean by them.")


def _tags(site: Site) -> Page:
    context = site.at("tags/")
    topics = [
        {"chip": context.chip(slug), "count": len(site.community.by_topic[slug])}
        for slug in site.figures.coverage.topics
    ]
    tags = [
        {"tag": tag, "anchor": tag_anchor(tag), "rows": context.rows(notes)}
        for tag, notes in site.figures.coverage.undeclared.items()
    ]
    html = site.templates.fill("tags", {"topics": topics, "tags": tags})
    return Page("tags/", "Tags", html, "Every note by topic and by tag.")


def _group(context: PageContext, title: str, notes: Iterable[Note[Fields]], *, coming: bool = False) -> dict[str, Any]:
    cards: tuple[Card, ...] = context.cards(notes)
    return {"title": title, "anchor": slugify(title), "cards": cards, "coming": coming}


def _list(context: PageContext, title: str, lead: str, groups: list[dict[str, Any]], kind: Kind) -> Page:
    add = context.add_note(kind)
    values = {"title": title, "lead": lead, "groups": groups, "add": add, "kind": kind.value}
    values |= view_staying_true(context, on=any(group["coming"] for group in groups))
    return Page(context.uri, title, context.site.templates.fill("list", values), lead)
