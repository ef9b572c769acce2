"""A meetup that was moved has a note on its new day.

What: `moved_to` has a day on which there is no meetup.

Why: a meetup that was moved does not take place on its own day. Without a note on the new day it is neither
among the meetups to come nor, later, among those that were held, and what it was about stays left out.

Example:

    date: 2026-01-14
    moved_to: 2026-01-21      and no note has that day

How to fix it: create the note of the new day with `cop new meetup`, and let `moved_to` name it. If nothing
happened on the old day, it is enough to give this note the new one: rename its file, and delete `moved_to`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cop_site.diagnostics import Problem, Severity
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.spelling.dates import read_day
from cop_site.rules.rule import RuleContext

CODE = "COP113"
NAME = "moved-meetup-has-its-note"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each meetup that was moved to a day without one."""
    meetups = context.community.meetups
    for meetup in meetups:
        moved_to = meetup.fields.moved_to or ""
        day = None if moved_to in context.community.meetups_by_slug else read_day(moved_to)
        if day and not any(_is_on(day, other) for other in meetups if other is not meetup):
            hint = "create the note of that day, or give this one its new day and delete 'moved_to'"
            yield Problem(NAME, meetup.source.span_of("moved_to"), f"there is no meetup on {day}", hint)


def _is_on(day: date, meetup: Note[Meetup]) -> bool:
    return not meetup.fields.is_off and meetup.fields.date <= day <= meetup.fields.last_day
