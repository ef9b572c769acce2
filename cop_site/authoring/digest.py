"""Makes a digest: what was decided, covered and added since a day, what comes next, and who is new."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.authoring.prose import Prose
from cop_site.insight.contributors import has_left
from cop_site.insight.events import Events, find_events
from cop_site.insight.figures import Figures
from cop_site.insight.period import Period
from cop_site.model.kinds import Meetup
from cop_site.model.labels import label_kind
from cop_site.model.note import Note

_MOST_AHEAD = 3
"""Meetups that come next."""


def draft_digest(figures: Figures, period: Period, prose: Prose) -> str:
    """Return the digest of what happened in a time; members who are not listed are in it as a number."""
    events, wording = find_events(figures, period), prose.wording
    gettext = wording.gettext
    decided = (prose.remark(prose.text(decision.text), prose.note(decision.meetup)) for decision in events.decided)
    added = (
        wording.named(label_kind(note.kind, wording), prose.note(note)) for note in (*events.added, *events.stories)
    )
    lists = prose.lists(
        {
            wording.pgettext("a digest", "Covered"): _covered(events, prose),
            gettext("Decided"): decided,
            gettext("Added"): added,
            wording.pgettext("in time", "Next"): _next(figures, prose),
            gettext("Who is new"): _new(events, figures, prose),
        }
    )
    title = gettext(
        "%(name)s, %(first)s to %(last)s",
        name=prose.text(figures.community.charter.title),
        first=prose.day(period.first),
        last=prose.day(period.last),
    )
    nothing = gettext("Nothing was written down in this time.")
    return f"{'' if prose.is_plain else '# '}{title}\n\n{lists or nothing}".strip() + "\n"


def _covered(events: Events, prose: Prose) -> Iterator[str]:
    """Yield the meetups that were held, then the topics that are covered since."""
    yield from map(prose.dated, events.held)
    if events.covered:
        topics = prose.notes(covered.topic for covered in events.covered)
        yield prose.wording.named(prose.wording.gettext("Newly covered"), topics)


def _next(figures: Figures, prose: Prose) -> Iterator[str]:
    """Yield the next meetups, or else what could be taken up on the next free day."""
    planned = [meetup for meetup in figures.community.meetups if figures.community.is_planned(meetup)]
    for meetup in planned[:_MOST_AHEAD]:
        yield prose.wording.named(_begin(meetup, figures, prose), prose.note(meetup))
    if not planned and figures.plan:
        slot, gettext = figures.plan[0], prose.wording.gettext
        topic = prose.note(slot.candidate.covered.topic)
        if figures.community.charter.fields.meetups.every:
            day = prose.day(slot.day)
            yield gettext("%(day)s, not planned yet; it could be on %(topic)s", day=day, topic=topic)
        else:
            yield gettext("No meetup is planned yet; it could be on %(topic)s", topic=topic)


def _begin(meetup: Note[Meetup], figures: Figures, prose: Prose) -> str:
    charter = figures.community.charter.fields
    clock = meetup.fields.time or charter.meetups.at
    zone = meetup.fields.timezone or charter.stated_timezone
    return prose.wording.beside(
        prose.day(meetup.fields.date), f"{prose.wording.formats.time(clock)} {zone}".rstrip() if clock else ""
    )


def _new(events: Events, figures: Figures, prose: Prose) -> Iterator[str]:
    here = [member for member in events.joined if not has_left(member, figures.community.as_of)]
    if here:
        yield prose.members(here)
