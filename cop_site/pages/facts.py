"""What one chooses a note by, in few words: how long it takes, what it costs, who came, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_site.model.kinds import Fields, LearningPath, Meetup, Practice, Resource, Testimonial
from cop_site.model.note import Note
from cop_site.pages.days import view_minutes
from cop_site.wording.catalogue import Wording


def find_facts(
    note: Note[Fields], came: int, decisions: int, names: Mapping[str, Mapping[str, str]], wording: Wording
) -> tuple[str, ...]:
    """Return the facts of a note, in their order.

    `came` and `decisions` are the numbers of people and of decisions of a meetup, and `names` has the labels of values
    by field.
    """
    return tuple(filter(None, _find(note.fields, came, decisions, names, wording)))


def _find(
    fields: Fields, came: int, decisions: int, names: Mapping[str, Mapping[str, str]], wording: Wording
) -> Iterator[str]:
    if isinstance(fields, Meetup | Resource):
        yield names["format"].get(fields.format or "", "")
        yield view_minutes(fields.minutes, wording)
    if isinstance(fields, Resource | LearningPath):
        yield names["level"][fields.level or ""]
    if isinstance(fields, Resource):
        yield names["cost"][fields.cost or ""]
    if isinstance(fields, Meetup):
        if came:
            yield wording.ngettext("%(num)s person came", "%(num)s people came", came)
        if decisions:
            yield wording.ngettext("%(num)s decision", "%(num)s decisions", decisions)
    if isinstance(fields, Testimonial) and fields.result:
        yield wording.pgettext("a story", "says what came of it")
    if isinstance(fields, Practice) and fields.state == "draft":
        yield wording.pgettext("a practice", "draft")
