"""The pages of single notes: meetup, story, resource, practice, member, term, path and plain page."""

from __future__ import annotations

from typing import Any, cast

from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, Meetup, Member, Path, Practice, Resource, Term, Testimonial
from cop_site.model.note import Note
from cop_site.model.spelling.fold import fold
from cop_site.pages.days import end_of_meetup, view_day, view_meetup, view_minutes
from cop_site.pages.page import Page
from cop_site.pages.site import KIND_LABELS, Link, PageContext, Site, host_of, shorten
from cop_site.pages.terms import find_definitions, view_uses
from cop_site.pages.trails import SCRIPTS, path_facts, paths_past, split_introduction, trail_data
from cop_site.pages.upcoming import is_ahead, view_staying_true

_GENERIC = {
    Kind.MEETUP: "meetup",
    Kind.TESTIMONIAL: "testimonial",
    Kind.RESOURCE: "resource",
    Kind.PRACTICE: "practice",
    Kind.TERM: "term",
    Kind.PAGE: "plain",
}


def note_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of a note of any kind but a topic, whose page shows more."""
    if isinstance(note.fields, Member):
        return _page(site, note, "member", _member(site.at(note.uri), note.fields, note))
    if isinstance(note.fields, Path):
        return _path_page(site, note)
    return _page(site, note, _GENERIC[note.kind], _facts(site.at(note.uri), note))


def common_facts(context: PageContext, note: Note[Fields]) -> dict[str, Any]:
    """What every note's page shows."""
    _, many, list_uri = KIND_LABELS[note.kind]
    return {
        "title": note.title,
        "list": Link(many, context.href(list_uri)) if list_uri else None,
        "topics": context.chips(note.topics),
        "tags": [Link(tag, context.href(f"tags/#{tag_anchor(tag)}")) for tag in note.free_tags],
        "authors": context.people(note.fields.authors),
        "body": context.site.bodies.of(note),
        "key": note.key,
        "on_paths": paths_past(context, note),
        "definitions": find_definitions(context, note),
    }


def tag_anchor(tag: str) -> str:
    """The id of a tag's section on the page of tags."""
    return "tag-" + fold(tag)


def note_scripts(facts: dict[str, Any]) -> tuple[str, ...]:
    """What the page of a note wants run: something where a path leads past it."""
    return SCRIPTS if facts["on_paths"] else ()


def _page(site: Site, note: Note[Fields], template: str, facts: dict[str, Any]) -> Page:
    values = {**common_facts(site.at(note.uri), note), **facts}
    html = site.templates.fill(template, values)
    return Page(note.uri, note.title, html, shorten(note.summary), note.source.name, scripts=note_scripts(values))


def _path_page(site: Site, note: Note[Fields]) -> Page:
    context = site.at(note.uri)
    introduction, rest = split_introduction(site.bodies.of(note))
    values = {
        **common_facts(context, note),
        **path_facts(context, note),
        "introduction": introduction,
        "rest": rest,
        "trails": trail_data(context, [site.figures.routes[note.slug]]),
    }
    html = site.templates.fill("path", values)
    return Page(note.uri, note.title, html, shorten(note.summary), note.source.name, scripts=SCRIPTS)


def _facts(context: PageContext, note: Note[Fields]) -> dict[str, Any]:
    fields = note.fields
    if isinstance(fields, Meetup):
        return _meetup(context, cast("Note[Meetup]", note))
    if isinstance(fields, Testimonial):
        return _testimonial(context, fields)
    if isinstance(fields, Resource):
        return _resource(context, fields, note)
    if isinstance(fields, Practice):
        return _practice(context, fields, note)
    if isinstance(fields, Term):
        return {"aliases": fields.aliases, "uses": view_uses(context, note)}
    return {}


