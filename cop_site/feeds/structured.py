"""What search engines are told of a page, in the words of schema.org (JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from cop_site.feeds.entries import find_days
from cop_site.feeds.publication import Publication
from cop_site.model.kinds import Kind, LearningPath, Meetup, Member, Resource, Term, Topic
from cop_site.model.note import Note
from cop_site.model.occurrence import begin_of, end_of, is_ahead

_CONTEXT = "https://schema.org"
_MOST_SUMMARY = 300
_MODES = {True: "OnlineEventAttendanceMode", False: "OfflineEventAttendanceMode"}

Described = dict[str, Any]


def write_structured_data(things: Iterable[Described]) -> str:
    """Return things as the text of a `script` element, which nothing in them can end."""
    graph = {"@context": _CONTEXT, "@graph": list(things)}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def describe_note(note: Note[Any], publication: Publication) -> Described:
    """Return what a note is: an event, a course, a term, a person, something to learn from, or an article."""
    found = _DESCRIBE.get(note.kind, _describe_article)(note, publication)
    shared = {
        "name": publication.plain(note.title),
        "url": publication.address(note.uri),
        "description": publication.plain(publication.summary(note, _MOST_SUMMARY)),
        "inLanguage": note.fields.lang or publication.language,
    }
    if note.kind is Kind.MEMBER:
        del shared["inLanguage"]
    return _drop_empty({**found, **_drop_empty(shared)})


def describe_site(publication: Publication) -> list[Described]:
    """Return the community and its site."""
    charter = publication.community.charter.fields
    purpose = publication.plain(charter.purpose)
    founded = _iso(charter.founded)
    community = {"@type": "Organization", "name": publication.name, "url": publication.url, "description": purpose}
    site = {"@type": "WebSite", "name": publication.name, "url": publication.url, "inLanguage": publication.language}
    return [_drop_empty({**community, "foundingDate": founded}), site]


def describe_way(steps: Iterable[tuple[str, str]], publication: Publication) -> Described:
    """Return the way to a page: the title and the address of each page on it, from the home page."""
    items = [
        {"@type": "ListItem", "position": number, "name": publication.plain(title), "item": publication.address(uri)}
        for number, (title, uri) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _describe_event(note: Note[Meetup], publication: Publication) -> Described:
    fields, charter = note.fields, publication.community.charter.fields
    begins, ends = begin_of(fields, charter), end_of(fields, charter)
    join = fields.join if is_ahead(note, publication.community) else None
    place = publication.plain(fields.location)
    places = [{"@type": "Place", "name": place}] if place else []
    places += [{"@type": "VirtualLocation", "url": join}] if join else []
    is_known = bool(places) and "MixedEventAttendanceMode" if len(places) == 2 else places and _MODES[bool(join)]
    return {
        "@type": "Event",
        "startDate": (begins or fields.date).isoformat(),
        "endDate": (ends or fields.last_day).isoformat(),
        "eventStatus": f"{_CONTEXT}/{'EventCancelled' if fields.is_off else 'EventScheduled'}",
        "eventAttendanceMode": is_known and f"{_CONTEXT}/{is_known}",
        "location": places,
        "organizer": _name_community(publication),
        "performer": _describe_people(fields.all_speakers, publication),
    }


def _describe_course(note: Note[LearningPath], publication: Publication) -> Described:
    level, audience = note.fields.level, publication.plain(note.fields.audience)
    return {
        "@type": "Course",
        "description": audience,
        "provider": _name_community(publication),
        "educationalLevel": level,
        "audience": {"@type": "Audience", "audienceType": audience},
    }


def _describe_term(note: Note[Term], publication: Publication) -> Described:
    return {
        "@type": "DefinedTerm",
        "alternateName": list(map(publication.plain, note.fields.aliases)),
        "inDefinedTermSet": publication.address(Kind.TERM.info.list_uri),
    }


def _describe_person(note: Note[Member], publication: Publication) -> Described:
    return {"@type": "Person", "sameAs": list(note.fields.links), "memberOf": _name_community(publication)}


def _describe_topic(note: Note[Topic], publication: Publication) -> Described:
    objectives = [publication.plain(objective.text) for objective in note.fields.objectives]
    return {"@type": "LearningResource", "educationalLevel": note.fields.level, "teaches": objectives}


def _describe_resource(note: Note[Resource], publication: Publication) -> Described:
    fields = note.fields
    return {
        "@type": "LearningResource",
        "learningResourceType": fields.format,
        "educationalLevel": fields.level,
        "timeRequired": fields.minutes and f"PT{fields.minutes}M",
        "isBasedOn": fields.url,
        "isAccessibleForFree": None if fields.cost is None else fields.cost == "free",
        **_describe_writing(note, publication),
    }


def _describe_article(note: Note[Any], publication: Publication) -> Described:
    headline = publication.plain(note.title)
    publisher = _name_community(publication)
    return {"@type": "Article", "headline": headline, "publisher": publisher, **_describe_writing(note, publication)}


def _describe_writing(note: Note[Any], publication: Publication) -> Described:
    """Who wrote a note, and when."""
    published, updated = find_days(note, publication.community.as_of) or (None, None)
    names = (name for name in note.texts(*note.kind.info.makers) if isinstance(name, str))
    authors = _describe_people(names, publication)
    return {"datePublished": _iso(published), "dateModified": _iso(updated), "author": authors}


def _describe_people(names: Iterable[str], publication: Publication) -> list[Described]:
    people = publication.people(names).items()
    return [_drop_empty({"@type": "Person", "name": n, "url": uri and publication.address(uri)}) for n, uri in people]


def _name_community(publication: Publication) -> Described:
    return {"@type": "Organization", "name": publication.name, "url": publication.url}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _drop_empty(described: Mapping[str, Any]) -> Described:
    return {name: value for name, value in described.items() if value not in (None, "", [], 0) or value is False}


_DESCRIBE: Mapping[Kind, Callable[[Note[Any], Publication], Described]] = {
    Kind.MEETUP: _describe_event,
    Kind.PATH: _describe_course,
    Kind.TERM: _describe_term,
    Kind.MEMBER: _describe_person,
    Kind.TOPIC: _describe_topic,
    Kind.RESOURCE: _describe_resource,
}
"""What describes a note of each kind; others are articles."""
