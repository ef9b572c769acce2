"""Makes notes for the meetups that the plan proposes: one text for `cop plan` and for all pages."""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.authoring.markdown import escape_markdown, link_to
from cop_site.authoring.new import NewNote, compose_note
from cop_site.insight.plan import Slot
from cop_site.model.community import Community
from cop_site.model.kinds import Kind, Meetup
from cop_site.model.note import Note
from cop_site.model.talks import main_topics
from cop_site.settings import Thresholds


def draft_planned_meetup(
    slot: Slot,
    community: Community,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # it is frozen
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
    lines = ["Why now:", "", *(f"- {reason}" for reason in candidate.reasons)]
    for words, keys in (
        ("asked for by", [member.slug for member in candidate.asked_by]),
        ("could lead", slot.could_lead),
    ):
        if people := _name_people(keys, community):
            lines.append(f"- {words}: {people}")
    if candidate.material:
        lines += ["", "Start from:", ""]
        lines += [f"- {link_to(note, name)}" for note in candidate.material]
    return compose_note(name, fields, "\n".join(lines))


def _name_people(keys: Iterable[str], community: Community) -> str:
    """Return those who may be named, and how many more there are."""
    people = [community.person(key) for key in keys]
    named = [escape_markdown(person.name) for person in people if person.is_named]
    count = len(people) - len(named)
    unlisted = f"{count} {'member who is' if count == 1 else 'members who are'} not listed" if count else ""
    return " and ".join(filter(None, [", ".join(named), unlisted]))


def _find_repeated(slot: Slot, window: int) -> Note[Meetup] | None:
    """Return the latest held meetup that this one would repeat."""
    covered = slot.candidate.covered
    held = (meetup for meetup in reversed(covered.held) if covered.topic.slug in main_topics(meetup))
    latest = next(held, None)
    return latest if latest and (slot.day - latest.fields.date).days <= window else None
