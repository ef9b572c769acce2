"""Writes the meetups that the plan proposes, as notes to be filled in."""

from __future__ import annotations

from cop_site.authoring.new import NewNote
from cop_site.content.frontmatter.split import StrictHandler
from cop_site.insight.plan import Slot
from cop_site.model.community import Community


def draft_planned_meetup(slot: Slot, community: Community) -> NewNote:
    """A planned meetup on the topic that a slot proposes: what to cover, who could lead, and where to start from."""
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
    leaders = [key for key in slot.could_lead if key in community.members]
    if leaders:
        fields["speakers"] = leaders[:1]
    front_matter = StrictHandler().export(fields, width=10_000, default_flow_style=None)
    lines = ["Why now:", "", *(f"- {reason}" for reason in candidate.reasons)]
    if candidate.material:
        lines += ["", "Start from:", ""]
        lines += [f"- [{_plain(note.title)}](../{note.source.name})" for note in candidate.material]
    name = f"meetups/{slot.day.isoformat()}-{topic.slug}.md"
    return NewNote(name, f"---\n{front_matter}\n---\n" + "\n".join(lines) + "\n")


def _plain(title: str) -> str:
    """A title as the text of a link."""
    return "".join(f"\\{c}" if c in "\\[]" else c for c in title)
