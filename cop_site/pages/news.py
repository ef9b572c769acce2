"""What is new for readers who follow a topic, a person or a path: the latest notes and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cop_site.feeds.entries import find_days
from cop_site.insight.decisions import DecisionState
from cop_site.model.kinds import Fields, Kind, Meetup
from cop_site.model.labels import label_kind
from cop_site.model.note import Note
from cop_site.model.talks import main_topics
from cop_site.pages.days import view_day
from cop_site.pages.site import Site

SCRIPTS = ("reader.js",)
"""The script of a page that can be followed, and of the page that shows what is new."""
_MOST = 200
_DECISION = "decision-"


@dataclass(frozen=True, slots=True)
class _Item:
    note: Note[Fields]
    """The note, or that of the meetup that decided it."""
    part: str
    """What it is of the note, in its identity; empty for the note itself."""
    label: str
    title: str
    day: date
    topics: tuple[str, ...]


def list_news(site: Site) -> list[dict[str, Any]]:
    """Return the latest notes and decisions that belong to what can be followed, in JSON's own types, the newest first.

    A note belongs to its topics, to the listed members who made it, to the paths that have it as a step, and to those
    that have one of its topics as a step. A note that does not say when it was written is left out, as it is in feeds.
    """
    items = [*_find_notes(site), *_find_decisions(site)]
    items.sort(key=lambda item: (item.day, item.note.key, item.part), reverse=True)
    described = ((item, _find_followed(item, site)) for item in items)
    return [_describe(item, on, site) for item, on in described if on][:_MOST]


def _find_notes(site: Site) -> Iterator[_Item]:
    community, wording = site.community, site.wording
    for note in community.notes:
        if not note.has_page or note.kind is Kind.MEMBER:
            continue
        if isinstance(note.fields, Meetup) and community.is_planned(note):
            planned = wording.gettext("Planned meetup")
            yield _Item(note, "planned", planned, note.title, note.fields.date, note.topics)
        elif days := find_days(note, community.as_of):
            yield _Item(note, "", label_kind(note.kind, wording), note.title, days[0], note.topics)


def _find_decisions(site: Site) -> Iterator[_Item]:
    label = site.wording.gettext("Decision")
    for one in site.figures.log.decisions:
        if one.state is not DecisionState.STRUCK:
            part, topics = f"{_DECISION}{one.number}", main_topics(one.meetup)
            yield _Item(one.meetup, part, label, site.show(one.text), one.meetup.fields.date, topics)


def _find_followed(item: _Item, site: Site) -> list[str]:
    """Return the first addresses of the topics, the listed members and the paths that an item belongs to, sorted."""
    community, note = site.community, item.note
    found: list[Note[Any]] = [community.topics[slug] for slug in item.topics]
    steps = [note, *found]
    if note.kind.info.credited and not item.part.startswith(_DECISION):
        people = map(community.person, note.texts(*note.kind.info.makers))
        found += [community.members[person.key] for person in people if person.uri]
    found += [route.path for step in steps for route, _ in site.figures.steps_at.get(step.key, ())]
    return sorted(set(map(site.publication.first_address, found)))


def _describe(item: _Item, on: list[str], site: Site) -> dict[str, Any]:
    day = view_day(item.day, site.wording)
    return {
        "id": site.publication.first_address(item.note) + item.part,
        "kind": item.label,
        "title": item.title,
        "lang": site.templates.languages.tag(item.note.fields.lang),
        "uri": item.note.uri,
        "date": day.iso,
        "day": day.text,
        "on": on,
    }
