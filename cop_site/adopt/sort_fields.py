"""Sorts the fields of a record by what they mean here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from cop_site.adopt.attendee import is_nobody, read_attendee
from cop_site.adopt.groups import PEOPLE, shape_groups
from cop_site.adopt.profile import Profile
from cop_site.adopt.record import Record
from cop_site.authoring.roll_call import read_roll_call
from cop_site.content.hidden import find_hiding_fields
from cop_site.model.field_names import DROP, EXTRA, fill_pattern, fold_name
from cop_site.model.person_text import split_people
from cop_site.model.spelling.days import read_end_time, read_moment, read_time

_GROUPS = frozenset({"extra", "params", "taxonomies"})
"""Fields of Zola and Hugo that hold more fields."""
_PARTS_OF_DAY = frozenset({"day", "month", "year"})
_ENDS = frozenset({"end", "ends", "finish", "to", "until", "stop"})
_SLASHED = re.compile(r"/(?!/)[^\s:]*\Z|[^\s/:]+/(?!/)[^\s:]*\Z")
"""`/old/`, `/2024/old`, `2024/old`."""
_PATH = re.compile(r"(?:/(?!/)|[\w.-]+/(?=\S*(?:/|\.html?)\Z)|(?=[\w-]+\.html?\Z))\S*\Z")
"""`/old/`, `2024/01/old.html`, `old.html`; not `planning/points`, which is the name of a note."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
"""`&amp;`, as some programs write fields."""
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|/#]+)(?:[|#][^\[\]]*)?\]\]")
"""`[[People/Ana Li|Ana]]`, as Obsidian writes fields: the name of the page says who that is."""
_NAMES_OF_PARTS = ("name", "title", "label", "text", "value")


@dataclass
class SortedFields:
    """Fields sorted by what they mean."""

    fields: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    dates: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The texts of `date`, `end` and `created`, each with the name of its field."""
    addresses: list[str] = field(default_factory=list)
    end_time: str = ""
    """When it ended on its day; empty if that is not said."""


def sort_fields(record: Record, profile: Profile) -> SortedFields:
    """Return the fields of a record under our names; those that say when, or an old address, apart."""
    draft = SortedFields()
    fields = _flatten(record.fields, profile)
    targets = {name: profile.target(name) for name, value in fields.items() if _is_filled(value)}
    ours = {fold_name(name) for name in targets if fold_name(name) == targets[name][0]}
    is_local = any(field_name == "date" and _is_local(name) for name, (field_name, _) in targets.items())
    for name, (field_name, pattern) in targets.items():
        value = fields[name] if field_name == EXTRA else _drop_wiki_links(fields[name])
        draft.taken[name] = field_name
        if field_name == DROP or (field_name != "created" and find_hiding_fields({name: "-"}, date.min)):
            continue  # said by `draft` then
        if is_local and field_name in ("date", "time") and not _is_local(name):
            draft.extra[name], draft.taken[name] = value, EXTRA  # the same moment elsewhere, perhaps on another day
        elif field_name in ("date", "end", "created", "time"):
            _take_date(draft, name, field_name, value)
        elif _may_be_own(name, field_name) and (paths := _paths(value, named=field_name != "aliases")):
            _take_addresses(draft, name, field_name, paths, list_of(value))
        elif field_name == "tags":
            is_spaced = isinstance(value, str) and not re.search("[,;]", value)
            tags = value.split(profile.separator) if is_spaced else list_of(value)
            named = filter(None, (text_of(tag).lstrip("#") for tag in tags))
            draft.fields["tags"] = list(dict.fromkeys([*draft.fields.get("tags", ()), *named]))
        # Of two names for one field, our own tells more: `host` rather than `organizer`.
        elif (
            field_name == EXTRA or field_name in draft.fields or (field_name in ours and fold_name(name) != field_name)
        ):
            draft.extra[name] = value
        elif field_name in PEOPLE and isinstance(value, str):
            # A line of attendees is a list of names, whatever two of them would be elsewhere.
            people = read_roll_call(value) if field_name == "attendees" else split_people(value)
            _take_people(draft, name, field_name, value, [who for who in people if not is_nobody(who)])
        else:
            _take_value(draft, name, field_name, fill_pattern(pattern, value), profile)
    return draft


def _take_people(draft: SortedFields, name: str, field_name: str, value: str, people: list[str]) -> None:
    """Keep who came by their names, or how many did; a text that may say anything else is kept as it is."""
    if field_name == "attendees" and value.strip().isdecimal():
        draft.fields.setdefault("attendance", value.strip())
    elif field_name == "attendees" and any(read_attendee(who) is None for who in people):
        draft.extra[name] = value
    else:
        draft.fields[field_name] = people


def _flatten(fields: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Return fields with those that stand in a group for more fields, as `tags` in `[taxonomies]`.

    So does a group without a meaning of its own that says when, if nothing else does: `date` in `info`.
    """
    flat = dict(fields)
    names = {name for name, value in fields.items() if isinstance(value, Mapping) and _says_when(value, profile)}
    names = set() if _says_when(fields, profile) else {name for name in names if not _means_something(name, profile)}
    for group in sorted((_GROUPS & fields.keys()) | names):
        if isinstance(fields[group], Mapping):
            known = {name for name in fields[group] if name not in fields and _means_something(name, profile)}
            flat |= {name: fields[group][name] for name in sorted(known)}
            flat[group] = {name: value for name, value in fields[group].items() if name not in known}
    return flat


