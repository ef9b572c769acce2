"""The page that says how to add a note of each kind."""

from __future__ import annotations

from cop_site.model.kind import FOLDERS
from cop_site.model.kinds import MODELS
from cop_site.pages.context import KIND_LABELS, Site
from cop_site.pages.page import Page


def contribute_page(site: Site) -> Page:
    """How to add a note of each kind."""
    context = site.at("contribute/")
    kinds = [
        {
            "label": KIND_LABELS[kind][0],
            "folder": folder,
            "what": (MODELS[kind].__doc__ or "").strip().splitlines()[0],
            "add": context.add_note(kind) if site.settings.repository else "",
            "fields": [
                {
                    "name": field.alias or name,
                    "required": field.is_required(),
                    "description": field.description or "",
                }
                for name, field in MODELS[kind].model_fields.items()
            ],
        }
        for folder, kind in FOLDERS.items()
    ]
    values = {
        "kinds": kinds,
        "repository": site.settings.repository,
        "content": site.settings.content,
        "topics": [{"title": topic.title, "slug": topic.slug} for topic in site.community.topics.values()],
    }
    return Page("contribute/", "Contribute", site.templates.fill("contribute", values), "How to add a note.")
