"""The kinds of note, and the folder of each."""

from __future__ import annotations

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
