"""Pages that help to work with the rest: the log, and how to contribute."""

from __future__ import annotations

from typing import Any

from cop_site.insight.log import Action, Decision
from cop_site.model.kinds import FOLDERS
from cop_site.pages.days import end_of_day, view_day
from cop_site.pages.page import Page
from cop_site.pages.site import PageContext, Site
from cop_site.pages.upcoming import view_staying_true


def log_page(site: Site) -> Page:
    """Decisions taken and actions open."""
    context = site.at("log/")
    log = site.figures.log
    done = [action for action in log.actions if action.done]
    values = {
        **view_staying_true(context),
        "open": [_action(context, action) for action in log.open_actions],
        "done": [_action(context, action) for action in done],
        "decisions": [_decision(context, decision) for decision in log.decisions],
    }
    return Page("log/", "Log", site.templates.fill("log", values), "What we decided, and what is still to be done.")


def contribute_page(site: Site) -> Page:
    """How to add a note of each kind."""
    context = site.at("contribute/")
    kinds = [
        {
            "label": kind.info.label,
            "folder": folder,
            "what": (kind.info.model.__doc__ or "").strip().splitlines()[0],
            "add": context.add_note(kind) if site.settings.repository else "",
            "fields": [
                {
                    "name": field.alias or name,
                    "required": field.is_required(),
                    "description": field.description or "",
                }
                for name, field in kind.info.model.model_fields.items()
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


def _action(context: PageContext, action: Action) -> dict[str, Any]:
    as_of, charter = context.site.community.as_of, context.site.community.charter.fields
    return {
        "text": action.text,
        "people": context.people(action.who),
        "due": view_day(action.due) if action.due else None,
        "until": end_of_day(action.due, charter) if action.due and not action.done else "",
        "overdue": bool(action.due and action.due < as_of and not action.done),
        "meetup": context.link(action.meetup),
        "day": view_day(action.meetup.fields.date),
    }


def _decision(context: PageContext, decision: Decision) -> dict[str, Any]:
    return {
        "text": decision.text,
        "meetup": context.link(decision.meetup),
        "day": view_day(decision.meetup.fields.date),
    }
