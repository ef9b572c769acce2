"""Makes a draft for a retrospective: what went well, what did not, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.authoring.prose import Prose
from cop_site.authoring.report import Review
from cop_site.insight.cadence import find_silences
from cop_site.insight.calendar import charter_breaks

_QUESTIONS = (
    "What do we keep?",
    "What do we stop?",
    "What do we try, until when, and who looks after it?",
    "Whose voice did we not hear?",
)
_MOST = 10


def draft_retrospective(about: Review, prose: Prose) -> dict[str, str]:
    """Return the block for a retrospective, by its name; the facts are for the conversation, not a verdict."""
    lists = prose.lists(
        {
            "What moved": _moved(about, prose),
            "What did not": _stuck(about, prose),
            "What we ask ourselves": iter(_QUESTIONS),
        }
    )
    return {"report-retrospective": lists}


def _moved(about: Review, prose: Prose) -> Iterator[str]:
    now = about.now
    meetups = f"{len(now.held)} {'meetup' if len(now.held) == 1 else 'meetups'}"
    yield f"{meetups} (before: {len(about.before.held)})"
    if now.covered:
        yield f"Covered: {prose.notes(covered.topic for covered in now.covered)}"
    answered = {answer.covered.topic.key: answer.covered.topic for answer in now.answers}
    yield from (f"Asked for, and held: {prose.note(topic)}" for topic in answered.values())
    yield from (f"A practice that stuck: {prose.note(practice)}" for practice in now.practices)
    yield from (f"A story: {prose.note(story)}" for story in now.stories)


def _stuck(about: Review, prose: Prose) -> Iterator[str]:
    figures, period = about.figures, about.now.period
    charter = figures.community.charter.fields
    held = [meetup.fields.last_day for meetup in figures.coverage.held]
    silences = find_silences(held, figures.community.as_of, charter.meetups.frequency.gap, charter_breaks(charter))
    yield from (
        f"No meetup from {prose.day(first)} to {prose.day(last)}" for first, last in silences if held and last in period
    )
    for repeat in figures.repeats:
        if not repeat.deliberate and repeat.later.fields.last_day in period:
            yield f"Repeated by accident: {prose.note(repeat.later)} after {prose.note(repeat.earlier)}"
    late = [action for action in figures.log.open_actions if action.meetup.fields.last_day in period]
    for action in late[:_MOST]:
        yield f"Still open: {prose.text(action.text)} ({prose.note(action.meetup)})"
    for slug, members in sorted(figures.asked.items(), key=lambda found: (-len(found[1]), found[0])):
        if slug:
            yield f"Still asked for by {len(members)}: {prose.note(figures.coverage.topics[slug].topic)}"
