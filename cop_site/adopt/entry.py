"""Understands a record: its kind, its day, its fields in our names, and whether it was hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cop_site.adopt.attendance import find_attendance
from cop_site.adopt.attendee import Attendee
from cop_site.adopt.dialects import drop_comments, drop_hidden, find_tags
from cop_site.adopt.kinds import CREATED, guess_kind, is_index
from cop_site.adopt.moments import choose_moment, explain_no_day, find_moment, set_end
from cop_site.adopt.profile import Profile
from cop_site.adopt.record import Record
from cop_site.adopt.roles import find_roles
from cop_site.adopt.sort_fields import SortedFields, sort_fields, take_text, text_of
from cop_site.model.kinds import Kind
from cop_site.model.spelling.day_in_path import find_day_in_path
from cop_site.model.spelling.day_order import DayOrder
from cop_site.model.spelling.days import Moment

_HEADING = re.compile(r"\A\s*+(?:#{1,2}[ \t]+(.+)\n|([^\n]+)\n(?:=+|-+)[ \t]*(?:\n|\Z))")
_BELOW_HEADING = re.compile(r"\A\s*#{1,2}[ \t][^\n]*\n\s*([^\W_][^\n]{2,150})(?=\n[ \t]*(?:\n|#)|\n?\Z)")
"""A heading, and a line of its own below it."""
_MAX_TITLE = 300
_WHEN = re.compile(r"(?:(?:\A|/)(?:\d{4}|\d{1,2}|\d{4}[-_. ]\d{1,2}))+\Z")
_CANCELLED = re.compile(
    r"(?:\A|\d\s+|[(\[–—:-]\s*)(?:meeting\s+)?(?:cancell?ed|no (?:\w+ ){0,2}(?:meeting|meetup|call)"
    r"|abgesagt|entfällt|annulée?|cancelad[oa])\b",
    re.IGNORECASE,
)
"""`7 May 2024 (cancelled)`, in a title."""
_COMPANION = re.compile(r"(?:^|[^a-z])(?:transcript|agenda|slides|chat|log|bluesheets?)(?:[^a-z]|$)", re.IGNORECASE)
"""Names of files that go with the minutes of a meetup, if it has minutes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it will be a note."""

    record: Record
    kind: Kind
    title: str
    """Empty if the body begins with it as a heading."""
    moment: Moment | None
    day_from: str
    """Where the day was found: `field`, `path`, `address`, `heading` or `text`; empty without a day."""
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

    @property
    def has_page(self) -> bool:
        """Whether it is shown at once: it is no draft, no story without consent, no member who is not listed."""
        return not self.hidden and self.is_allowed

    @property
    def is_allowed(self) -> bool:
        """Whether somebody whom it is about has agreed that it is shown, where that must be said."""
        if self.kind is Kind.TESTIMONIAL:
            consent = self.fields.get("consent")
            return isinstance(consent, Mapping) and bool(consent.get("given"))
        return self.kind is not Kind.MEMBER or self.fields.get("listed") == "true"


def understand(record: Record, profile: Profile, today: date, *, as_kind: Kind | None, order: DayOrder) -> Entry:
    """Return a record as it will be a note; `as_kind` is its kind if that is not to be guessed."""
    draft = sort_fields(record, profile)
    seen = drop_hidden(record.body, profile.comment)
    has_remarks, body = "%%" in record.body, drop_comments(seen.body)
    record = replace(record, body=seen.body, remarks=(*record.remarks, *seen.remarks))
    if tags := find_tags(body, has_remarks=has_remarks):
        draft.fields["tags"] = list(dict.fromkeys([*draft.fields.get("tags", ()), *tags]))
    heading = find_heading(record.body)
    title = take_text(draft, "title", _MAX_TITLE) or _find_titled(record.body, heading, profile)
    read = replace(record, body=body)
    moment, day_from = find_moment(read, draft, title or heading, order)
    if moment is None and (why := explain_no_day(read, draft, title or heading, order)):
        record = replace(record, remarks=(*record.remarks, why))
    draft.extra |= dict(draft.dates.pop("created", []))
    may_be_meetup = moment is not None or as_kind is Kind.MEETUP
    came = tuple(find_attendance(body)) if may_be_meetup else ()
    kind = as_kind or guess_kind(record, profile, title or heading, day_from=day_from, somebody_came=bool(came))
    if kind is Kind.MEMBER and moment:
        draft.extra["created"], moment, day_from = moment.day.isoformat(), None, ""
    if kind is Kind.MEMBER and not title:
        title = _name_member(record)
    if kind is Kind.MEETUP:
        draft.fields = {**find_roles(body, came), **draft.fields}
    if moment:
        _add_end(draft, moment, order)
    if kind is Kind.MEETUP and _CANCELLED.search(title or heading):
        draft.fields.setdefault("status", "cancelled")
    slug = take_text(draft, "slug", _MAX_TITLE)
    return Entry(
        record,
        kind,
        "" if title == heading else title,
        moment,
        day_from,
        draft.fields,
        draft.extra,
        record.body,
        record.find_hiding(today),
        tuple(draft.addresses),
        slug,
        record.remarks,
        draft.taken,
        came,
    )


def _name_member(record: Record) -> str:
    """Return the name that the file of a member gives them; empty if the text begins with it."""
    if " " in record.stem:
        return record.stem
    return "" if record.body.lstrip().startswith("# ") else record.stem.replace("-", " ").title()


def _add_end(draft: SortedFields, moment: Moment, order: DayOrder) -> None:
    """Keep when what began at a moment ended, if the fields say so."""
    if end := choose_moment(draft, "end", order):
        set_end(draft, moment, end)
    elif draft.end_time:
        start = replace(moment, time=moment.time or text_of(draft.fields.get("time", "")), zone="")
        set_end(draft, start, Moment(moment.day, draft.end_time))


def judge_folders(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, plain pages with a day as meetups where half of the dated notes of their folder are."""
    entries = list(entries)
    counts: dict[str, Counter[Kind]] = {}
    for entry in entries:
        if _is_dated(entry):
            counts.setdefault(_folder_of(entry), Counter())[entry.kind] += 1
    meetings = {folder for folder, kinds in counts.items() if 2 * kinds[Kind.MEETUP] >= kinds.total()}
    return _set_apart(
        replace(entry, kind=Kind.MEETUP)
        if entry.kind is Kind.PAGE and _is_dated(entry) and _folder_of(entry) in meetings
        else entry
        for entry in entries
    )


