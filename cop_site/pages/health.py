"""The health page: five questions about the community, each with its answer, and what could be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from cop_site.insight.advice import Advice, Need, advise
from cop_site.model.kinds import Kind
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.health_answers import Answer, answer_questions
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues

_URI = "health/"
_PAGES = {Need.MEET: "plan/", Need.WELCOME: "start/", Need.NEW_CORE: "who-knows-what/"}
"""Where to go for what is about no note."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to do."""

    action: Markup
    href: str
    """The page or form to go to."""
    reason: Markup


@dataclass(frozen=True, slots=True)
class HealthPage(PageValues):
    """Five questions with their answers."""

    template: ClassVar = "health"

    as_of: DayView
    """The day the page was made for."""
    answers: tuple[Answer, ...]
    """One for each question."""
    suggestions: tuple[Suggestion, ...]
    """At most five, the most pressing first."""


def health_page(site: Site) -> Page:
    """Return the page that says how the community does."""
    context = PageContext(site, _URI)
    values = HealthPage(
        as_of=view_day(site.community.as_of, site.wording),
        answers=answer_questions(context),
        suggestions=tuple(_suggest(context, advice) for advice in advise(site.figures)),
    )
    lead = site.wording.gettext("How we are doing, in five questions.")
    return Page(_URI, label_section(_URI, site.wording), site.templates.fill(values), lead, wide=True)


def _suggest(context: PageContext, advice: Advice) -> Suggestion:
    if advice.note:
        href = context.href(advice.note.uri)
    elif advice.need is Need.STORY:
        href = context.add_note(Kind.TESTIMONIAL)
    else:
        href = context.href(_PAGES[advice.need])
    return Suggestion(context.word(advice.action), href, context.word(advice.reason))
