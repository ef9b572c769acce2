"""Writes the meetups that the plan proposes, as notes to be filled in: one text for `cop plan` and for all pages."""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.authoring.new import NewNote
from cop_site.content.frontmatter.split import StrictHandler
from cop_site.insight.plan import Slot
from cop_site.model.community import Community


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
    front_matter = StrictHandler().export(fields, width=10_000, default_flow_style=None)
    lines = ["Why now:", "", *(f"- {reason}" for reason in candidate.reasons)]
    for words, keys in (
        ("Asked for by", [member.slug for member in candidate.asked_by]),
        ("Could lead", slot.could_lead),
    ):
        if people := _name_people(keys, community):
            lines += ["", f"{words}: {people}"]
    if candidate.material:
        lines += ["", "Start from:", ""]
        lines += [f"- [{_plain(note.title)}](../{note.source.name})" for note in candidate.material]
    name = f"meetups/{slot.day.isoformat()}-{topic.slug}.md"
    return NewNote(name, f"---\n{front_matter}\n---\n" + "\n".join(lines) + "\n")


def _name_people(keys: Iterable[str], community: Community) -> str:
    """Those who may be named, and how many more there are."""
    people = [community.person(key) for key in keys]
    named = [_plain(person.name) for person in people if person.uri or person.key not in community.members]
    count = len(people) - len(named)
    unlisted = f"{count} {'member who is' if count == 1 else 'members who are'} not listed" if count else ""
    return " and ".join(filter(None, [", ".join(named), unlisted]))


def _plain(title: str) -> str:
    """A title or a name as text in Markdown."""
    return "".join(f"\\{c}" if c in "\\[]" else c for c in title)
