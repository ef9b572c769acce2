"""The page of all learning paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Kind
from cop_site.pages.context import PageContext
from cop_site.pages.labels import label_section
from cop_site.pages.learning_paths import SCRIPTS, PathEntry, TrackedPath, track_paths, view_paths
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Introduction


@dataclass(frozen=True, slots=True)
class PathsPage(PageValues):
    """All learning paths."""

    template: ClassVar = "paths"

    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    paths: tuple[PathEntry, ...]
    """All learning paths, those for beginners first."""
    tracked_paths: tuple[TrackedPath, ...]
    """The same, for the script that stores a reader's progress."""
    add: str
    """The address to add a path."""


def paths_page(site: Site) -> Page:
    """Return the page of all learning paths."""
    context = PageContext(site, "paths/")
    tracked = track_paths(context, site.figures.routes.values())
    html = site.templates.fill(
        PathsPage(context.introduction("paths"), view_paths(context), tracked, context.add_note(Kind.PATH))
    )
    lead = site.wording.gettext("Where to begin, and what comes next.")
    return Page("paths/", label_section("paths/", site.wording), html, lead, wide=True, scripts=SCRIPTS)
