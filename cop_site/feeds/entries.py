"""The entries of feeds: notes, decisions and questions, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from cop_site.feeds.publication import Publication
from cop_site.insight.decisions import Decision, DecisionState
from cop_site.insight.questions import Question
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.wording.direction import direction_of
from cop_site.wording.languages import mark_language

MOST = 50
"""Entries of a feed: readers ask for it again and again, and keep what they have had."""
_MOST_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    identity: str
    """A tag URI (RFC 4151), which never changes."""
    address: str
    title: str
    published: date
    updated: date
    summary: str
    html: str
    authors: Mapping[str, str]
    """The names of its authors, each with the absolute address of a page, which may be empty."""
    tags: tuple[str, ...]
    language: str


def describe_notes(notes: Iterable[Note[Fields]], publication: Publication) -> list[Entry]:
    """Return the latest of some notes as entries; those that do not say when they were written have none."""
    known = [(days, note) for note in notes if note.has_page and (days := find_days(note, publication.community.as_of))]
    known.sort(key=lambda one: (one[0][1], one[0][0], one[1].key), reverse=True)
    return [_describe(note, *days, publication) for days, note in known[:MOST]]


def describe_decisions(decisions: Iterable[Decision], publication: Publication) -> list[Entry]:
    """Return the latest decisions as entries, but for those that were struck out."""
    found = [decision for decision in decisions if decision.state is not DecisionState.STRUCK]
    found.sort(key=lambda decision: (decision.meetup.fields.date, decision.meetup.key), reverse=True)
    return [_describe_decision(decision, publication) for decision in found[:MOST]]


def describe_questions(questions: Iterable[Question], publication: Publication) -> list[Entry]:
    """Return the latest questions as entries; those of a note that does not say when it was written have none."""
    as_of = publication.community.as_of
    known = [(days[0], question) for question in questions if (days := find_days(question.note, as_of))]
    known.sort(key=lambda one: (one[0], one[1].note.key, -one[1].number), reverse=True)
    return [_describe_question(question, day, publication) for day, question in known[:MOST]]


def find_days(note: Note[Fields], as_of: date) -> tuple[date, date] | None:
    """Return when a note was written and when it was last changed, as its fields say; None if they say neither.

    Days after `as_of` count for nothing: a meetup that is planned was not written on its day.
    """
    fields = note.fields
    own = (getattr(fields, name, None) for name in ("date", "since", "added"))
    begun = [day for day in own if day and day <= as_of]
    changed = [day for day in (fields.updated,) if day and day <= as_of]
    if not begun and not changed:
        return None
    return min([*begun, *changed]), max([*begun, *changed])


def _describe(note: Note[Fields], published: date, updated: date, publication: Publication) -> Entry:
    names = [name for name in note.texts(*note.kind.info.makers) if isinstance(name, str)]
    topics = (publication.community.topics[slug].title for slug in note.topics)
    return Entry(
        publication.tag(publication.first_address(note)),
        publication.address(note.uri),
        publication.plain(note.title),
        published,
        updated,
        publication.plain(publication.summary(note, _MOST_SUMMARY)),
        _mark(publication.html(note), note, publication),
        {name: publication.address(uri) if uri else "" for name, uri in publication.people(names).items()},
        tuple(map(publication.plain, (*topics, *note.free_tags))),
        note.fields.lang or publication.language,
    )


def _describe_decision(decision: Decision, publication: Publication) -> Entry:
    meetup, later, text = decision.meetup, decision.superseded_by, publication.plain(decision.text)
    return Entry(
        publication.tag(f"{publication.first_address(meetup)}decision-{decision.number}"),
        publication.address(meetup.uri),
        text,
        meetup.fields.date,
        max(meetup.fields.date, later.fields.date) if later else meetup.fields.date,
        "",
        _mark("".join(_write_decision(text, decision, publication)), meetup, publication),
        {},
        tuple(publication.plain(publication.community.topics[slug].title) for slug in meetup.topics),
        meetup.fields.lang or publication.language,
    )


def _describe_question(question: Question, day: date, publication: Publication) -> Entry:
    note, text = question.note, publication.plain(question.text)
    return Entry(
        publication.tag(f"{publication.first_address(note)}question-{question.number}"),
        f"{publication.address(note.uri)}#{question.anchor}",
        text,
        day,
        day,
        "",
        _mark(f"<p>{escape(text)}</p><p>{_link(note, publication)}</p>", note, publication),
        {},
        (publication.plain(publication.community.topics[question.topic].title),) if question.topic else (),
        note.fields.lang or publication.language,
    )


def _mark(html: str, note: Note[Fields], publication: Publication) -> str:
    """Return HTML in an element with its language, where it is another than that of the feed, or runs the other way.

    Programs that read feeds show texts in their own language and direction.
    """
    language = note.fields.lang or publication.language
    is_plain = language.casefold() == publication.language.casefold() and direction_of(language) == "ltr"
    return html if is_plain or not html else f"<div{mark_language(language)}>{html}</div>"


def _write_decision(text: str, decision: Decision, publication: Publication) -> Iterator[str]:
    yield f"<p>{escape(text)}</p><p>{_link(decision.meetup, publication)}</p>"
    if decision.superseded_by:
        label = escape(publication.wording.gettext("Superseded by"))
        yield f"<p>{label}: {_link(decision.superseded_by, publication)}</p>"


def _link(note: Note[Fields], publication: Publication) -> str:
    return f'<a href="{escape(publication.address(note.uri))}">{escape(publication.plain(note.title))}</a>'
