"""Makes what no file of a source is, but its notes say together: members, topics and the charter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from cop_site.adopt.attendee import Attendee
from cop_site.adopt.entry import Entry, find_heading
from cop_site.adopt.groups import PEOPLE
from cop_site.adopt.people import People, turn_names
from cop_site.adopt.record import Record, drop_endings
from cop_site.adopt.sort_fields import list_of, text_of
from cop_site.adopt.topics import ProposedTopic
from cop_site.insight.found_rhythm import FoundRhythm
from cop_site.model.kinds import Kind, slugify
from cop_site.model.person_names import fold_person
from cop_site.model.person_text import list_several, read_person


def add_attendance(
    entries: Sequence[Entry], authors: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Entry], People]:
    """Return the entries, those of meetups with the people whom their text names as present, and all people.

    Different spellings and handles of one person become one name. `authors` has the name for each short name that the
    source lists.
    """
    entries = [_spell_out(entry, authors) for entry in entries] if authors else entries
    said = [name for entry in entries for name in names_in(entry)]
    came = turn_names([entry.came if _lacks_attendees(entry) else () for entry in entries], said)
    people = People(
        [
            *(who for found in came for who in found),
            *(_read_name(text) for entry in entries for text in names_in(entry)),
        ]
    )
    return [_name_people(entry, found, people) for entry, found in zip(entries, came, strict=True)], people


def name_members(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the name of each member for that of their file, by which other files may name them."""
    members = (entry for entry in entries if entry.kind is Kind.MEMBER and entry.record.is_file)
    return {
        drop_endings(entry.record.origin.rpartition("/")[2]): name
        for entry in members
        if (name := entry.title or find_heading(entry.body))
    }


def make_members(people: People, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield a member, not listed, for everybody who has a handle or several spellings and no file in the source."""
    known = {fold_person(name) for entry in entries if entry.kind is Kind.MEMBER for name in (entry.title, entry.slug)}
    for person in people.with_aliases:
        slug = slugify(person.name)
        if slug and fold_person(person.name) not in known:
            known.add(fold_person(person.name))
            yield _make(Kind.MEMBER, slug, person.name, {"aliases": list(person.aliases), "listed": "false"})


def make_topics(proposed: Iterable[ProposedTopic]) -> Iterator[Entry]:
    """Yield a topic for each proposal."""
    for topic in proposed:
        yield _make(Kind.TOPIC, topic.slug, topic.title, {"aliases": list(topic.aliases)})


def make_charter(name: str, rhythm: FoundRhythm) -> Entry:
    """Return a charter that says what the days of the meetups say, and nothing that nobody knows."""
    fields: dict[str, Any] = {"timezone": rhythm.zone, "meetups": rhythm.fields}
    return _make(Kind.COMMUNITY, "index", name, fields)


def _make(kind: Kind, slug: str, title: str, fields: dict[str, Any]) -> Entry:
    filled = {name: value for name, value in fields.items() if value}
    record = Record(f"{kind.info.list_uri}{slug}", {}, "", is_file=False)
    return Entry(record, kind, title, None, "", filled, {}, "", "", (), slug)


def _spell_out(entry: Entry, authors: Mapping[str, str]) -> Entry:
    """Return an entry with the full names of authors who have one in the source."""

    def spell_out(who: Any) -> Any:
        return authors.get(who, who) if isinstance(who, str) else who

    return replace(entry, fields={**entry.fields, **_change_people(entry.fields, spell_out)})


def _change_people(fields: Mapping[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the fields that name people, of a note and of its talks, with each of them changed."""
    changed: dict[str, Any] = {
        name: [change(item) for item in list_of(fields[name])] for name in PEOPLE if fields.get(name)
    }
    if talks := fields.get("talks"):
        changed["talks"] = [
            {**talk, **_change_people(talk, change)} if isinstance(talk, Mapping) else talk for talk in list_of(talks)
        ]
    return changed


def _lacks_attendees(entry: Entry) -> bool:
    return entry.kind is Kind.MEETUP and "attendees" not in entry.fields


def names_in(entry: Entry) -> Iterator[str]:
    """Yield the people whom the fields of an entry name."""
    talks = (talk for talk in list_of(entry.fields.get("talks", ())) if isinstance(talk, Mapping))
    for fields in (entry.fields, *talks):
        for item in (item for name in PEOPLE for item in list_of(fields.get(name, ()))):
            text = text_of(item)
            if text and (isinstance(item, Mapping) or not list_several(text)):
                yield read_person(text).name


def _read_name(text: str) -> Attendee:
    """Return the person that a field names, perhaps by a handle."""
    return Attendee("", text[1:]) if text.startswith("@") and len(text) > 1 else Attendee(text)


def _name_person(item: Any, people: People) -> Any:
    """A person under their one name; what may be several people is left for `cop check` to ask."""
    if not isinstance(item, str):
        return {**item, "name": people.name(Attendee(text_of(item)))} if isinstance(item, Mapping) else item
    said = read_person(item)
    if list_several(item):
        return item
    name = people.name(_read_name(said.name))
    more = {field: text for field, text in said._asdict().items() if text and field != "name"}
    return {"name": name, **more} if more else name


def _name_people(entry: Entry, came: Sequence[Attendee], people: People) -> Entry:
    fields = {**entry.fields, **_change_people(entry.fields, lambda item: _name_person(item, people))}
    if isinstance(scribe := fields.get("scribe"), list) and scribe:
        fields["scribe"] = scribe[0]
    if came:
        fields["attendees"] = list(dict.fromkeys(map(people.name, came)))
    return replace(entry, fields=fields)
