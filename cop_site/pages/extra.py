"""The links among the fields of other tools, which are all of `extra` that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.parse import parse_web_address
from cop_site.pages.views import Link


def view_extra(note: Note[Fields], community: Community) -> tuple[Link, ...]:
    """Return the web addresses in a note's `extra`; none that may name somebody who is not to be named."""
    return tuple(link for name, value in note.fields.extra.items() for link in _links_in(name, value, community))


def _links_in(name: str, value: Any, community: Community) -> Iterator[Link]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and _is_address(item) and not community.hidden_names.may_be_in(f"{name} {item}"):
            text = " ".join(name.replace("_", " ").split())
            yield Link(text[:1].upper() + text[1:], item)


def _is_address(text: str) -> bool:
    try:
        return bool(parse_web_address(text))
    except PydanticCustomError:
        return False
