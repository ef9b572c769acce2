"""Names the files of adopted notes and attachments, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cop_site.adopt.entry import Entry, find_heading
from cop_site.adopt.kinds import is_index
from cop_site.adopt.record import drop_endings
from cop_site.content.file_name import check_file_name
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import FOLDERS, Kind, slugify
from cop_site.model.sections import SECTION_URIS
from cop_site.model.spelling.days import drop_days

ATTACHMENTS = "files"
"""The folder of pictures and documents, below the content folder."""
_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d(?!\d)|(?<!\d)[0-3]?\d[-_.][01]?\d[-_.](?:19|20)\d\d(?!\d)"
)
_YEAR = re.compile(r"\A(?:19|20)\d\d(?:[-_. ][01]?\d(?!\d))?(?=\D|\Z)")
_MONTH_AND_DAY = re.compile(r"(?<=\D)[-_]\d\d[-_]\d\d\Z")
_SPACES = str.maketrans("-_.", "   ")
_MAX_CHARACTERS = 95
_DANGLING = re.compile(r"(?:(?:\A|-)(?:with|by|from|of|on|and|mit|von|und|avec|par|et|con|de|y))+\Z")
"""What leads to a name that is taken out: `maps-with`."""


class Names:
    """The names that are given already, whatever their case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}
        self._numbers: dict[str, int] = {}
        """The last number that each name was given with: the smaller ones are taken."""

    def has(self, name: str) -> bool:
        """Return whether a name is given already."""
        return name.casefold() in self._taken

    def claim(self, name: str) -> str:
        """Return a name, with a number if it is taken, and take it."""
        stem, dot, suffix = name.rpartition(".")
        number, given = self._numbers.get(name.casefold(), 1), name
        while given.casefold() in self._taken or f"{given.removesuffix('.md').casefold()}/" in SECTION_URIS:
            number += 1
            given = f"{stem}-{number}{dot}{suffix}"
        self._taken.add(given.casefold())
        self._numbers[name.casefold()] = number
        return given


def choose_name(entry: Entry, hidden: HiddenNames) -> str:
    """Return the name that an entry's file has if it is free, without a name that must not be shown."""
    if entry.kind is Kind.COMMUNITY:
        return "index.md"
    # One after the other, as most entries take the first.
    slugs = chain(_list_slugs(entry), _without_names(_list_slugs(entry), hidden), [_fallback(entry)])
    choices = (_write_name(entry, slug) for slug in slugs)
    is_own = entry.kind is Kind.MEMBER
    free = (name for name in choices if is_own or not hidden.are_in_address(name))
    return next(free, "") or _write_name(entry, entry.kind.value)


def name_entry(entry: Entry, chosen: str, names: Names) -> str:
    """Return the name of an entry's file below the content folder: that of an introduction, or the chosen one."""
    introduced = find_introduced(entry) if entry.kind is not Kind.COMMUNITY else ""
    return names.claim(introduced if introduced and not names.has(introduced) else chosen)


def names_hidden(entry: Entry, hidden: HiddenNames) -> bool:
    """Return whether the file of an entry would be called after somebody who must not be named."""
    return entry.kind not in (Kind.MEMBER, Kind.COMMUNITY) and hidden.are_in_address(slug_of(entry))


def _without_names(slugs: Iterable[str], hidden: HiddenNames) -> Iterator[str]:
    """Yield slugs without the hidden names in them, as far as anything is left."""
    for slug in slugs:
        rest = slug
        for start, end, _ in reversed(list(hidden.find(slug))):
            rest = f"{rest[:start]}-{rest[end:]}"
        if rest != slug and (rest := _DANGLING.sub("", slugify(rest))):
            yield rest


def _write_name(entry: Entry, slug: str) -> str:
    if find_introduced(entry):
        return f"{slug}.md"
    if entry.kind.info.dated and entry.moment:
        return entry.kind.info.name_file(slug, entry.moment.day)
    return f"{entry.kind.info.list_uri}{slug[:80].rstrip('-')}.md"


def find_introduced(entry: Entry) -> str:
    """Return the name of the introduction of a list that the page of a folder is; empty for any other file."""
    *folders, name = entry.record.origin.split("/")
    if entry.moment or not entry.record.is_file or not folders or not is_index(name):
        return ""
    own = FOLDERS.get(folders[-1].casefold())
    return f"{own.info.folder}/index.md" if own and entry.kind in (own, Kind.PAGE) else ""


def name_attachment(origin: str, names: Names) -> str:
    """Return the name of an attachment below the content folder, with its folders."""
    parts = [_make_portable(part) for part in origin.split("/")]
    return names.claim("/".join([ATTACHMENTS, *parts]))


def slug_of(entry: Entry) -> str:
    """Return what an entry is called first: by its fields, its file, its title or its kind."""
    return next(_list_slugs(entry), _fallback(entry))


def _list_slugs(entry: Entry) -> Iterator[str]:
    stem = plain = ""
    if entry.record.is_file:
        *folders, name = entry.record.origin.split("/")
        stem = entry.record.stem
        if is_index(name):
            stem = folders[-1] if folders else ""
        plain = stem
        if entry.moment and entry.kind is not Kind.PAGE:
            stem = _DANGLING.sub("", slugify(_YEAR.sub("", drop_days(_DAY.sub("", stem)).strip("-_. "))))
            stem = _MONTH_AND_DAY.sub("", stem) if entry.day_from == "path" else stem
        # `may-14` in `2024/` is a day, too.
        rest = drop_days(f"{stem.translate(_SPACES)} {entry.moment.day.year}" if entry.moment else stem)
        if not any(map(str.isalpha, rest)) if entry.moment else not slugify(rest) or rest.strip("-_. ").isdigit():
            stem = ""
    title = drop_days(entry.title or find_heading(entry.body))
    choices = (entry.slug, stem, title, plain if entry.kind is Kind.PAGE else "")
    yield from filter(None, (slugify(choice.rpartition("/")[2]) for choice in choices))


def _fallback(entry: Entry) -> str:
    """Return the name of what neither its file nor its title names: `readme`, or `meetup` of a meetup."""
    return slugify(entry.kind.value if entry.moment else drop_endings(entry.record.name)) or "note"


def _make_portable(part: str) -> str:
    stem, dot, suffix = part.rpartition(".")
    if check_file_name(part, part) is None and " " not in part:
        return part
    short = slugify(stem if dot else part)[: _MAX_CHARACTERS - len(suffix)] or "file"
    return f"{short}{dot}{suffix}" if dot else short