def _is_dated(entry: Entry) -> bool:
    return entry.record.is_file and entry.day_from not in ("", CREATED)


def _folder_of(entry: Entry) -> str:
    """Return the folder of a file, without those that only say when: `minutes` for `minutes/2024/05/7.md`."""
    return _WHEN.sub("", entry.record.folder)


def _set_apart(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, those as pages that are no meetup of their own: what belongs to one of the same day.

    That is what lies in the folder of a meetup beside or below the note about it, and its transcript or agenda.
    """
    entries = list(entries)
    meetups = [entry for entry in entries if entry.kind is Kind.MEETUP and entry.moment and entry.record.is_file]
    notes = {(entry.record.folder, _day(entry)) for entry in meetups if is_index(entry.record.name)}
    others = {(entry.record.folder, _day(entry)) for entry in meetups if not _COMPANION.search(entry.record.name)}

    def is_apart(entry: Entry) -> bool:
        folder, name = entry.record.folder, entry.record.name
        at = folder if not is_index(name) else folder.rpartition("/")[0]
        above = at.split("/")
        is_material = find_day_in_path(name) is None and any(
            ("/".join(above[:length]), _day(entry)) in notes for length in range(len(above), 0, -1)
        )
        return is_material or (bool(_COMPANION.search(name)) and (folder, _day(entry)) in others)

    apart = {id(entry) for entry in meetups if is_apart(entry)}
    return [replace(entry, kind=Kind.PAGE) if id(entry) in apart else entry for entry in entries]


def _day(entry: Entry) -> date | None:
    return entry.moment.day if entry.moment else None


def _find_titled(body: str, heading: str, profile: Profile) -> str:
    """Return the line below a heading that says it is the title, as templates have it; empty if there is none."""
    match = _BELOW_HEADING.match(body) if profile.target(heading)[0] == "title" else None
    return " ".join(match[1].split()) if match else ""


def find_heading(body: str) -> str:
    """Return the heading that a text begins with; empty if it begins with another thing."""
    match = _HEADING.match(body)
    return " ".join((match[2] or match[1].rstrip(" \t#")).split()) if match else ""
