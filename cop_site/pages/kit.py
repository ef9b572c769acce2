"""What is there to hold a meetup: the room, hand-outs, data and slides, from fields and from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cop_site.model.kinds import Fields, Meetup, Resource, Topic
from cop_site.model.links import LinkKind, find_destination
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.views import Link

_ROLES = {
    **dict.fromkeys((".csv", ".ods", ".tsv", ".xlsx"), "data"),
    **dict.fromkeys((".odp", ".pptx"), "slides"),
    **dict.fromkeys((".docx", ".odt", ".pdf", ".txt"), "handouts"),
}
"""What a file is for, by its ending; pictures and sound are part of a text."""
_FORMATS = {"dataset": "data", "template": "handouts"}
"""What a resource is for, by its format."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What is there to hold a meetup."""

    room: str
    """How the room is set up; may be empty."""
    lang: str
    """The language of that."""
    handouts: tuple[Link, ...]
    data: tuple[Link, ...]
    slides: tuple[Link, ...]


def view_kit(context: PageContext, notes: Sequence[Note[Fields]]) -> Kit | None:
    """Return what some notes have for a meetup, each thing once; None where they have nothing.

    The first note is that of the page: the files that its text links to are among them.
    """
    found = [one for note in notes for one in (*_find_files(context, note, notes[0]), *_find_in_fields(context, note))]
    links: dict[str, dict[str, Link]] = {"handouts": {}, "data": {}, "slides": {}}
    for role, link in found:
        links[role].setdefault(link.href, link)
    rooms = [(one.fields.setup, context.language(one)) for one in notes if isinstance(one.fields, Meetup)]
    room, lang = next((room for room in rooms if room[0]), ("", ""))
    if not found and not room:
        return None
    return Kit(context.site.show(room), lang, **{role: tuple(some.values()) for role, some in links.items()})


def _find_files(context: PageContext, note: Note[Fields], first: Note[Fields]) -> Iterator[tuple[str, Link]]:
    """Yield the files that the text of the page links to, and those in a folder that is called as a note."""
    community = context.site.community
    names = list(context.site.files_of.get(note.key, ()))
    if note is first:
        there = (find_destination(link.target, note.source.name, community) for link in note.source.outline.links)
        names = [*(one.name for one in there if one.kind is LinkKind.ASSET), *names]
    for name in names:
        path = PurePosixPath(name)
        if role := _ROLES.get(path.suffix.lower()):
            yield "slides" if "slides" in path.stem.lower() else role, Link(path.name, context.href(name))


def _find_in_fields(context: PageContext, note: Note[Fields]) -> Iterator[tuple[str, Link]]:
    """Yield the slides of a meetup and the resources that it used, or those on a topic."""
    community, fields = context.site.community, note.fields
    used: list[Note[Any]] = [
        community.resources[slug] for slug in getattr(fields, "resources", ()) if slug in community.resources
    ]
    if isinstance(fields, Topic):
        used = [one for one in community.by_topic[note.slug] if isinstance(one.fields, Resource)]
    for resource in used:
        if not resource.fields.superseded_by and (role := _FORMATS.get(resource.fields.format or "")):
            yield role, context.link(resource)
    if isinstance(fields, Meetup):
        for title, url in ((note.title, fields.slides), *((talk.title, talk.slides) for talk in fields.talks)):
            if url:
                yield "slides", Link(title, url, context.language(note), outside=True)
