"""The people named in notes, and which of their names may be shown.

It fails closed: who asked not to be named, or may have asked it in a file that cannot be read, is not named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Member
from cop_site.model.note import Note
from cop_site.model.person_names import fold_person, is_slug

ANONYMOUS = "anonymous"
"""The author of a story who is not to be named."""
UNNAMED = "a member"
"""What is shown instead of a name."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a note."""

    key: str
    """A member's slug, or the folded name of a person who is not a member."""
    name: str
    """The name to show; for an unlisted member, the pseudonym (default: `a member`)."""
    uri: str
    """The address of a listed member's page; empty for other people."""
    is_named: bool = True
    """Whether the name is their own: of a listed member, or of somebody who was never a member."""


def resolve_person(
    raw: str,
    members: Mapping[str, Note[Member]],
    names: Mapping[str, str],
    hidden: HiddenNames,
    spellings: Mapping[str, str],
) -> Person:
    """Return who is meant by a member's slug, handle or name, or by a plain name.

    `names` is from `name_members`; `spellings` has the names of people without a file, by key.
    """
    key = fold_person(raw)
    slug = names.get(key) or hidden.owner(key)
    member = members.get(slug)
    if member is not None:
        if member.has_page:
            return Person(member.slug, member.title, member.uri)
        return Person(member.slug, member.fields.pseudonym or UNNAMED, "", is_named=False)
    name = spellings.get(key, "") if is_slug(raw) else raw
    if slug or not name or hidden.is_in_name(name) or hidden.is_alone(key):
        return Person(slug or key, UNNAMED, "", is_named=False)
    return Person(key, name, "")
