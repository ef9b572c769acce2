"""Makes notes for the meetups that the plan proposes."""

from __future__ import annotations

from cop_site.authoring.new import NewNote, compose_note
from cop_site.insight.plan import Slot
from cop_site.model.community import Community
from cop_site.model.kinds import Kind


def draft_planned_meetup(slot: Slot, community: Community) -> NewNote:
    """Return a planned meetup on the topic of a slot: objectives, speaker, reasons and material."""
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
    lines = ["Why now:", "", *(f"- {reason}" for reason in candidate.reasons)]
    if candidate.material:
        lines += ["", "Start from:", ""]
        lines += [f"- [{_escape(note.title)}](../{note.source.name})" for note in candidate.material]
    return compose_note(Kind.MEETUP.info.name_file(topic.slug, slot.day), fields, "\n".join(lines))


def _escape(title: str) -> str:
    """Return a title as the text of a Markdown link."""
    return "".join(f"\\{c}" if c in "\\[]" else c for c in title)
