"""The order in which readers go from one note to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cop_site.insight.coverage import Coverage
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Topic
from cop_site.model.note import Note

Group = tuple[Kind, str]
"""A kind, and what its notes have in common besides: an area or a topic by its title; empty for nothing."""


def order_notes(community: Community, coverage: Coverage) -> Mapping[Group, Sequence[Note[Fields]]]:
    """Return the shown notes of each group: topics as in the syllabus, others by day, by hand, then by title."""
    topics: list[Note[Fields]] = [covered.topic for covered in coverage.topics.values()]
    others = [note for note in community.notes if note.has_page and note.kind is not Kind.TOPIC]
    lines: dict[Group, list[Note[Fields]]] = {}
    for note in (*topics, *sorted(others, key=_place)):
        lines.setdefault(group_of(note, coverage), []).append(note)
    return lines


def group_of(note: Note[Fields], coverage: Coverage) -> Group:
    """Return the group of a note: topics are in areas, what has no day of its own is on a topic."""
    if isinstance(note.fields, Topic):
        return note.kind, note.fields.area
    covered = None if note.kind.info.dated else coverage.topics.get(note.main_topic)
    return note.kind, covered.topic.title if covered else ""


def _place(note: Note[Fields]) -> tuple[date, tuple[bool, int], str, str]:
    return note.date or date.min, note.place, note.title.casefold(), note.key
