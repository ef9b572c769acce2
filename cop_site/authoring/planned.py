"""Makes notes for the meetups that the plan proposes: one text for `cop plan` and for all pages."""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.authoring.new import NewNote, compose_note
from cop_site.insight.plan import Slot
from cop_site.model.community import Community
from cop_site.model.kinds import Kind


def draft_planned_meetup(slot: Slot, community: Community) -> NewNote:
    """Return a meetup on the topic that a slot proposes: what to cover, who asked, who could lead, where to start.

    Of members who are not listed, it says how many there are.
    """
    candidate = slot.candidate
    topic = candidate.covered.topic
    fields: dict[str, object] = {
        "title": topic.title,
        "date": slot.day,
        "tags": [topic.slug],
    }
    open_objectives = [f"{topic.slug}/{o.id}" for o in candidate.covered.objectives if not o.claimed_by]
    if open_objectives:
        fields["covers"] = open_objectives
    leaders = [key for key in slot.could_lead if key in community.members and community.members[key].has_page]
    if leaders:
        fields["speakers"] = leaders[:1]
    lines = ["Why now:", "", *(f"- {reason}" for reason in candidate.reasons)]
    for words, keys in (
        ("Asked for by", [member.slug for member in candidate.asked_by]),
        ("Could lead", slot.could_lead),
    ):
        if people := _name_people(keys, community):
            lines += ["", f"{words}: {people}"]
    if candidate.material:
        lines += ["", "Start from:", ""]
        lines += [f"- [{_escape(note.title)}](../{note.source.name})" for note in candidate.material]
    return compose_note(Kind.MEETUP.info.name_file(topic.slug, slot.day), fields, "\n".join(lines))


def _name_people(keys: Iterable[str], community: Community) -> str:
    """Return those who may be named, and how many more there are."""
    people = [community.person(key) for key in keys]
    named = [_escape(person.name) for person in people if person.uri or person.key not in community.members]
    count = len(people) - len(named)
    unlisted = f"{count} {'member who is' if count == 1 else 'members who are'} not listed" if count else ""
    return " and ".join(filter(None, [", ".join(named), unlisted]))


def _escape(title: str) -> str:
    """Return a title or a name as text in Markdown."""
    return "".join(f"\\{c}" if c in "\\[]" else c for c in title)
