"""The page that searches all notes, with what they can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cop_site.insight.prerequisites import LEVEL_RANK
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.pages.findable import find_facets, find_language, findable_notes
from cop_site.pages.page import Page
from cop_site.pages.site import Site


def search_page(site: Site, language: str) -> Page:
    """Everything, by kind, topic, year, level, person and language, with other ways for those who find nothing."""
    context = site.at("search/")
    values = {
        "filters": _filters(site, language),
        "lists": [{"label": kind.info.plural, "href": context.href(kind.info.list_uri)} for kind in FOLDERS.values()],
        "topics": [context.link(topic) for topic in _by_title(site.community.topics).values()],
        "tags": context.href("tags/"),
    }
    return Page("search/", "Search", site.templates.fill("search", values), "Search every note.", wide=True)


def _filters(site: Site, language: str) -> list[dict[str, Any]]:
    """What can be ticked: only values that notes have, and only where there is a choice."""
    found: dict[str, set[str]] = {}
    language = find_language(site, language)
    for note in findable_notes(site):
        for name, value in find_facets(note, site, language).items():
            found.setdefault(name, set()).add(value)
    found["year"] = {month[:4] for month in found.get("month", ())}
    years = {year: year for year in sorted(found["year"], reverse=True)}
    levels = {level: level.capitalize() for level in LEVEL_RANK if level}
    languages = {code: code for code in sorted(found.get("language", ()))}
    groups = (
        ("kind", "Kind", {kind.value: kind.info.label for kind in Kind}),
        ("topic", "Topic", {slug: note.title for slug, note in _by_title(site.community.topics).items()}),
        ("year", "Year", years),
        ("level", "Level", levels),
        ("person", "Person", {slug: note.title for slug, note in _by_title(site.community.members).items()}),
        ("language", "Language", languages),
    )
    return [
        {"name": name, "label": label, "options": options}
        for name, label, labels in groups
        if len(options := [{"value": v, "label": labels[v]} for v in labels if v in found.get(name, ())]) > 1
    ]


def _by_title(notes: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(notes.items(), key=lambda item: (item[1].title.casefold(), item[0])))
