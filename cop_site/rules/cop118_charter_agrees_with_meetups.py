"""The charter says when the community meets.

What: the charter names another rhythm, day of the week or time than most of the latest meetups have, another
time zone, or a founding day after the first meetup.

Why: the home page and the plan say what the charter says. Whoever comes on that day finds nobody.

Example:

    founded: 2026-01-14        (and the first meetup was in 2012)
    meetups: {every: 2 weeks}  (and the last ones were a week apart)

How to fix it: correct the charter. If the rhythm has just changed, say since when: `from:` below `meetups:`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cop_site.diagnostics import Problem, Severity
from cop_site.insight.found_rhythm import FoundRhythm, find_rhythm
from cop_site.model.kinds import Charter
from cop_site.model.note import Note
from cop_site.model.rhythm import read_frequency
from cop_site.model.spelling.dates import WEEKDAYS
from cop_site.model.spelling.days import Moment
from cop_site.rules.rule import RuleContext

CODE = "COP118"
NAME = "charter-agrees-with-meetups"
SEVERITY = Severity.INFO

_MOST_APART = 0.25
"""Gaps that differ by no more than this are the same: four weeks, and a month."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report what the charter and the meetups disagree about."""
    charter, held = context.community.charter, context.community.held
    if not held or not charter.source.path:
        return
    founded = charter.fields.founded
    if founded and founded > held[0].fields.date:
        message = f"the community was founded on {founded}, but met on {held[0].fields.date} already"
        yield Problem(NAME, charter.source.span_of("founded"), message, "correct one of the two days")
    begins = charter.fields.meetups.from_
    if begins is None or begins <= held[-1].fields.date:
        moments = [Moment(note.fields.date, note.fields.time, note.fields.timezone) for note in held]
        yield from _compare(charter, find_rhythm(moments, []))


def _compare(charter: Note[Charter], found: FoundRhythm) -> Iterator[Problem]:
    rhythm, usual = charter.fields.meetups, read_frequency(found.every) if found.every else None
    if usual and rhythm.every and abs(usual.gap - rhythm.every.gap) > _MOST_APART * usual.gap:
        says, is_so = f"meetups are {rhythm.every.gap} days apart", f"{usual.gap} days apart"
        yield _disagree(charter, ("meetups", "every"), says, is_so, found)
    own = rhythm.every.weekday if rhythm.every else None
    on = rhythm.on or (WEEKDAYS[own] if own is not None else "")
    day = WEEKDAYS[usual.weekday] if usual and usual.weekday is not None else found.on
    if on and day and on != day:
        yield _disagree(
            charter, ("meetups", "on" if rhythm.on else "every"), f"meetups are on {on}s", f"on {day}s", found
        )
    if rhythm.at and found.at and rhythm.at.zfill(5) != found.at.zfill(5):
        yield _disagree(charter, ("meetups", "at"), f"meetups begin at {rhythm.at}", f"at {found.at}", found)
    stated = charter.fields.stated_timezone
    if stated and "/" in found.zone and found.zone != stated:
        yield _disagree(charter, ("timezone",), f"times are in {stated}", f"in {found.zone}", found)


def _disagree(charter: Note[Charter], at: tuple[str, ...], says: str, is_so: str, found: FoundRhythm) -> Problem:
    message = f"the charter says that {says}, but most of the last {found.looked_at} were {is_so}"
    hint = "correct the charter, or say with 'from' below 'meetups' since when it holds"
    return Problem(NAME, charter.source.span_of(*at), message, hint)
