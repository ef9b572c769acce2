"""Learning paths on several pages: as entries, on the notes that are their steps, and as data for readers' progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cop_site.insight.paths import ResolvedPath
from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import KIND_LABELS, PageContext
from cop_site.pages.days import view_minutes

SCRIPTS = ("steps.js",)
"""The scripts of a page that shows steps."""


def view_paths(context: PageContext) -> list[dict[str, Any]]:
    """Return all learning paths as entries of a list, those for beginners first."""
    routes = sorted(
        context.site.figures.routes.values(),
        key=lambda route: (LEVEL_RANK[route.path.fields.level], route.path.title),
    )
    return [
        {
            "key": route.path.key,
            "link": context.link(route.path),
            "audience": route.path.fields.audience,
            "minutes": view_minutes(route.minutes),
            "optional_minutes": view_minutes(route.optional_minutes) if route.optional_minutes else "",
            "steps": len(route.steps),
            "first": context.link(route.steps[0].note) if route.steps else None,
        }
        for route in routes
    ]


def progress_data(context: PageContext, routes: Iterable[ResolvedPath]) -> list[dict[str, Any]]:
    """Paths for the script that keeps a reader's progress: where each step leads, and how long it takes."""
    return [
        {
            "key": route.path.key,
            "title": route.path.title,
            "href": context.href(route.path.uri),
            "steps": [
                {
                    "key": step.note.key,
                    "title": step.note.title,
                    "href": context.href(step.note.uri),
                    "minutes": 0 if step.optional else step.minutes,
                }
                for step in route.steps
            ],
        }
        for route in routes
    ]


def find_positions(context: PageContext, note: Note[Fields]) -> list[dict[str, Any]]:
    """Return the learning paths that a note is a step of: which step it is, and which come before and after it."""
    found = []
    for route, step in context.site.figures.steps_at.get(note.key, ()):
        before, after = route.steps[: step.number - 1], route.steps[step.number :]
        found.append(
            {
                "key": route.path.key,
                "path": context.link(route.path),
                "number": step.number,
                "of": len(route.steps),
                "previous": _neighbour(context, note, before[-1].note) if before else None,
                "next": _neighbour(context, note, after[0].note) if after else None,
            }
        )
    return found


def _neighbour(context: PageContext, here: Note[Fields], note: Note[Fields]) -> dict[str, Any]:
    """Return the step before or after; its kind is told where both have the same title."""
    kind = KIND_LABELS[note.kind][0] if note.title == here.title else ""
    return {"link": context.link(note), "kind": kind.lower()}
