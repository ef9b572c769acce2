"""The people named in notes, and which of their names may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cop_site.model.kinds import Member
from cop_site.model.note import Note


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a note."""

    key: str
    """A member's slug, or the name as written."""
    name: str
    """The name to show; for an unlisted member, the pseudonym (default: `a member`)."""
    uri: str
    """The address of a listed member's page; empty for other people."""


def resolve_person(raw: str, members: Mapping[str, Note[Member]]) -> Person:
    """Return the person that a member's slug, a member's name or any other name refers to."""
    member = members.get(raw.removeprefix("@")) or next(
        (m for m in members.values() if m.title.casefold() == raw.casefold()), None
    )
    if member is None:
        return Person(raw, raw, "")
    if member.has_page:
        return Person(member.slug, member.title, member.uri)
    return Person(member.slug, member.fields.pseudonym or "a member", "")
