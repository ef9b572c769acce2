"""The home page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from cop_site.insight.coverage import Flag, Status
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.model.sections import MENUS
from cop_site.pages.agreement import AgreementView, view_agreement
from cop_site.pages.context import PageContext
from cop_site.pages.definitions import Definitions, find_definitions
from cop_site.pages.labels import label_menu
from cop_site.pages.learning_paths import SCRIPTS, PathEntry, TrackedPath, track_paths, view_paths
from cop_site.pages.page import Page
from cop_site.pages.rhythm import view_rhythm
from cop_site.pages.season import Season, view_season
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.topic_map import WIDE, TopicMap, view_topic_map
from cop_site.pages.upcoming import Upcoming, view_upcoming
from cop_site.pages.views import Card, shorten

_LATEST, _PATHS = 6, 3


@dataclass(frozen=True, slots=True)
class CoverageCounts:
    """The number of topics, in total and by status."""

    href: str
    """The address of the coverage page."""
    topics: int
    covered: int
    shape: str
    """The status whose shape stands beside it: the furthest that a topic has got."""
    left_out: int
    resting: int
    """Topics whose last meetup was long ago."""


@dataclass(frozen=True, slots=True)
class HomePage(PageValues):
    """The community, the next meetup, learning paths, coverage and new notes."""

    template: ClassVar = "home"

    name: str
    purpose: str
    """The purpose of the community, in a sentence."""
    lang: str
    """The language of the charter; empty if it is that of the interface text."""
    agreed: AgreementView | None
    """When it was last agreed on; None if the charter does not say."""
    rhythm: str
    """When it meets, such as `We meet every 2 weeks, for 1 h.`."""
    upcoming: Upcoming
    paths: tuple[PathEntry, ...]
    """At most three learning paths."""
    tracked_paths: tuple[TrackedPath, ...]
    """All learning paths, for the script that stores a reader's progress."""
    start: str
    """The address of the page for newcomers."""
    coverage: CoverageCounts
    season: Season | None
    """None while there is no meetup."""
    map: TopicMap | None
    """None while there are no topics."""
    latest: tuple[Card, ...]
    """The latest dated notes, at most six, the newest first."""
    empty: bool
    """Whether there are no notes yet, except for the charter."""
    body: Markup
    """The charter's text, sanitised; may be empty."""
    definitions: Definitions | None
    """The definitions of the terms that are marked in the body; None without a charter."""
    contribute: str
    """The address of the page that explains how to add a note."""


def home_page(site: Site) -> Page:
    """Return the home page."""
    context = PageContext(site, "")
    charter, named = site.community.charter, name_home(site)
    values = HomePage(
        name=charter.fields.title,
        purpose=charter.fields.purpose,
        lang=context.language(charter),
        agreed=view_agreement(context),
        rhythm=view_rhythm(charter.fields, site.wording),
        upcoming=view_upcoming(context),
        paths=view_paths(context)[:_PATHS],
        tracked_paths=track_paths(context, site.figures.routes.values()),
        start=context.href("start/"),
        coverage=_count(context),
        season=view_season(context, WIDE),
        map=view_topic_map(context, WIDE),
        latest=context.cards(_latest(site)),
        empty=not site.community.notes,
        body=site.bodies.of(charter) if named.source else Markup(),
        definitions=find_definitions(context, charter) if named.source else None,
        contribute=context.href("contribute/"),
    )
    return replace(named, html=site.templates.fill(values), description=shorten(charter.fields.purpose))


def name_home(site: Site) -> Page:
    """Return the home page with all that does not depend on other notes, and without its content."""
    charter = site.community.charter
    source = charter.source.name if charter.source.path else None
    label = label_menu(MENUS[0], site.wording)
    return Page("", charter.title, "", source=source, wide=True, scripts=SCRIPTS, label=label)


def _count(context: PageContext) -> CoverageCounts:
    coverage = context.site.figures.coverage
    return CoverageCounts(
        href=context.href("coverage/"),
        topics=len(coverage.topics),
        covered=len(coverage.with_status(Status.COVERED)),
        shape=next((status.value for status in Status if coverage.with_status(status)), ""),
        left_out=len(coverage.with_status(Status.LEFT_OUT)),
        resting=len(coverage.with_flag(Flag.RESTING)),
    )


def _latest(site: Site) -> list[Note[Fields]]:
    """Return the latest notes with a date that has passed, without meetups that did not take place."""
    community = site.community
    dated = [
        (note.date, note)
        for note in community.notes
        if note.kind.info.dated
        and note.date
        and note.date <= community.as_of
        and (note.kind is not Kind.MEETUP or community.is_held(note))
    ]
    dated.sort(key=lambda pair: (pair[0], pair[1].key), reverse=True)
    return [note for _, note in dated[:_LATEST]]
