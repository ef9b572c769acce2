"""Makes a draft for a retrospective: what went well, what did not, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.authoring.prose import Prose
from cop_site.authoring.report import Review
from cop_site.insight.cadence import find_silences
from cop_site.insight.calendar import charter_breaks

_MOST = 10


def draft_retrospective(about: Review, prose: Prose) -> dict[str, str]:
    """Return the block for a retrospective, by its name; the facts are for the conversation, not a verdict."""
    gettext = prose.wording.gettext
    questions = (
        gettext("What do we keep?"),
        gettext("What do we stop?"),
        gettext("What do we try, until when, and who looks after it?"),
        gettext("Whose voice did we not hear?"),
    )
    lists = prose.lists(
        {
            gettext("What moved"): _moved(about, prose),
            gettext("What did not"): _stuck(about, prose),
            gettext("What we ask ourselves"): questions,
        }
    )
    return {"report-retrospective": lists}


def _moved(about: Review, prose: Prose) -> Iterator[str]:
    now, wording = about.now, prose.wording
    yield wording.ngettext(
        "%(num)s meetup (before: %(before)s)",
        "%(num)s meetups (before: %(before)s)",
        len(now.held),
        before=len(about.before.held),
    )
    if now.covered:
        topics = prose.notes(covered.topic for covered in now.covered)
        yield wording.named(wording.pgettext("a digest", "Covered"), topics)
    answered = {answer.covered.topic.key: answer.covered.topic for answer in now.answers}
    groups = {
        wording.gettext("Asked for, and held"): answered.values(),
        wording.gettext("A practice that stuck"): now.practices,
        wording.gettext("A story"): now.stories,
    }
    yield from (wording.named(label, prose.note(note)) for label, notes in groups.items() for note in notes)


def _stuck(about: Review, prose: Prose) -> Iterator[str]:
    figures, period, wording = about.figures, about.now.period, prose.wording
    charter = figures.community.charter.fields
    held = [meetup.fields.last_day for meetup in figures.coverage.held]
    silences = find_silences(held, figures.community.as_of, charter.meetups.frequency.gap, charter_breaks(charter))
    for first, last in silences:
        if held and last in period:
            days = {"first": prose.day(first), "last": prose.day(last)}
            yield wording.gettext("No meetup from %(first)s to %(last)s", **days)
    for repeat in figures.repeats:
        if not repeat.deliberate and repeat.later.fields.last_day in period:
            notes = {"later": prose.note(repeat.later), "earlier": prose.note(repeat.earlier)}
            yield wording.gettext("Repeated by accident: %(later)s after %(earlier)s", **notes)
    late = [action for action in figures.log.open_actions if action.meetup.fields.last_day in period]
    for action in late[:_MOST]:
        what = prose.remark(prose.text(action.text), prose.note(action.meetup))
        yield wording.named(wording.gettext("Still open"), what)
    for slug, members in sorted(figures.asked.items(), key=lambda found: (-len(found[1]), found[0])):
        if slug:
            topic = prose.note(figures.coverage.topics[slug].topic)
            number = len(members)
            yield wording.gettext("Still asked for by %(num)s: %(topic)s", num=number, topic=topic)
