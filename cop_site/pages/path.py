"""The page of a learning path."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from cop_site.insight.paths import PathStep, ResolvedPath
from cop_site.model.kinds import Path, Resource
from cop_site.model.note import Note
from cop_site.pages.context import KIND_LABELS, PageContext, Site
from cop_site.pages.days import view_minutes
from cop_site.pages.learning_paths import SCRIPTS, progress_data
from cop_site.pages.note import note_page
from cop_site.pages.page import Page
from cop_site.pages.views import shorten

_MANY_PATHS = 3
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^>"]|"[^"]*")*>')
_VOID = frozenset({"br", "hr", "img", "input"})


def path_page(site: Site, note: Note[Path]) -> Page:
    """Return the page of one learning path."""
    context = site.at(note.uri)
    introduction, rest = split_introduction(site.bodies.of(note))
    values = {
        **_facts(context, note),
        "introduction": introduction,
        "rest": rest,
        "trails": progress_data(context, [site.figures.routes[note.slug]]),
    }
    return note_page(context, note, "path", values, SCRIPTS)


def _facts(context: PageContext, note: Note[Path]) -> dict[str, Any]:
    """A path with its steps, and what comes after."""
    fields = note.fields
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


def split_introduction(body: Markup) -> tuple[Markup, Markup]:
    """What a body says before its first heading, and the rest; a heading inside of something else does not count."""
    depth = 0
    for tag in _TAG.finditer(body):
        closing, name = tag.groups()
        if not depth and not closing and name in ("h2", "h3", "h4"):
            return body[: tag.start()], body[tag.start() :]
        if name not in _VOID:
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
