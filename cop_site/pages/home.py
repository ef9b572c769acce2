"""The home page."""

from __future__ import annotations

from cop_site.insight.coverage import Flag, Status
from cop_site.model.kind import Kind
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.pages.context import Site
from cop_site.pages.days import view_rhythm
from cop_site.pages.definitions import find_definitions
from cop_site.pages.learning_paths import SCRIPTS, progress_data, view_paths
from cop_site.pages.page import Page
from cop_site.pages.upcoming import view_upcoming
from cop_site.pages.views import shorten

_LATEST, _PATHS = 6, 3


def home_page(site: Site) -> Page:
    """The charter, the next meetup, where to start, and what is new."""
    context = site.at("")
    charter = site.community.charter
    coverage = site.figures.coverage
    values = {
        "name": charter.fields.title,
        "purpose": charter.fields.purpose,
        "rhythm": view_rhythm(charter.fields),
        "upcoming": view_upcoming(context),
        "paths": view_paths(context)[:_PATHS],
        "trails": progress_data(context, site.figures.routes.values()),
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
    return Page("", charter.title, html, shorten(charter.fields.purpose), source, wide=True, scripts=SCRIPTS)


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
