"""The names in members' files that are not read as a member: drafts, refused and broken files, and misplaced ones.

Whoever such a file is about may have asked in it not to be named. So names are looked for in all that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cop_site.content.files import Files, SourceText
from cop_site.content.load import Source, stem_of
from cop_site.model.kinds import Kind
from cop_site.model.person_names import fold_person
from cop_site.model.read import kind_of

_FOLDERS = frozenset({"member", "members"})
_OWN_FIELDS = frozenset({"listed", "pseudonym"})
"""Fields that only a member's file has."""
_NAME = re.compile(r"^[ \t]*(?:name|title|aliases|alias)[ \t]*[:=](.*(?:\n[ \t]*-[ \t].*)*)|^#[ \t]+(.*)", re.MULTILINE)
"""A field with names, whether or not it is YAML, or a heading."""


def is_misplaced_member(source: Source) -> bool:
    """Return whether a note is the file of a member who is not listed, in a folder that is not theirs."""
    values, kind = source.front_matter.values, kind_of(source.name)
    if kind in (Kind.MEMBER, Kind.COMMUNITY) or values.get("listed") == "true":
        return False
    is_named = kind is Kind.PAGE and "name" in values and "title" not in values
    return is_named or not _OWN_FIELDS.isdisjoint(values)


def find_withheld(sources: Iterable[Source], files: Files) -> dict[str, str]:
    """Return each folded name in the files of members that are not read as one, with the slug of the file.

    `sources` are the notes that are not published, or have problems; refused files are among `files`.
    """
    texts = {text.name: text for text in files.sources}
    names: dict[str, str] = {}
    for source in sources:
        if _is_members(source.name) or is_misplaced_member(source):
            raw = texts[source.name] if source.front_matter.problems and source.name in texts else None
            _add(names, source.stem, [*_names_in(source), *(_guess_names(raw) if raw else ())])
    for text in files.refused:
        if _is_members(text.name):
            _add(names, stem_of(text.name).partition(".")[0], _guess_names(text))
    return names


def _is_members(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return bool(rest) and folder.casefold() in _FOLDERS


def _add(names: dict[str, str], slug: str, others: Iterable[str]) -> None:
    for key in map(fold_person, filter(None, (slug, *others))):
        names.setdefault(key, slug)


def _names_in(source: Source) -> Iterator[str]:
    values = source.front_matter.values
    yield source.title
    yield from _texts(values.get("name"))
    yield from _texts(values.get("title"))
    yield from _texts(values.get("aliases"))
    for address in _texts(values.get("redirect_from")):
        yield stem_of(address.strip("/"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _guess_names(text: SourceText) -> Iterator[str]:
    """Yield what may be names in a text that is no YAML."""
    for match in _NAME.finditer(text.text):
        for part in re.split(r"[,\[\]\n]", match[1] or match[2] or ""):
            yield part.strip(" \t\"'-")
