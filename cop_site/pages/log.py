"""The page of decisions and actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.insight.log import Action, Decision, DecisionState
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import DayView, end_of_day, view_day
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.templates import PageValues
from cop_site.pages.upcoming import AsOf, view_as_of
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action from the notes of a meetup."""

    text: str
    people: tuple[Link, ...]
    """Those who are to do it."""
    due: DayView | None
    """The day it is due; None when it has no due date."""
    until: str
    """The end of that day, in ISO 8601 with an offset; empty when it is done or has no due date."""
    overdue: bool
    """Whether it is open and past its due date."""
    meetup: Link


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision from the notes of a meetup."""

    text: str
    meetup: Link
    day: DayView
    """The meetup's day."""
    anchor: str
    """The id of its entry in the log."""
    superseded_by: Link | None
    """The meetup that decided otherwise; None while it is in force."""


@dataclass(frozen=True, slots=True)
class LogPage(PageValues):
    """Decisions and actions of all meetups."""

    template: ClassVar = "log"

    as_of: AsOf
    open: tuple[ActionView, ...]
    """Open actions."""
    done: tuple[ActionView, ...]
    decisions: tuple[DecisionView, ...]
    """Those in force."""
    superseded: tuple[DecisionView, ...]


def log_page(site: Site) -> Page:
    """Return the page of decisions and actions."""
    context, log = site.at("log/"), site.figures.log
    values = LogPage(
        as_of=view_as_of(context),
        open=tuple(_action(context, action) for action in log.open_actions),
        done=tuple(_action(context, action) for action in log.actions if action.done),
        decisions=tuple(view_decision(context, found) for found in log.with_state(DecisionState.IN_FORCE)),
        superseded=tuple(view_decision(context, found) for found in log.with_state(DecisionState.SUPERSEDED)),
    )
    lead = site.wording.gettext("What we decided, and what is still to be done.")
    return Page("log/", label_section("log/", site.wording), site.templates.fill(values), lead)


def view_decision(context: PageContext, decision: Decision) -> DecisionView:
    """Return a decision as an entry of a list."""
    meetup, later = decision.meetup, decision.superseded_by
    day = view_day(meetup.fields.date, context.wording)
    text = context.site.community.hide_handles(decision.text)
    return DecisionView(text, context.link(meetup), day, decision.anchor, context.link(later) if later else None)


def _action(context: PageContext, action: Action) -> ActionView:
    as_of, charter = context.site.community.as_of, context.site.community.charter.fields
    return ActionView(
        text=action.text,
        people=context.people(action.who),
        due=view_day(action.due, context.wording) if action.due else None,
        until=end_of_day(action.due, charter.timezone) if action.due and not action.done else "",
        overdue=bool(action.due and action.due < as_of and not action.done),
        meetup=context.link(action.meetup),
    )
