"""The page of questions: what the community does not know yet, by topic, and what has been answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from cop_site.insight.log_headings import Section, write_heading
from cop_site.insight.questions import Question
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.division import Group, Part, divide
from cop_site.pages.labels import label_section
from cop_site.pages.lists import (
    SCRIPTS,
    Filter,
    GroupView,
    ListView,
    LongList,
    filter_topics,
    part_title,
    view_group,
    write_facets,
)
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link, make_anchor

URI = "questions/"


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, and what became of it."""

    text: str
    asked: Link
    """Where it is asked."""
    is_here: bool
    """Whether that is the page itself."""
    day: DayView | None
    """The day on which it was asked; None where that is not known."""
    is_open: bool
    answer: Link | None
    """The note that answers it; None where none does, also if it is ticked."""
    line: str
    """The summary of that note; may be empty."""
    facets: str
    """What it can be filtered by."""


@dataclass(frozen=True, slots=True)
class QuestionsPage(PageValues):
    """The questions of the community, by topic."""

    template: ClassVar = "questions"

    title: str
    open: int
    """How many of all wait for an answer."""
    list: ListView
    groups: tuple[GroupView[QuestionView], ...]
    """A group for each topic, the open ones first; empty while nobody has asked anything."""
    heading: str
    """The heading of questions as the community writes it: `## Questions`."""


def question_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of questions with the function that makes it."""
    listed = _make_list(site)
    yield URI, partial(_questions_page, site, listed, None)
    for part in listed.division.parts:
        yield listed.uri_of(PageContext(site, URI), part), partial(_questions_page, site, listed, part)


def _make_list(site: Site) -> LongList[Question]:
    by_topic: dict[str, list[Question]] = {slug: [] for slug in (*site.figures.coverage.topics, "")}
    for question in site.figures.questions.all:
        by_topic[question.topic].append(question)
    groups = [_group(site, slug, found) for slug, found in by_topic.items() if found]
    facets = {question.text: _find_facets(question) for question in site.figures.questions.all}
    return LongList(URI, label_section(URI, site.wording), divide(groups, by_time=False), facets)


def _group(site: Site, slug: str, found: list[Question]) -> Group[Question]:
    entries = tuple(sorted(found, key=lambda question: not question.is_open))
    if not slug:
        return Group(site.wording.gettext("On no topic"), "on-no-topic", entries)
    topic = site.community.topics[slug]
    return Group(topic.title, make_anchor(slug), entries, site.templates.languages.tag(topic.fields.lang))


def _find_facets(question: Question) -> str:
    state = ("state", "open" if question.is_open else "answered")
    return write_facets([state, *([("topic", question.topic)] if question.topic else [])])


def _questions_page(site: Site, listed: LongList[Question], part: Part[Question] | None) -> Page:
    context = PageContext(site, listed.uri_of(PageContext(site, URI), part) if part else URI)
    title = site.wording.named(listed.title, part_title(part)) if part else listed.title
    pgettext = site.wording.pgettext
    states = {"open": pgettext("a question", "open"), "answered": pgettext("a question", "answered")}
    by_state = Filter("state", pgettext("of questions", "State"), states)
    groups = [
        view_group(group, [view_question(context, one) for one in group.entries], seen, whole)
        for group, seen, whole in listed.groups(context, part)
    ]
    values = QuestionsPage(
        title=title,
        open=len(site.figures.questions.open),
        list=listed.view(context, part, (by_state, filter_topics(site))),
        groups=tuple(groups),
        heading=f"## {write_heading(Section.QUESTIONS, site.community.language)}",
    )
    lead = site.wording.gettext("What we do not know yet, and what we have found out.")
    return Page(context.uri, title, site.templates.fill(values), lead, scripts=() if part else SCRIPTS)


def view_question(context: PageContext, question: Question) -> QuestionView:
    """Return a question as an entry of a list."""
    asked, answer = context.link(question.note), question.answered_by
    return QuestionView(
        text=context.site.show(question.text),
        asked=replace(asked, href=f"{asked.href}#{question.anchor}") if question.anchor else asked,
        is_here=context.uri == question.note.uri,
        day=view_day(question.note.date, context.wording) if question.note.date else None,
        is_open=question.is_open,
        answer=context.link(answer) if answer else None,
        line=context.site.sentence(answer) if answer else "",
        facets=_find_facets(question),
    )