def _drop_wiki_links(value: Any) -> Any:
    """Return a value with the names of the pages that it links to; groups as they are."""
    if isinstance(value, list):
        return [_drop_wiki_links(item) for item in value]
    return _WIKI_LINK.sub(r"\1", value) if isinstance(value, str) else value


def _says_when(fields: Mapping[str, Any], profile: Profile) -> bool:
    return any(profile.target(name)[0] == "date" for name in fields)


def _is_local(name: str) -> bool:
    return fold_name(name).startswith("local")


def _means_something(name: str, profile: Profile) -> bool:
    return profile.target(name)[0] not in (DROP, EXTRA) and not find_hiding_fields({name: "-"}, date.min)


def _may_be_own(name: str, field_name: str) -> bool:
    """Whether a path in a field is an address of the note; `link: /other/` leads elsewhere."""
    return field_name in ("address", "aliases") or (field_name == "url" and fold_name(name) != "link")


def _take_addresses(draft: SortedFields, name: str, field_name: str, paths: list[str], values: list[Any]) -> None:
    """Keep old addresses, and what else stands among them: names of the note, or what is no address of its site."""
    draft.addresses.extend(paths)
    draft.taken[name] = "redirect_from"
    if others := [text for text in map(text_of, values) if f"/{text.lstrip('/')}" not in paths]:
        kept, key = (draft.fields, field_name) if field_name == "aliases" else (draft.extra, name)
        kept[key] = others


def _take_value(draft: SortedFields, name: str, field_name: str, value: Any, profile: Profile) -> None:
    """Keep a value in our form, and as it is below `extra` too where that loses anything."""
    draft.fields[field_name], lost = shape_groups(field_name, value, profile)
    if lost:
        draft.extra[name] = value


def _take_date(draft: SortedFields, name: str, field_name: str, value: Any) -> None:
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
    if isinstance(value, Mapping) and {fold_name(name) for name in value} >= _PARTS_OF_DAY:
        yield key, _join_day({fold_name(name): text_of(part) for name, part in value.items()})
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts("end" if fold_name(name) in _ENDS else key, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts("end" if number == len(value) - 1 > 0 and not isinstance(inner, Mapping) else key, inner)
    elif text := text_of(value):
        yield key, text


def _join_day(parts: Mapping[str, str]) -> str:
    """Return a day whose parts stand in fields of their own, as one text."""
    day, month, year = (parts[name] for name in ("day", "month", "year"))
    return f"{year}-{month:0>2}-{day:0>2}" if month.isdecimal() else f"{day} {month} {year}"


def text_of(value: Any) -> str:
    """Return a value as one line: of a group of fields, what names it."""
    if isinstance(value, dict):
        return next((text_of(value[name]) for name in _NAMES_OF_PARTS if value.get(name)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value)))
    text = str(value or "")
    return " ".join((_ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text).split())


def list_of(value: Any) -> list[Any]:
    """Return the items of a value: of a list, or of a text with commas."""
    if isinstance(value, str):
        return [part for piece in re.split(r"[,;\n]", value) if (part := " ".join(piece.split()))]
    return [item for item in (value if isinstance(value, list) else [value]) if item]


def take_text(draft: SortedFields, name: str, limit: int) -> str:
    """Return the text of a field, and take it out; empty if there is none."""
    return text_of(draft.fields.pop(name, ""))[:limit]


def _paths(value: Any, *, named: bool) -> list[str]:
    """Return the addresses on the old site in a value; `named` if its field holds nothing else."""
    texts = (text_of(item) for item in (value if isinstance(value, list) else [value]))
    return [
        f"/{text.lstrip('/')}"
        for text in texts
        if (_SLASHED if named else _PATH).match(text) and ".." not in text.split("/")
    ]


def _is_filled(value: Any) -> bool:
    return any(map(_is_filled, value)) if isinstance(value, list) else bool(str(value or "").strip()) and value != {}
