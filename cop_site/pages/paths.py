"""The page of all learning paths."""

from __future__ import annotations

from cop_site.model.kind import Kind
from cop_site.pages.context import Site
from cop_site.pages.learning_paths import SCRIPTS, progress_data, view_paths
from cop_site.pages.page import Page


def paths_page(site: Site) -> Page:
    """Return the page of all learning paths."""
    context = site.at("paths/")
    values = {
        "paths": view_paths(context),
        "trails": progress_data(context, site.figures.routes.values()),
        "add": context.add_note(Kind.PATH),
    }
    html = site.templates.fill("paths", values)
    return Page("paths/", "Paths", html, "Where to begin, and what comes next.", wide=True, scripts=SCRIPTS)
