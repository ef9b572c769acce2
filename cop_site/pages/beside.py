"""The notes around a note: what stands beside its page, and where to go on to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.insight.coverage import Status
from cop_site.insight.lines import group_of
from cop_site.model.kinds import Fields, Kind
from cop_site.model.labels import label_kinds
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.onward import Onward
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link

_EACH_WAY = 5
"""As many notes before and after a note stand beside it."""
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A note beside another."""

    link: Link
    status: Status | None
    """That of a topic; None for other notes."""
    current: bool
    """Whether it is the note itself."""
    station: str = ""
    """Its key if it is a step of the path, for the script that marks what the reader has done."""
    colour: str = ""
    """The class that has the colour of the topic's area; empty for other notes."""


@dataclass(frozen=True, slots=True)
class Beside(PageValues):
    """What stands beside the page of a note: the notes around it, or a path and its steps, in their order."""

    template: ClassVar = "beside"

    list: Link
    """The list they are from."""
    part: str
    """What they have in common, such as an area or a year; may be empty."""
    lang: str
    """The language of the part."""
    items: tuple[Neighbour, ...]


def find_neighbours(context: PageContext, note: Note[Fields]) -> tuple[str, str]:
    """Return what stands beside the page of a note and below it, as HTML; empty where there is nothing.

    Both are of the same size however many notes there are.
    """
    group = group_of(note, context.site.figures.coverage)
    line = context.site.lines.get(group, ())
    at = next((place for place, other in enumerate(line) if other.key == note.key), -1)
    if at < 0 or not note.kind.info.list_uri:
        return "", ""
    steps = _steps(context, note)
    around = line[max(0, at - _EACH_WAY) : at + _EACH_WAY + 1]
    beside = Beside(
        Link(label_kinds(note.kind, context.wording), context.href(note.kind.info.list_uri)),
        group[1],
        context.site.templates.languages.tag(note.fields.lang),
        steps or tuple(_neighbour(context, one, current=one.key == note.key) for one in around),
    )
    before, after = line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None
    onward = Onward(context.link(before) if before else None, context.link(after) if after else None)
    fill = context.site.templates.fill
    return fill(beside) if steps or len(line) > 1 else "", fill(onward) if before or after else ""


def _steps(context: PageContext, note: Note[Fields]) -> tuple[Neighbour, ...]:
    """A path with its steps, as many as there is room for; nothing for other notes."""
    if note.kind is not Kind.PATH:
        return ()
    steps = [step.note for step in context.site.figures.routes[note.slug].steps[:_STEPS]]
    return (
        Neighbour(context.link(note), None, current=True),
        *(Neighbour(context.link(step), None, current=False, station=step.key) for step in steps),
    )


def _neighbour(context: PageContext, note: Note[Fields], *, current: bool) -> Neighbour:
    if note.kind is not Kind.TOPIC:
        return Neighbour(context.link(note), None, current)
    chip = context.chip(note.slug)
    return Neighbour(context.link(note), chip.status, current, colour=chip.colour)
