"""How people are written in notes: the key that all spellings of a name share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from cop_site.model.kinds import Member
from cop_site.model.note import Note
from cop_site.model.spelling.seen import FILLER, as_seen
from cop_site.wording.marks import MARKS

WORD = re.compile(rf"[^\W_]++(?:[{FILLER}{MARKS}]++[^\W_]++)*+(?:{FILLER}*+[{MARKS}]++)*+")
"""A word of a name."""


@lru_cache(maxsize=20_000)
def fold_person(name: str) -> str:
    """Return a key that is the same for `Ana Li`, `ana-li`, `@ana-li` and `ana_li`; a name without letters as it is."""
    # An escaped hyphen is seen as one in an address.
    plain = unicodedata.normalize("NFKC", as_seen(name)).casefold().replace(FILLER, "").replace("%2d", "-")
    return "-".join(WORD.findall(plain)) or name


@lru_cache(maxsize=20_000)
def is_slug(name: str) -> bool:
    """Return whether a name is written as a slug or handle is, such as `ana-li` or `@ana_li`, and not as names are.

    A name without a space is a slug if it has a hyphen or an underscore, or small letters only. Scripts without
    capitals have names without either.
    """
    if name.startswith("@"):
        return True
    is_word = not any(sign.isspace() for sign in name)
    return is_word and ("-" in name or "_" in name or (name == name.lower() != name.upper()))


def name_members(members: Iterable[Note[Member]]) -> dict[str, str]:
    """Return each folded name of a member and the slug of who is meant: slugs first, then names, then former names.

    Former names are the member's `aliases`, and the slugs that their file had. Last come the pseudonyms of members who
    are not listed, but for those that several have; where somebody is listed, it would tell who they were.
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
    chosen = [(fold_person(m.fields.pseudonym), m.slug) for m in members if m.fields.pseudonym and not m.has_page]
    counts = Counter(name for name, _ in chosen)
    for name, slug in chosen:
        if counts[name] == 1:
            names.setdefault(name, slug)
    return names
