"""What to read first on a topic."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from math import ceil

from cop_site.insight.freshness import Freshness, State
from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Practice, Resource, Topic
from cop_site.model.note import Note

WORDS_A_MINUTE = 200
_LENGTHS = (15, 30, 60)
"""Up to how many minutes something is short, takes a sitting, or takes an evening."""
_STALE = {State.NEVER_REVIEWED: 1, State.OVERDUE: 2}


def estimate_minutes(note: Note[Fields]) -> int:
    """How long a note takes: what its author says, else its words at 200 a minute (at least 1)."""
    if isinstance(note.fields, Resource) and note.fields.minutes:
        return note.fields.minutes
    return max(1, ceil(note.source.prose.words / WORDS_A_MINUTE))


def has_text(note: Note[Fields]) -> bool:
    """Whether there is something to read in a note itself."""
    return note.source.prose.words > 0


def find_first_material(
    topic: Note[Topic], community: Community, freshness: Mapping[str, Freshness], taken: Container[str]
) -> Note[Fields] | None:
    """The note to read first on a topic, but for those whose keys are taken; None where there is none.

    What is mainly about the topic comes first; then what is nearest to its level, fresher, shorter, and of the kind
    that introduces best. What no longer holds is never chosen: superseded resources, practices that are not in use,
    meetups without notes.
    """
    fit = [
        note
        for note in community.by_topic[topic.slug]
        if note.kind.info.introduces and note.key not in taken and _holds(note, community)
    ]
    return min(fit, key=lambda note: _rank(note, topic, freshness), default=None)


def _holds(note: Note[Fields], community: Community) -> bool:
    fields = note.fields
    if isinstance(fields, Resource):
        return not fields.superseded_by and bool(fields.url or has_text(note))
    if isinstance(fields, Practice):
        return fields.state == "adopted" and has_text(note)
    if isinstance(fields, Meetup):
        return community.is_held(note) and has_text(note)
    return has_text(note)


def _rank(
    note: Note[Fields], topic: Note[Topic], freshness: Mapping[str, Freshness]
) -> tuple[bool, int, int, int, int, int, int, str]:
    """Where a note stands among those on a topic, the lowest first."""
    level = note.fields.level if isinstance(note.fields, Resource) else None
    found = freshness.get(note.key)
    minutes = estimate_minutes(note)
    newest = (note.date or date.min).toordinal()
    return (
        note.main_topic != topic.slug,
        abs(LEVEL_RANK[level] - LEVEL_RANK[topic.fields.level]) if level else 0,
        _STALE.get(found.state, 0) if found else 0,
        sum(minutes > length for length in _LENGTHS),
        note.kind.info.introduces_order,
        minutes,
        -newest,
        note.key,
    )
