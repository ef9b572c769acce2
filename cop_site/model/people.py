"""Who is meant by a name in a note, and what may be shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cop_site.model.kinds import Member
from cop_site.model.note import Note


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a note."""

    key: str
    """The same for the same person: a member's slug, or the name as written."""
    name: str
    """What may be shown: of an unlisted member only the pseudonym they chose, else `a member`."""
    uri: str
    """The page of a listed member; empty for everybody else."""


def resolve_person(written: str, members: Mapping[str, Note[Member]]) -> Person:
    """Find out who is meant by a member's slug, a member's full name, or a plain name."""
    member = members.get(written.removeprefix("@")) or next(
        (m for m in members.values() if m.title.casefold() == written.casefold()), None
    )
    if member is None:
        return Person(written, written, "")
    if member.has_page:
        return Person(member.slug, member.title, member.uri)
    return Person(member.slug, member.fields.pseudonym or "a member", "")
