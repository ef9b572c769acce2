"""Views of learning paths: entries of lists, positions of notes on paths, and data for readers' progress."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.path_line import PathStation, draw_path
from cop_site.insight.paths import ResolvedPath
from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import view_minutes
from cop_site.pages.labels import label_kind_within
from cop_site.pages.views import Link

STEP_SCRIPTS = ("steps.js",)
"""The script of a note that is a step."""
SCRIPTS = (*STEP_SCRIPTS, "reader.js")
"""The scripts of a page that shows steps."""


@dataclass(frozen=True, slots=True)
class PathEntry:
    """A learning path as an entry of a list."""

    key: str
    """The path's note, such as `paths/new-member`; the script stores progress by it."""
    link: Link
    audience: str
    """Who it is for."""
    minutes: str
    """The duration of its steps, without optional ones."""
    optional_minutes: str
    """The duration of the optional steps; empty when there are none."""
    steps: int
    """The number of its steps."""
    first: Link | None
    """The first step; None when there are none."""
    line: Markup
    """Its steps as a line of stations; empty when there are none."""
    level: str
    """foundation, practitioner or advanced; empty if it has none."""


@dataclass(frozen=True, slots=True)
class TrackedStep:
    """A step, for the script that stores a reader's progress."""

    key: str
    """The step's note."""
    title: str
    href: str
    minutes: int
    """0 for an optional step."""


@dataclass(frozen=True, slots=True)
class TrackedPath:
    """A learning path, for the script that stores a reader's progress."""

    key: str
    """The path's note."""
    title: str
    href: str
    steps: tuple[TrackedStep, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The step before or after."""

    link: Link
    kind: str
    """The label of its kind, within a sentence; empty unless it has the same title as the page."""


@dataclass(frozen=True, slots=True)
class PathPosition:
    """The position of a note on a learning path."""

    key: str
    """The path's note."""
    path: Link
    number: int
    """The number of the step, from 1."""
    of: int
    """The number of steps."""
    previous: Neighbour | None
    """None on the first step."""
    next: Neighbour | None
    """None on the last step."""


def view_paths(context: PageContext) -> tuple[PathEntry, ...]:
    """Return all learning paths as entries of a list, those for beginners first."""
    routes = sorted(
        context.site.figures.routes.values(),
        key=lambda route: (LEVEL_RANK[route.path.fields.level], route.path.title),
    )
    return tuple(view_path(context, route) for route in routes)


def view_path(context: PageContext, route: ResolvedPath) -> PathEntry:
    """Return a learning path as an entry of a list."""
    return PathEntry(
        key=route.path.key,
        link=context.link(route.path),
        audience=route.path.fields.audience,
        minutes=view_minutes(route.minutes, context.wording),
        optional_minutes=view_minutes(route.optional_minutes, context.wording) if route.optional_minutes else "",
        steps=len(route.steps),
        first=context.link(route.steps[0].note) if route.steps else None,
        line=draw_path([PathStation(step.note.key, step.optional) for step in route.steps], context.wording.direction),
        level=route.path.fields.level or "",
    )


def track_paths(context: PageContext, routes: Iterable[ResolvedPath]) -> tuple[TrackedPath, ...]:
    """Return the data on learning paths for the script that stores a reader's progress."""
    return tuple(
        TrackedPath(
            route.path.key,
            route.path.title,
            context.href(route.path.uri),
            tuple(
                TrackedStep(
                    step.note.key, step.note.title, context.href(step.note.uri), 0 if step.optional else step.minutes
                )
                for step in route.steps
            ),
        )
        for route in routes
    )


def find_positions(context: PageContext, note: Note[Fields]) -> tuple[PathPosition, ...]:
    """Return the position of a note on each learning path that has it as a step."""
    positions = []
    for route, step in context.site.figures.steps_at.get(note.key, ()):
        before, after = route.steps[: step.number - 1], route.steps[step.number :]
        positions.append(
            PathPosition(
                key=route.path.key,
                path=context.link(route.path),
                number=step.number,
                of=len(route.steps),
                previous=_neighbour(context, note, before[-1].note) if before else None,
                next=_neighbour(context, note, after[0].note) if after else None,
            )
        )
    return tuple(positions)


def _neighbour(context: PageContext, current: Note[Fields], note: Note[Fields]) -> Neighbour:
    kind = label_kind_within(note.kind, context.wording) if note.title == current.title else ""
    return Neighbour(context.link(note), kind)
