"""The page of a note, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.meetup import meetup_page
from cop_site.pages.member import member_page
from cop_site.pages.page import Page
from cop_site.pages.path import path_page
from cop_site.pages.plain import plain_page
from cop_site.pages.practice import practice_page
from cop_site.pages.resource import resource_page
from cop_site.pages.site import Site
from cop_site.pages.term import term_page
from cop_site.pages.testimonial import testimonial_page
from cop_site.pages.topic import topic_page

_MAKERS: Mapping[Kind, Callable[[Site, Note[Any]], Page]] = {
    Kind.TOPIC: topic_page,
    Kind.MEETUP: meetup_page,
    Kind.TESTIMONIAL: testimonial_page,
    Kind.RESOURCE: resource_page,
    Kind.PRACTICE: practice_page,
    Kind.MEMBER: member_page,
    Kind.PATH: path_page,
    Kind.TERM: term_page,
}
"""The function that makes the page of a note, by kind; the charter is on the home page."""


def note_page(site: Site, note: Note[Fields]) -> Page:
    """Return the page of one note."""
    return _MAKERS.get(note.kind, plain_page)(site, note)
