"""The page of a learning path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from markupsafe import Markup

from cop_site.content.gfm import VOID
from cop_site.insight.paths import PathStep, ResolvedPath
from cop_site.model.kinds import Kind, LearningPath, Resource, Topic
from cop_site.model.labels import label_kind
from cop_site.model.note import Note
from cop_site.model.occurrence import is_ahead
from cop_site.pages.context import MOST_ON_CARD, PageContext
from cop_site.pages.days import view_minutes
from cop_site.pages.learning_paths import SCRIPTS, PathEntry, TrackedPath, track_paths, view_path
from cop_site.pages.note import NotePage, fill_note
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Chip, Link
from cop_site.wording.message import Message

_MAX_PATHS = 3
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^>"]|"[^"]*")*>')
"""Matches `<p class="lead">` and `</p>`."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A prerequisite of a step."""

    link: Link
    number: int | None
    """The number of its step on the same path; None when it is not a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path."""

    number: int
    """From 1."""
    key: str
    """The step's note, such as `topics/facilitation`."""
    kind: str
    """The label of its kind."""
    link: Link
    line: str
    """The summary of the note, in at most 120 characters; empty when `why` is not."""
    why: Markup
    """The reason for its position; may be empty."""
    minutes: str
    """Its duration."""
    optional: bool
    thin: bool
    """Whether its note has no text yet."""
    requires: tuple[Requirement, ...]
    url: str
    """The address of a resource; empty for other notes."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective of a topic."""

    text: str
    lang: str
    """The language of the text; empty if it is that of the interface text."""


@dataclass(frozen=True, slots=True)
class PathPage(NotePage):
    """A learning path. The body is in two parts, before and after the steps."""

    template: ClassVar = "path"

    entry: PathEntry
    """Its audience, its duration and its number of steps."""
    level: str
    """`foundation`, `practitioner` or `advanced`; may be empty."""
    steward: Link | None
    """The member who maintains it; None when none is named."""
    steps: tuple[Step, ...]
    objectives: tuple[Goal, ...]
    """What one can do once one has met its topics."""
    next_meetup: Link | None
    """The next meetup; None when none is planned."""
    tell: str
    """The address to tell how it went."""
    after: tuple[Chip, ...]
    """Topics that build on those of the path."""
    next_paths: tuple[PathEntry, ...]
    """Paths to go on with, at most three."""
    introduction: Markup
    """The body up to its first heading; may be empty."""
    rest: Markup
    """The body from its first heading on; may be empty."""
    tracked_paths: tuple[TrackedPath, ...]
    """This path, for the script that stores a reader's progress."""


def path_page(site: Site, note: Note[LearningPath]) -> Page:
    """Return the page of one learning path."""
    context, fields, route = PageContext(site, note.uri), note.fields, site.figures.routes[note.slug]
    upcoming = next((meetup for meetup in site.community.meetups if is_ahead(meetup, site.community)), None)
    introduction, rest = split_introduction(site.bodies.of(note))
    numbers = {step.note.key: step.number for step in route.steps}
    values = PathPage(
        entry=view_path(context, route),
        level=fields.level or "",
        steward=context.person(fields.steward) if fields.steward else None,
        steps=tuple(_step(context, route, step, numbers) for step in route.steps),
        objectives=tuple(_goals(context, route)),
        next_meetup=context.link(upcoming) if upcoming else None,
        tell=context.add_note(Kind.TESTIMONIAL),
        after=context.chips(topic.slug for topic in route.after),
        next_paths=tuple(view_path(context, site.figures.routes[path.slug]) for path in route.next_paths[:_MAX_PATHS]),
        introduction=introduction,
        rest=rest,
        tracked_paths=track_paths(context, [route]),
    )
    return fill_note(context, note, values, SCRIPTS)


def _goals(context: PageContext, route: ResolvedPath) -> Iterator[Goal]:
    for fields, step in ((step.note.fields, step) for step in route.steps):
        if isinstance(fields, Topic):
            yield from (Goal(objective.text, context.language(step.note)) for objective in fields.objectives)


def _why(context: PageContext, route: ResolvedPath, step: PathStep) -> Markup:
    if isinstance(step.why, Message):
        return context.word(step.why)
    return context.site.templates.languages.mark(step.why, context.language(route.path))


def split_introduction(body: Markup) -> tuple[Markup, Markup]:
    """Return the body before its first heading, and the rest; headings inside of other elements do not count."""
    depth = 0
    for tag in _TAG.finditer(body):
        closing, name = tag.groups()
        if not depth and not closing and name in ("h2", "h3", "h4"):
            return body[: tag.start()], body[tag.start() :]
        if name not in VOID:
            depth += -1 if closing else 1
    return body, Markup()


def _requirements(context: PageContext, step: PathStep, numbers: Mapping[str, int]) -> Iterator[Requirement]:
    keys = [topic.key for topic in step.requires[:MOST_ON_CARD]]
    for link, key in zip_longest(context.topic_links(step.requires), keys):
        yield Requirement(link, numbers.get(key) if key else None)


def _step(context: PageContext, route: ResolvedPath, step: PathStep, numbers: Mapping[str, int]) -> Step:
    fields = step.note.fields
    return Step(
        number=step.number,
        key=step.note.key,
        kind=label_kind(step.note.kind, context.wording),
        link=context.link(step.note),
        line="" if step.why else context.site.brief(step.note, 120),
        why=_why(context, route, step),
        minutes=view_minutes(step.minutes, context.wording),
        optional=step.optional,
        thin=step.is_thin,
        requires=tuple(_requirements(context, step, numbers)),
        url=fields.url or "" if isinstance(fields, Resource) else "",
    )
