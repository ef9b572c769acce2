"""Tells what kind of note a record is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cop_site.adopt.profile import Profile
from cop_site.adopt.record import Record
from cop_site.model.field_names import fold_name
from cop_site.model.kinds import FOLDERS, Kind

CREATED = "field of its creation"
"""Where the day of a note is found that says no other: it need not be that of a meetup."""
_WORD = re.compile(r"[^\W\d_]+")
_MEETS = frozenset({"speakers", "attendees", "facilitators", "scribe", "join", "register", "end", "attendance"})
"""Fields of ours that only meetups have."""
_INDEX = frozenset({"index", "_index", "readme"})
_NAME = re.compile(r"(?!.*\b(?i:and|at|for|how|in|of|on|our|the|to|us|we|what)\b)(?:[^\s\d:?!]+(?: [^\s\d:?!]+){0,4})?")
"""What a title looks like that may be a name of somebody."""
_MEETING = re.compile(
    r"\b(?:meetings?|meetup|minutes|agenda|calls?(?! (?:for|to|stack|graph|site|back|option|number))"
    r"|sync|standup|retro|session|protokoll"
    r"|treffen|sitzung|besprechung|réunion"
    r"|compte[ -]rendu|procès[ -]verbal|reunión|acta)\b|議事録|勉強会|定例会|会议|例会|회의|모임",
    re.IGNORECASE,
)


def guess_kind(record: Record, profile: Profile, title: str, *, day_from: str, somebody_came: bool) -> Kind:
    """Return the kind of a record by its folders, its fields and its text; a plain page if nothing tells.

    `day_from` says where its day was found; empty if it has none.
    """
    has_day, is_dated = bool(day_from), day_from not in ("", CREATED)
    if record.origin in ("index.md", "_index.md") and record.fields.get("purpose"):
        return Kind.COMMUNITY
    for word, is_alone in _words(record):
        kind = _kind_of_word(word, profile)
        # Minutes of a team are nobody, and neither is `team/How we work.md`.
        if kind and (kind is not Kind.MEMBER or (is_alone and not is_dated and _may_be_name(record, title))):
            return kind if has_day or kind is not Kind.MEETUP else Kind.PAGE  # a template, or an overview
    fields = {profile.target(name)[0] for name in record.fields}
    if has_day and (fields & _MEETS or somebody_came):
        return Kind.MEETUP
    if is_dated and names_meeting(f"{title} {record.name}"):
        return Kind.MEETUP
    if "url" in fields and not has_day:
        return Kind.RESOURCE
    # An issue that says no day but that of its creation is a meetup only if it is called one.
    said = f"{title} {' '.join(map(str, record.fields.get('tags') or ()))}"
    is_event = not record.is_file and (is_dated or (has_day and names_meeting(said)))
    return Kind.MEETUP if is_event else Kind.PAGE


def _may_be_name(record: Record, title: str) -> bool:
    return bool(_NAME.fullmatch(title) or (" " in record.stem and _NAME.fullmatch(record.stem)))


def names_meeting(text: str) -> bool:
    """Return whether a title or the name of a file is that of a meeting's notes."""
    return bool(_MEETING.search(re.sub(r"[_\d-]+", " ", text)))


def is_index(name: str) -> bool:
    """Return whether a file is about its folder: `README.md`, `_index.md`, `index.en.md`."""
    return name.partition(".")[0].casefold() in _INDEX


def _words(record: Record) -> Iterator[tuple[str, bool]]:
    """Yield the words that say what a record is, the surest first, and whether each is the whole name of a folder."""
    for name, value in record.fields.items():
        if fold_name(name) in ("kind", "type", "layout", "collection") and isinstance(value, str):
            yield from ((word, True) for word in _WORD.findall(value.casefold()))
    if record.is_file:
        *folders, name = record.origin.split("/")
        if folders and is_index(name):
            del folders[-1]  # it introduces what is in its folder, or is all that is in it
        for folder in (*reversed(folders), record.source):
            words = _WORD.findall(folder.casefold())
            yield from ((word, len(words) == 1) for word in reversed(words))  # `team_meetings` are meetings


def _kind_of_word(word: str, profile: Profile) -> Kind | None:
    if word in FOLDERS:
        return FOLDERS[word]
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y"):
        if form in profile.kinds:
            return Kind(profile.kinds[form])
    return None
