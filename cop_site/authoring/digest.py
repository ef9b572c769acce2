"""Makes a digest: what was decided, covered and added since a day, what comes next, and who is new."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.authoring.prose import Prose
from cop_site.insight.contributors import has_left
from cop_site.insight.events import Events, find_events
from cop_site.insight.figures import Figures
from cop_site.insight.period import Period
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note

_MOST_AHEAD = 3
"""Meetups that come next."""


def draft_digest(figures: Figures, period: Period, prose: Prose) -> str:
    """Return the digest of what happened in a time; members who are not listed are in it as a number."""
    events = find_events(figures, period)
    decided = (f"{prose.text(decision.text)} ({prose.note(decision.meetup)})" for decision in events.decided)
    added = (f"{note.kind.info.label}: {prose.note(note)}" for note in (*events.added, *events.stories))
    lists = prose.lists(
        {
            "Covered": _covered(events, prose),
            "Decided": decided,
            "Added": added,
            "Next": _next(figures, prose),
            "Who is new": _new(events, figures, prose),
        }
    )
    title = f"{prose.text(figures.community.charter.title)}, {period.first} to {period.last}"
    return (
        f"{'' if prose.is_plain else '# '}{title}\n\n{lists or 'Nothing was written down in this time.'}".strip() + "\n"
    )


def _covered(events: Events, prose: Prose) -> Iterator[str]:
    """Yield the meetups that were held, then the topics that are covered since."""
    for meetup in events.held:
        yield f"{meetup.fields.date}: {prose.note(meetup)}"
    if events.covered:
        yield f"Newly covered: {prose.notes(covered.topic for covered in events.covered)}"


def _next(figures: Figures, prose: Prose) -> Iterator[str]:
    """Yield the next meetups, or else what could be taken up on the next free day."""
    planned = [meetup for meetup in figures.community.meetups if figures.community.is_planned(meetup)]
    for meetup in planned[:_MOST_AHEAD]:
        yield f"{_begin(meetup, figures)}: {prose.note(meetup)}"
    if not planned and figures.plan:
        slot = figures.plan[0]
        has_rhythm = figures.community.charter.fields.meetups.every
        when = f"{slot.day}, not planned yet" if has_rhythm else "No meetup is planned yet"
        yield f"{when}; it could be on {prose.note(slot.candidate.covered.topic)}"


def _begin(meetup: Note[Meetup], figures: Figures) -> str:
    charter = figures.community.charter.fields
    clock = meetup.fields.time or charter.meetups.at
    zone = meetup.fields.timezone or charter.stated_timezone
    return f"{meetup.fields.date}{f', {clock} {zone}'.rstrip() if clock else ''}"


def _new(events: Events, figures: Figures, prose: Prose) -> Iterator[str]:
    here = [member for member in events.joined if not has_left(member, figures.community.as_of)]
    if here:
        yield prose.members(here)
