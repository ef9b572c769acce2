"""Understands a record: its kind, its day, its fields in our names, and whether it was hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cop_site.adopt.attendance import Attendee, find_attendance
from cop_site.adopt.groups import shape_groups
from cop_site.adopt.kinds import guess_kind
from cop_site.adopt.profile import Profile
from cop_site.adopt.record import Record
from cop_site.authoring.roll_call import read_roll_call
from cop_site.content.hidden import find_hiding_fields, is_hidden_path
from cop_site.model.field_names import DROP, EXTRA, fill_pattern, fold_name
from cop_site.model.kinds import Kind
from cop_site.model.person_text import split_people
from cop_site.model.spelling.days import (
    Moment,
    find_day,
    find_day_in_path,
    minutes_between,
    read_end_time,
    read_moment,
    read_span,
    read_time,
)

_HEADING = re.compile(r"\A\s*(?:#{1,2}[ \t]+(.+?)[ \t#]*\n|([^\n]+)\n(?:=+|-+)[ \t]*(?:\n|\Z))")
_FIRST_LINES = 12
_MAX_TITLE, _MAX_SUMMARY = 300, 2_000
PEOPLE = ("authors", "speakers", "facilitators", "attendees", "scribe")
"""The fields of adopted notes that name people."""
_ENDS = frozenset({"end", "ends", "finish", "to", "until", "stop"})
_NAMES_OF_PARTS = ("name", "title", "label", "text", "value")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it will be a note."""

    record: Record
    kind: Kind
    title: str
    """Empty if the body begins with it as a heading."""
    moment: Moment | None
    day_from: str
    """Where the day was found: `field`, `path`, `heading` or `text`; empty without a day."""
    fields: Mapping[str, Any]
    """Fields of ours, without title and date."""
    extra: Mapping[str, Any]
    """Fields that have no counterpart."""
    body: str
    hidden: str
    """What kept it off its old site; empty if nothing did."""
    addresses: tuple[str, ...]
    """Old addresses that its fields name."""
    slug: str = ""
    """The name that its fields give it."""
    remarks: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    """The field of ours for each of its fields, for the report."""
    came: tuple[Attendee, ...] = ()
    """Whom the text names as present."""


@dataclass
class _Draft:
    """Fields sorted by what they mean."""

    fields: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    dates: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The texts of `date`, `end` and `created`, each with the name of its field."""
    addresses: list[str] = field(default_factory=list)
    end_time: str = ""
    """When it ended on its day; empty if that is not said."""


def understand(record: Record, profile: Profile, today: date, *, as_kind: Kind | None, day_first: bool) -> Entry:
    """Return a record as it will be a note; `as_kind` is its kind if that is not to be guessed."""
    draft = _sort_fields(record, profile)
    title = _take_text(draft, "title", _MAX_TITLE)
    heading = find_heading(record.body)
    moment, day_from = _find_moment(record, draft, title or heading, day_first=day_first)
    draft.extra |= dict(draft.dates.pop("created", []))
    may_be_meetup = moment is not None or as_kind is Kind.MEETUP
    came = tuple(find_attendance(record.body)) if may_be_meetup else ()
    has_day = moment is not None
    kind = as_kind or guess_kind(record, profile, title or heading, has_day=has_day, somebody_came=bool(came))
    if moment and (end := _choose(draft, "end", day_first=day_first)):
        _set_end(draft, moment, end)
    elif moment and draft.end_time:
        start = replace(moment, time=moment.time or text_of(draft.fields.get("time", "")), zone="")
        _set_end(draft, start, Moment(moment.day, draft.end_time))
    hidden = next(iter(find_hiding_fields(record.fields, today)), "")
    if record.is_file and is_hidden_path(record.origin):
        hidden = hidden or "its folder"
    slug = _take_text(draft, "slug", _MAX_TITLE)
    return Entry(
        record,
        kind,
        "" if title == heading else title,
        moment,
        day_from,
        draft.fields,
        draft.extra,
        record.body,
        hidden,
        tuple(draft.addresses),
        slug,
        record.remarks,
        draft.taken,
        came,
    )


def judge_folders(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, plain pages with a day as meetups where half of the dated notes of their folder are."""
    entries = list(entries)
    counts: dict[str, Counter[Kind]] = {}
    for entry in entries:
        if entry.moment and entry.record.is_file:
            counts.setdefault(entry.record.origin.rpartition("/")[0], Counter())[entry.kind] += 1
    meetings = {folder for folder, kinds in counts.items() if 2 * kinds[Kind.MEETUP] >= kinds.total()}
    return [
        replace(entry, kind=Kind.MEETUP)
        if entry.kind is Kind.PAGE and entry.moment and entry.record.origin.rpartition("/")[0] in meetings
        else entry
        for entry in entries
    ]


def find_heading(body: str) -> str:
    """Return the heading that a text begins with; empty if it begins with another thing."""
    match = _HEADING.match(body)
    return " ".join((match[1] or match[2]).split()) if match else ""