def _meetup(context: PageContext, note: Note[Meetup]) -> dict[str, Any]:
    fields, community = note.fields, context.site.community
    charter = community.charter.fields
    figures = context.site.figures
    repeats = figures.repeats_of.get(note.key, ())
    ahead = is_ahead(note, community)
    state = (
        "cancelled" if fields.status == "cancelled" else "planned" if ahead or not community.is_held(note) else "held"
    )
    names = [context.person(name) for name in fields.attendees]
    return {
        "state": state,
        "day": view_meetup(fields, charter),
        "minutes": view_minutes(fields.minutes or charter.meetups.minutes),
        "format": (fields.format or "").replace("-", " "),
        "speakers": context.people(fields.speakers),
        "facilitators": context.people(fields.facilitators),
        "scribe": context.person(fields.scribe) if fields.scribe else None,
        "attendees": tuple(dict.fromkeys(link for link in names if link.href)),
        "attendance": len(names) or fields.attendance,
        "location": fields.location,
        "join": fields.join if ahead else "",
        "until": end_of_meetup(fields, charter) if ahead else "",
        **view_staying_true(context, on=ahead),
        "links": [Link(text, url) for text, url in (("Recording", fields.recording), ("Slides", fields.slides)) if url],
        "covers": [
            Link(objective.text, context.href(topic.uri + "#cop-objectives"))
            for topic, objective in figures.objectives_of.get(note.key, ())
        ],
        "resources": [
            context.link(community.resources[slug]) for slug in fields.resources if slug in community.resources
        ],
        "revisits": _meetup_link(context, fields.revisits),
        "followed_by": [context.link(r.later) for r in repeats if r.earlier.key == note.key],
        "repeats_by_accident": [
            context.link(r.earlier) for r in repeats if r.later.key == note.key and not r.deliberate
        ],
        "add_notes": context.add_note(Kind.MEETUP),
    }


def _meetup_link(context: PageContext, slug: str | None) -> Link | None:
    note = context.site.community.by_key.get(f"meetups/{slug}") if slug else None
    return context.link(note) if note else None


def _testimonial(context: PageContext, fields: Testimonial) -> dict[str, Any]:
    resource = context.site.community.resources.get(fields.resource or "")
    anonymous = fields.author in (None, "anonymous")
    return {
        "day": view_day(fields.date),
        "author": Link("Somebody who prefers not to be named") if anonymous else context.person(fields.author or ""),
        "role": fields.role,
        "before": fields.before,
        "changed": fields.changed,
        "result": fields.result,
        "meetup": _meetup_link(context, fields.meetup),
        "resource": context.link(resource) if resource else None,
    }


def _review(context: PageContext, note: Note[Fields]) -> dict[str, Any] | None:
    freshness = context.site.figures.freshness.get(note.key)
    if freshness is None:
        return None
    return {"state": freshness.state.value, "due": view_day(freshness.due) if freshness.due else None}


def _resource(context: PageContext, fields: Resource, note: Note[Fields]) -> dict[str, Any]:
    newer = context.site.community.resources.get(fields.superseded_by or "")
    return {
        "url": fields.url or "",
        "host": host_of(fields.url) if fields.url else "",
        "format": fields.format or "",
        "level": fields.level or "",
        "cost": fields.cost or "",
        "minutes": view_minutes(fields.minutes) if fields.minutes else "",
        "published": str(fields.published.year) if fields.published else "",
        "superseded_by": context.link(newer) if newer else None,
        "review": _review(context, note),
    }


def _practice(context: PageContext, fields: Practice, note: Note[Fields]) -> dict[str, Any]:
    return {
        "state": fields.state,
        "owner": context.person(fields.owner) if fields.owner else None,
        "since": view_day(fields.since) if fields.since else None,
        "review": _review(context, note),
    }


def _member(context: PageContext, fields: Member, note: Note[Fields]) -> dict[str, Any]:
    community = context.site.community
    notes = [
        other
        for other in community.notes
        if other.kind in (Kind.MEETUP, Kind.PRACTICE, Kind.TESTIMONIAL, Kind.RESOURCE)
        and any(community.person(name).key == note.slug for name in _makers(other.fields))
    ]
    notes.sort(key=lambda other: (other.date.isoformat() if other.date else "", other.key), reverse=True)
    wants = [(wish, community.topic_named(wish)) for wish in fields.wants]
    return {
        "joined": view_day(fields.joined) if fields.joined else None,
        "left": view_day(fields.left) if fields.left else None,
        "roles": [role.role for role in fields.roles if not role.to or role.to >= community.as_of],
        "offers": context.chips(slug for offer in fields.offers if (slug := community.topic_named(offer))),
        "wants": context.chips(slug for _, slug in wants if slug),
        "wishes": [wish for wish, slug in wants if not slug],
        "links": [Link(host_of(url), url) for url in fields.links],
        "rows": context.rows(notes),
    }


def _makers(fields: Fields) -> tuple[str, ...]:
    if isinstance(fields, Meetup):
        return (*fields.authors, *fields.speakers, *fields.facilitators)
    if isinstance(fields, Testimonial):
        return (*fields.authors, *((fields.author,) if fields.author else ()))
    if isinstance(fields, Practice):
        return (*fields.authors, *((fields.owner,) if fields.owner else ()))
    return fields.authors
