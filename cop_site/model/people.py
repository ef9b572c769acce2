"""The people named in notes, and which of their names may be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cop_site.model.kinds import Member
from cop_site.model.note import Note

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a note."""

    key: str
    """A member's slug, or the folded name of a person who is not a member."""
    name: str
    """The name to show; for an unlisted member, the pseudonym (default: `a member`)."""
    uri: str
    """The address of a listed member's page; empty for other people."""


@lru_cache(maxsize=20_000)
def fold_person(name: str) -> str:
    """Return a key that is the same for `Ana Li`, `ana-li`, `@ana-li` and `ana_li`; a name without letters as it is."""
    return "-".join(_WORD.findall(unicodedata.normalize("NFKC", name).casefold())) or name


def is_slug(name: str) -> bool:
    """Whether a name is raw as a slug or handle is, such as `ana-li` or `@ana_li`, and not as one writes names."""
    return name.startswith("@") or (" " not in name and name == name.casefold())


def name_members(members: Iterable[Note[Member]]) -> dict[str, str]:
    """Return each folded name of a member and the slug of who is meant: slugs first, then names, then former names.

    Former names are the member's `aliases`, and the slugs that their file had.
    """
    members = list(members)
    names = {fold_person(member.slug): member.slug for member in members}
    for member in members:
        names.setdefault(fold_person(member.title), member.slug)
    for member in members:
        former = (
            uri.strip("/").rpartition("/")[2] for uri in member.fields.redirect_from if uri.startswith("members/")
        )
        for name in (*member.fields.aliases, *former):
            names.setdefault(fold_person(name), member.slug)
    return names


def resolve_person(
    raw: str, members: Mapping[str, Note[Member]], names: Mapping[str, str], spellings: Mapping[str, str]
) -> Person:
    """Return who is meant by a member's slug, handle or name, or by a plain name.

    `names` is from `name_members`; `spellings` has the names of people without a file, by key.
    """
    key = fold_person(raw)
    member = members.get(names.get(key, ""))
    if member is None:
        return Person(key, spellings.get(key, raw.removeprefix("@")) if is_slug(raw) else raw, "")
    if member.has_page:
        return Person(member.slug, member.title, member.uri)
    return Person(member.slug, member.fields.pseudonym or "a member", "")
