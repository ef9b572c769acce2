"""The kinds of note, and the folder of each."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a note is; the folder a file is in decides."""

    COMMUNITY = "community"
    TOPIC = "topic"
    MEETUP = "meetup"
    TESTIMONIAL = "testimonial"
    RESOURCE = "resource"
    PRACTICE = "practice"
    MEMBER = "member"
    PATH = "path"
    TERM = "term"
    PAGE = "page"


FOLDERS = {
    "topics": Kind.TOPIC,
    "meetups": Kind.MEETUP,
    "testimonials": Kind.TESTIMONIAL,
    "resources": Kind.RESOURCE,
    "practices": Kind.PRACTICE,
    "members": Kind.MEMBER,
    "paths": Kind.PATH,
    "glossary": Kind.TERM,
}
"""The folder of each kind; `index.md` is the community, and whatever lies elsewhere is a plain page."""

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
"""The other way round; the community and plain pages lie in no folder of their own."""

DATED = frozenset({Kind.MEETUP, Kind.TESTIMONIAL})
"""Kinds whose files are named after their day first."""

_MOST_CHARACTERS = 80
"""Of a slug: with the day and the ending it stays a name that every system takes."""


def name_file(kind: Kind, slug: str, day: date) -> str:
    """The name of a note's file below the content folder."""
    if kind is Kind.COMMUNITY:
        return "index.md"
    slug = slug[:_MOST_CHARACTERS].rstrip("-")
    stem = f"{day.isoformat()}-{slug}" if kind in DATED else slug
    folder = FOLDER_OF.get(kind)
    return f"{folder}/{stem}.md" if folder else f"{stem}.md"
