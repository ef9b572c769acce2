"""What plugins are told of a note, as the `meta` of its page: what the site shows anyway, and nothing else."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any, Literal, get_origin

from cop_site.feeds.entries import find_days
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.site import Site

_THEME = frozenset({"author", "draft", "status", "location", "hide", "template", "icon"})
"""Names to which the theme gives another meaning."""
FIELDS = frozenset(name for kind in Kind for name in kind.info.model.model_fields) - _THEME | {"kind"}
"""All names of fields that a note may have."""


def describe_fields(note: Note[Fields], site: Site) -> dict[str, Any]:
    """Return the fields of a note by name: its title, tags and authors, and its days, numbers, flags and choices.

    Texts are escaped, since the theme does not do it. Other texts and references are left out: they may name somebody
    who is not listed, or a note that is not shown.
    """
    publication, info = site.publication, note.kind.info
    names = [name for name in note.texts(*info.makers) if isinstance(name, str)]
    topics = (site.community.topics[slug].title for slug in note.topics)
    days = find_days(note, site.community.as_of)
    models = type(note.fields).model_fields.items()
    values = {name: getattr(note.fields, name) for name, field in models if get_origin(field.annotation) is Literal}
    values |= {name: value for name in dict(models) if isinstance(value := getattr(note.fields, name), date | int)}
    return {
        **{name: value for name, value in values.items() if name not in _THEME},
        **({"created": days[0], "updated": days[1]} if days else {}),
        "kind": info.name,
        "title": escape(publication.plain(note.title)),
        "tags": [escape(publication.plain(tag)) for tag in (*topics, *note.free_tags)],
        "authors": [escape(name) for name in publication.people(names)],
    }
