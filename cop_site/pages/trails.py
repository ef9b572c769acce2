"""Paths as pages show them: with their steps, as data for the reader's progress, and on the notes they lead past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

from markupsafe import Markup

from cop_site.content.gfm import VOID
from cop_site.insight.paths import PathStep, ResolvedPath
from cop_site.model.kinds import Fields, Path, Resource
from cop_site.model.note import Note
from cop_site.pages.days import view_minutes
from cop_site.pages.site import KIND_LABELS, PageContext, shorten

SCRIPTS = ("steps.js",)
"""What a page with steps on it wants run."""

_MANY_PATHS = 3
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^>"]|"[^"]*")*>')


def path_facts(context: PageContext, note: Note[Fields]) -> dict[str, Any]:
    """A path with its steps, and what comes after."""
    fields = cast("Path", note.fields)
    route = context.site.figures.routes[note.slug]
    optional = route.optional_minutes
    return {
        "key": note.key,
        "audience": fields.audience,
        "level": fields.level or "",
        "steward": context.person(fields.steward) if fields.steward else None,
        "minutes": view_minutes(route.minutes),
        "optional_minutes": view_minutes(optional) if optional else "",
        "steps": [_step(context, route, step) for step in route.steps],
        "after": context.chips(topic.slug for topic in route.after),
        "next_paths": [
            {"link": context.link(path), "audience": path.fields.audience} for path in route.next_paths[:_MANY_PATHS]
        ],
    }


def trail_data(context: PageContext, routes: Iterable[ResolvedPath]) -> list[dict[str, Any]]:
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


def paths_past(context: PageContext, note: Note[Fields]) -> list[dict[str, Any]]:
    """The paths that lead past a note: which step it is, and which come before and after it."""
    found = []
    for route, step in context.site.figures.steps_at.get(note.key, ()):
        before, after = route.steps[: step.number - 1], route.steps[step.number :]
        found.append(
            {
                "key": route.path.key,
                "path": context.link(route.path),
                "number": step.number,
                "of": len(route.steps),
                "previous": _way(context, note, before[-1].note) if before else None,
                "next": _way(context, note, after[0].note) if after else None,
            }
        )
    return found


def _way(context: PageContext, here: Note[Fields], note: Note[Fields]) -> dict[str, Any]:
    """The way to another step, with its kind where the title alone does not tell it from the page it is on."""
    kind = KIND_LABELS[note.kind][0] if note.title == here.title else ""
    return {"link": context.link(note), "kind": kind.lower()}


def split_introduction(body: Markup) -> tuple[Markup, Markup]:
    """What a body says before its first heading, and the rest; a heading inside of something else does not count."""
    depth = 0
    for tag in _TAG.finditer(body):
        closing, name = tag.groups()
        if not depth and not closing and name in ("h2", "h3", "h4"):
            return body[: tag.start()], body[tag.start() :]
        if name not in VOID:
            depth += -1 if closing else 1
    return body, Markup()


def _step(context: PageContext, route: ResolvedPath, step: PathStep) -> dict[str, Any]:
    numbers = {other.note.key: other.number for other in route.steps}
    fields = step.note.fields
    return {
        "number": step.number,
        "key": step.note.key,
        "kind": KIND_LABELS[step.note.kind][0],
        "link": context.link(step.note),
        "line": "" if step.why else shorten(step.note.summary, 120),
        "why": step.why,
        "minutes": view_minutes(step.minutes),
        "optional": step.optional,
        "thin": step.is_thin,
        "requires": [{"link": context.link(topic), "number": numbers.get(topic.key)} for topic in step.requires],
        "url": fields.url or "" if isinstance(fields, Resource) else "",
    }
