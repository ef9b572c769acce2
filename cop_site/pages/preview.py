"""The preview picture of each page: what it shows, and at which address it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cop_site.charts.preview import Preview, draw_preview
from cop_site.model.kinds import Fields, Meetup, Topic
from cop_site.model.labels import label_kind, name_values
from cop_site.model.note import Note
from cop_site.pages.site import Site

_OF_SITE = "assets/cop/preview.png"
_FOLDER = "assets/cop/previews/"


def preview_uri(site: Site, uri: str) -> str:
    """Return the address of the picture of a page: its own if it is a note's and the settings ask for it."""
    return f"{_FOLDER}{uri}preview.png" if site.settings.previews and uri in site.notes_by_uri else _OF_SITE


def describe_picture(site: Site, uri: str) -> str:
    """Return what the picture of a page shows, for those who cannot see it."""
    preview = _preview(site, uri)
    parts = (preview.kind, preview.title, *preview.facts, preview.status)
    return " · ".join(part for part in parts if part)


def preview_routes(site: Site) -> dict[str, Callable[[], bytes]]:
    """Return what draws each picture, by its address; there are none without the address of the site."""
    if not site.url:
        return {}
    notes = site.notes_by_uri if site.settings.previews else ()
    return {preview_uri(site, uri): partial(_draw, site, uri) for uri in ("", *notes)}


def _draw(site: Site, uri: str) -> bytes:
    preview = _preview(site, uri)
    drawn: bytes = site.recall("previews", preview.digest, lambda: draw_preview(preview))
    return drawn


def _preview(site: Site, uri: str) -> Preview:
    note = site.notes_by_uri.get(uri) if site.settings.previews else None
    if note is None:
        purpose = site.publication.plain(site.community.charter.fields.purpose)
        where, runs = _name_address(site, ""), site.wording.direction
        return Preview("", "", site.publication.name, (purpose,) if purpose else (), address=where, direction=runs)
    status, names = _find_status(site, note), name_values(site.wording)
    topics = [site.community.topics[slug] for slug in note.topics[:1]]
    area = next((topic.fields.area for topic in (note, *topics) if isinstance(topic.fields, Topic)), None)
    day = site.card_facts(note).day
    facts = (day.text if day else "", *(site.publication.plain(topic.title) for topic in topics))
    return Preview(
        site.publication.name,
        label_kind(note.kind, site.wording),
        site.publication.plain(note.title),
        tuple(filter(None, facts)),
        status,
        names["status" if isinstance(note.fields, Topic) else "flag"].get(status, ""),
        site.areas[area] if area else 0,
        _name_address(site, uri),
        site.wording.direction,
    )


def _name_address(site: Site, uri: str) -> str:
    """Return the address of a page without signs that nobody reads; that of the site for one that has such signs."""
    address = site.address(uri)
    return (site.url if "%" in address else address).partition("://")[2].rstrip("/")


def _find_status(site: Site, note: Note[Fields]) -> str:
    """Return the status of a topic, or that a meetup is ahead or called off; empty if there is none to tell."""
    if isinstance(note.fields, Topic):
        return str(site.figures.coverage.topics[note.slug].status)
    flags = site.card_facts(note).flags if isinstance(note.fields, Meetup) else ()
    return flags[0] if flags else ""
