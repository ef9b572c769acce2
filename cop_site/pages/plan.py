"""The page that proposes topics for the next meetups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from cop_site.insight.plan import Candidate, Slot
from cop_site.model.kinds import Kind
from cop_site.pages.collapse import Collapsed, collapse
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day, view_weekday
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.summary import PlannedMeetup, UndeclaredTag, WishView, planned_meetups, undeclared_tags, view_wishes
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Link

_MAX_MATERIAL = 5


@dataclass(frozen=True, slots=True)
class SlotView:
    """A free day with the topic that is proposed for it."""

    day: DayView
    link: Link
    """The topic."""
    reasons: tuple[Markup, ...]
    """The reasons for this topic, each a sentence."""
    asked_by: tuple[Link, ...]
    """Those who ask for it: by name, as far as they are shown, and the number of all others."""
    leaders: tuple[Link, ...]
    """Those who could lead it, in the same way."""
    missing: tuple[Chip, ...]
    """Topics to be covered first."""
    open: tuple[str, ...]
    """Its objectives that are not covered."""
    material: tuple[Link, ...]
    """Notes to start from, at most five, and a link to the others."""
    write: str
    """The address to add the meetup."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A topic that is a candidate, but not proposed for a day."""

    chip: Chip
    reasons: tuple[Markup, ...]
    """Each a sentence."""


@dataclass(frozen=True, slots=True)
class PlanPage(PageValues):
    """Topics for the next meetups."""

    template: ClassVar = "plan"

    as_of: DayView
    """The day the page was made for."""
    planned: Collapsed[PlannedMeetup]
    """The planned meetups, the next first."""
    slots: tuple[SlotView, ...]
    """The next free days; empty when no topic is proposed."""
    coming_back: tuple[SlotView, ...]
    """The next free days for covered topics; empty while others are proposed."""
    topics: int
    """The number of topics."""
    covered: int
    """The number of topics that are covered."""
    rhythm_stated: bool
    """Whether the charter says how often meetups are; where it does not, the free days are two weeks apart."""
    undeclared: Collapsed[UndeclaredTag]
    """Tags that could become the first topics; empty when there are topics."""
    others: Collapsed[Waiting]
    """The other candidates."""
    wishes: tuple[WishView, ...]
    """Subjects that members would like to learn and that are not topics yet."""
    add_topic: str
    """The address to add a topic."""
    coverage: str
    """The address of the coverage page."""


def plan_page(site: Site) -> Page:
    """Return the plan: planned meetups, then free days with proposals, then other candidates."""
    context, figures = PageContext(site, "plan/"), site.figures
    proposed = {slot.candidate.covered.topic.slug for slot in figures.plan}
    values = PlanPage(
        as_of=view_day(site.community.as_of, context.wording),
        planned=collapse(planned_meetups(context)),
        slots=tuple(_slot(context, slot) for slot in figures.plan),
        coming_back=tuple(_slot(context, slot) for slot in figures.coming_back),
        topics=len(figures.coverage.topics),
        covered=figures.coverage.covered,
        rhythm_stated=site.community.charter.fields.meetups.every is not None,
        undeclared=collapse(() if figures.coverage.topics else undeclared_tags(context)),
        others=collapse(
            Waiting(context.chip(candidate.covered.topic.slug), _reasons(context, candidate))
            for candidate in figures.candidates
            if candidate.covered.topic.slug not in proposed
        ),
        wishes=view_wishes(context),
        add_topic=context.add_note(Kind.TOPIC),
        coverage=context.href("coverage/"),
    )
    html = site.templates.fill(values)
    lead = site.wording.gettext("What the next meetups could be about, and why.")
    return Page("plan/", label_section("plan/", site.wording), html, lead, wide=True)


def _slot(context: PageContext, slot: Slot) -> SlotView:
    candidate = slot.candidate
    topic = candidate.covered.topic
    return SlotView(
        day=view_weekday(slot.day, context.wording),
        link=context.link(topic),
        reasons=_reasons(context, candidate),
        asked_by=context.people_counted(member.slug for member in candidate.asked_by),
        leaders=context.people_counted(slot.could_lead),
        missing=context.chips(note.slug for note in candidate.missing),
        open=tuple(objective.text for objective in candidate.covered.objectives if not objective.claimed_by),
        material=_material(context, candidate),
        write=context.propose_meetup(topic),
    )


def _reasons(context: PageContext, candidate: Candidate) -> tuple[Markup, ...]:
    return tuple(context.word(reason) for reason in candidate.why)


def _material(context: PageContext, candidate: Candidate) -> tuple[Link, ...]:
    """Return links to notes to start from; if there are many, the newest, and the topic's page for the rest."""
    links = tuple(context.link(note) for note in candidate.material)
    if len(links) <= _MAX_MATERIAL:
        return links
    rest = len(links) - _MAX_MATERIAL
    more = context.wording.ngettext("%(num)s more note", "%(num)s more notes", rest)
    return (*links[:_MAX_MATERIAL], Link(more, context.href(candidate.covered.topic.uri)))
