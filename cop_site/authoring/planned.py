"""Makes notes for the meetups that the plan proposes: one text for `cop plan` and for all pages."""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.authoring.markdown import address_from
from cop_site.authoring.new import NewNote, compose_note
from cop_site.authoring.prose import Prose
from cop_site.insight.plan import Slot, begin_small
from cop_site.model.community import Community
from cop_site.model.kinds import Kind, Meetup
from cop_site.model.note import Note
from cop_site.model.talks import main_topics
from cop_site.settings import Thresholds
from cop_site.wording.catalogue import ENGLISH, Wording


def draft_planned_meetup(
    slot: Slot,
    community: Community,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # it is frozen
    wording: Wording = ENGLISH,
) -> NewNote:
    """Return a meetup on the topic of a slot: what to cover, who asked, who could lead, where to start.

    Of members who are not listed, it says how many there are. If the topic was held within the repeat window,
    `revisits` names that meetup.
    """
    candidate = slot.candidate
    topic = candidate.covered.topic
    name = Kind.MEETUP.info.name_file(topic.slug, slot.day)
    fields: dict[str, object] = {
        "title": topic.title,
        "date": slot.day,
        "tags": [topic.slug],
    }
    open_objectives = [f"{topic.slug}/{o.id}" for o in candidate.covered.objectives if not o.claimed_by]
    if open_objectives:
        fields["covers"] = open_objectives
    if earlier := _find_repeated(slot, thresholds.repeat_window):
        fields["revisits"] = earlier.slug
    leaders = [key for key in slot.could_lead if key in community.members and community.members[key].has_page]
    if leaders:
        fields["speakers"] = leaders[:1]
    prose = Prose(community, wording, address_from(name))
    reasons = map(prose.message, candidate.why)
    items = map(begin_small, reasons) if wording.language == ENGLISH.language else reasons
    lines = [wording.gettext("Why now:"), "", *(f"- {reason}" for reason in items)]
    for words, keys in (
        (wording.gettext("asked for by"), [member.slug for member in candidate.asked_by]),
        (wording.gettext("could lead"), slot.could_lead),
    ):
        if people := _name_people(keys, prose):
            lines.append(f"- {wording.named(words, people)}")
    if candidate.material:
        lines += ["", wording.gettext("Start from:"), ""]
        lines += [f"- {prose.note(note)}" for note in candidate.material]
    return compose_note(name, fields, "\n".join(lines))


def _name_people(keys: Iterable[str], prose: Prose) -> str:
    """Return those who may be named, and how many more there are."""
    people = [prose.community.person(key) for key in keys]
    named = [prose.text(person.name) for person in people if person.is_named]
    if others := len(people) - len(named):
        ngettext = prose.wording.ngettext
        named.append(ngettext("%(num)s member who is not listed", "%(num)s members who are not listed", others))
    return prose.enumerate(named)


def _find_repeated(slot: Slot, window: int) -> Note[Meetup] | None:
    """Return the latest held meetup that this one would repeat."""
    covered = slot.candidate.covered
    held = (meetup for meetup in reversed(covered.held) if covered.topic.slug in main_topics(meetup))
    latest = next(held, None)
    return latest if latest and (slot.day - latest.fields.date).days <= window else None
