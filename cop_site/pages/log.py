"""The pages of decisions and actions: what is open, and the latest year; then each year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import ClassVar

from cop_site.content.gfm import show_emoji
from cop_site.insight.decisions import Decision, DecisionState
from cop_site.insight.log import Action
from cop_site.insight.log_headings import Section, write_heading
from cop_site.model.community import Community
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, end_of_day, view_day
from cop_site.pages.division import Group, Part, divide
from cop_site.pages.labels import label_section
from cop_site.pages.lists import (
    SCRIPTS,
    Filter,
    ListView,
    LongList,
    filter_people,
    filter_topics,
    part_title,
    write_facets,
)
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.upcoming import AsOf, view_as_of
from cop_site.pages.views import Link

URI = "log/"
_SIZE = 600
"""The decisions and actions of a page; each is a line or two."""
_SEEN = 20
"""The entries of a list that are seen at once."""
_STATES = {DecisionState.IN_FORCE: "decided", DecisionState.STRUCK: "struck", DecisionState.SUPERSEDED: "superseded"}

Entry = Decision | Action


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
    facets: str
    """What it can be filtered by."""


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
    facets: str
    """What it can be filtered by."""


@dataclass(frozen=True, slots=True)
class LogPage(PageValues):
    """Decisions and actions of all meetups, or of those of a year."""

    template: ClassVar = "log"

    title: str
    as_of: AsOf
    list: ListView
    open: Collapsed[ActionView]
    """Open actions."""
    older: int
    """How many more are open, on the pages of their years."""
    done: Collapsed[ActionView]
    decisions: Collapsed[DecisionView]
    """Those in force."""
    superseded: Collapsed[DecisionView]
    heading: str
    """The heading of decisions as the community writes it: `## Decisions`."""


def log_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of the log with the function that makes it."""
    log = _make_list(site)
    yield URI, partial(_log_page, site, log, None)
    for part in log.division.parts:
        yield log.uri_of(PageContext(site, URI), part), partial(_log_page, site, log, part)


def _make_list(site: Site) -> LongList[Entry]:
    found = site.figures.log
    shown = (decision for decision in found.decisions if decision.state is not DecisionState.STRUCK)
    entries: list[Entry] = sorted((*shown, *found.actions), key=lambda entry: entry.meetup.fields.date, reverse=True)
    years = groupby(entries, key=lambda entry: str(entry.meetup.fields.date.year))
    groups = [Group(year, year, tuple(of_year)) for year, of_year in years]
    facets = {_key(entry): _find_facets(entry, site.community) for entry in entries}
    title = label_section(URI, site.wording)
    return LongList(URI, title, divide(groups, by_time=True, size=_SIZE), facets)


def _key(entry: Entry) -> str:
    return f"{entry.meetup.key} {entry.at.start}"


def _find_facets(entry: Entry, community: Community) -> str:
    if isinstance(entry, Decision):
        state, people = _STATES[entry.state], []
    else:
        state = "done" if entry.done else "open"
        people = [person.key for name in entry.who if (person := community.person(name)).uri]
    return write_facets(
        [("state", state), *(("topic", slug) for slug in entry.meetup.topics), *(("person", key) for key in people)]
    )


def _log_page(site: Site, log: LongList[Entry], part: Part[Entry] | None) -> Page:
    """Return the first page of the log, or that of a year."""
    context = PageContext(site, log.uri_of(PageContext(site, URI), part) if part else URI)
    entries = part.entries if part else tuple(entry for group in log.division.first for entry in group.entries)
    waiting = [entry for entry in entries if isinstance(entry, Action) and not entry.done]
    actions = _by_urgency(waiting if part else site.figures.log.open_actions, site.community.as_of)
    title = site.wording.named(log.title, part_title(part)) if part else log.title

    def decided(state: DecisionState) -> Collapsed[DecisionView]:
        found = (entry for entry in entries if isinstance(entry, Decision) and entry.state is state)
        return collapse((view_decision(context, one, log) for one in found), _SEEN)

    done = (entry for entry in entries if isinstance(entry, Action) and entry.done)
    values = LogPage(
        title=title,
        as_of=view_as_of(context),
        list=log.view(context, part, _filters(site)),
        open=collapse((_action(context, action, log) for action in actions[: _SIZE // 2]), _SEEN),
        older=max(0, len(actions) - _SIZE // 2),
        done=collapse((_action(context, action, log) for action in done), _SEEN),
        decisions=decided(DecisionState.IN_FORCE),
        superseded=decided(DecisionState.SUPERSEDED),
        heading=f"## {write_heading(Section.DECISIONS, site.community.language)}",
    )
    lead = site.wording.gettext("What we decided, and what is still to be done.")
    return Page(context.uri, title, site.templates.fill(values), lead, scripts=() if part else SCRIPTS)


def _by_urgency(actions: Iterable[Action], today: date) -> list[Action]:
    """Return open actions: what is due next, then what is overdue with the latest first, then what has no day."""

    def urgency(action: Action) -> tuple[int, int]:
        if action.due is None:
            return 2, -action.meetup.fields.date.toordinal()
        return (1, -action.due.toordinal()) if action.due < today else (0, action.due.toordinal())

    return sorted(actions, key=urgency)


def view_decision(context: PageContext, decision: Decision, log: LongList[Entry] | None = None) -> DecisionView:
    """Return a decision as an entry of a list."""
    meetup, later = decision.meetup, decision.superseded_by
    return DecisionView(
        text=context.site.show(decision.text),
        meetup=context.link(meetup),
        day=view_day(meetup.fields.date, context.wording),
        anchor=decision.anchor,
        superseded_by=context.link(later) if later else None,
        facets=log.facets[_key(decision)] if log else "",
    )


def _action(context: PageContext, action: Action, log: LongList[Entry]) -> ActionView:
    as_of, charter = context.site.community.as_of, context.site.community.charter.fields
    return ActionView(
        text=show_emoji(action.text),
        people=context.people(action.who),
        due=view_day(action.due, context.wording) if action.due else None,
        until=end_of_day(action.due, charter.timezone) if action.due and not action.done else "",
        overdue=bool(action.due and action.due < as_of and not action.done),
        meetup=context.link(action.meetup),
        facets=log.facets[_key(action)],
    )


def _filters(site: Site) -> tuple[Filter, ...]:
    pgettext = site.wording.pgettext
    states = {
        "open": pgettext("in the log", "to do"),
        "done": pgettext("in the log", "done"),
        "decided": pgettext("in the log", "decided"),
        "superseded": pgettext("in the log", "superseded"),
    }
    return (
        Filter("state", pgettext("of decisions and actions", "State"), states),
        filter_topics(site),
        filter_people(site),
    )