def text_of(value: Any) -> str:
    """Return a value as one line: of a group of fields, what names it."""
    if isinstance(value, Mapping):
        return next((text_of(value[name]) for name in _NAMES_OF_PARTS if value.get(name)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    return " ".join(str(value or "").split())


def list_of(value: Any) -> list[Any]:
    """Return the items of a value: of a list, or of a text with commas."""
    if isinstance(value, str):
        return [part for piece in re.split(r"[,;\n]", value) if (part := " ".join(piece.split()))]
    return [item for item in (value if isinstance(value, list) else [value]) if item]


def _sort_fields(record: Record, profile: Profile) -> _Draft:
    draft = _Draft()
    for name, value in record.fields.items():
        if not _is_filled(value):
            continue
        field_name, pattern = profile.target(name)
        draft.taken[name] = field_name
        if field_name == DROP or (field_name != "created" and find_hiding_fields({name: "-"}, date.min)):
            continue  # said by `draft` then
        if field_name in ("date", "end", "created", "time"):
            _take_date(draft, name, field_name, value)
        elif field_name in ("address", "aliases", "url") and (paths := _paths(value)):
            draft.addresses.extend(paths)
            draft.taken[name] = "redirect_from"
            if others := [text for text in map(text_of, list_of(value)) if text not in paths]:
                draft.extra[name] = others
        elif field_name == EXTRA or (field_name in draft.fields and field_name != "tags"):
            draft.extra[name] = value
        elif field_name == "tags":
            tags = value.split(profile.separator) if isinstance(value, str) and "," not in value else list_of(value)
            draft.fields["tags"] = list(
                dict.fromkeys([*draft.fields.get("tags", ()), *filter(None, map(text_of, tags))])
            )
        elif field_name in PEOPLE and isinstance(value, str):
            # A line of attendees is a list of names, whatever two of them would be elsewhere.
            draft.fields[field_name] = read_roll_call(value) if field_name == "attendees" else split_people(value)
        else:
            _take_value(draft, name, field_name, fill_pattern(pattern, value), profile)
    return draft


def _take_value(draft: _Draft, name: str, field_name: str, value: Any, profile: Profile) -> None:
    """Keep a value in our form, and as it is below `extra` too where that loses anything."""
    draft.fields[field_name], lost = shape_groups(field_name, value, profile)
    if lost:
        draft.extra[name] = value


def _take_date(draft: _Draft, name: str, field_name: str, value: Any) -> None:
    """Keep the texts that say when; those of a group go by their own names."""
    for key, text in _texts(field_name, value):
        if (time := read_time(text)) and not read_moment(text):
            if key != "end":
                draft.fields.setdefault("time", time)
            draft.end_time = read_end_time(text) or (time if key == "end" else draft.end_time)
        else:
            draft.dates.setdefault("date" if key == "time" else key, []).append((name, text))


def _texts(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each text in a value with what it says: in a list, the first is the beginning and the last the end."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts("end" if fold_name(name) in _ENDS else key, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts("end" if number == len(value) - 1 > 0 and not isinstance(inner, Mapping) else key, inner)
    elif text := text_of(value):
        yield key, text


def _find_moment(record: Record, draft: _Draft, title: str, *, day_first: bool) -> tuple[Moment | None, str]:
    """Return when a note was, and where that was found."""
    if moment := _choose(draft, "date", day_first=day_first):
        return moment, "field"
    if record.is_file and (day := find_day_in_path(record.origin)):
        return Moment(day), "path"
    if day := find_day(title, day_first=day_first):
        return Moment(day), "heading"
    for line in _top(record.body):
        if day := find_day(line, day_first=day_first):
            return Moment(day), "text"
    if moment := _choose(draft, "created", day_first=day_first):
        return Moment(moment.day), "field"
    return None, ""


def _choose(draft: _Draft, key: str, *, day_first: bool) -> Moment | None:
    """Return the moment that the fields say, of the same day the one with a time; what cannot be read is kept."""
    chosen: Moment | None = None
    for name, text in draft.dates.pop(key, []):
        span = read_span(text, day_first=day_first)
        if span is None:
            draft.extra[name] = text
            continue
        moment, last = span
        if chosen is None or (moment.day == chosen.day and moment.time and not chosen.time):
            chosen = moment
        if moment.time and not moment.zone and not last:
            draft.end_time = draft.end_time or read_end_time(text)
        if last:
            draft.dates.setdefault("end", []).append((name, last.day.isoformat()))
    return chosen


def _top(body: str) -> Iterator[str]:
    """Yield the first lines that say a day about the note: headings, and lines such as `**Date**: 15 May 2024`."""
    for line in body.split("\n")[:_FIRST_LINES]:
        plain = line.strip(" *_#>-\t")
        if line.startswith("#") or re.match(r"(?:date|when|datum|fecha|data|day)\b", plain, re.IGNORECASE):
            yield plain


def _set_end(draft: _Draft, start: Moment, end: Moment) -> None:
    """Say how long a meetup takes: its minutes on one day, its last day over several."""
    if end.day > start.day:
        draft.fields["until"] = end.day
    elif minutes := minutes_between(start, end):
        draft.fields.setdefault("minutes", str(minutes))


def _take_text(draft: _Draft, name: str, limit: int) -> str:
    return text_of(draft.fields.pop(name, ""))[:limit]


def _paths(value: Any) -> list[str]:
    """Return the addresses on the old site in a value."""
    texts = (text_of(item) for item in (value if isinstance(value, list) else [value]))
    return [text for text in texts if re.match(r"/(?!/)\S*\Z", text) and ".." not in text.split("/")]


def _is_filled(value: Any) -> bool:
    return any(map(_is_filled, value)) if isinstance(value, list) else bool(str(value or "").strip()) and value != {}
