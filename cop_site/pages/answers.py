"""What the search answers by name: topics, terms, people who are listed, and the pages that the site makes itself.

Their names are loaded with the search, to compare them with what is typed; what is told of one only when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from cop_site.model.kinds import Fields, Kind, Member, Term, Topic
from cop_site.model.labels import label_kind, name_values
from cop_site.model.note import Note
from cop_site.model.sections import SECTIONS
from cop_site.pages.context import PageContext
from cop_site.pages.evidence import find_helpers
from cop_site.pages.facts import evidence_sentence
from cop_site.pages.labels import label_section
from cop_site.pages.log import view_decision
from cop_site.pages.members import view_member
from cop_site.pages.site import Site
from cop_site.pages.views import Link

_MOST = 3
"""How many decisions or people are named; their pages have the others."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an answer."""

    label: str
    links: tuple[tuple[str, str], ...]
    """Text and address of each; the address may be empty."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is told of something with a name. Addresses are relative to the site's root."""

    label: str
    """Its kind, and the status of a topic, in words."""
    text: str = ""
    """A sentence on it."""
    lang: str = ""
    """The language of its name and text; empty if it is the site's."""
    facts: tuple[Fact, ...] = ()


def list_names(site: Site) -> list[dict[str, Any]]:
    """Return what can be answered, as values for JSON: a group for each `kind`, and one for our own pages.

    A group has `names` by what follows its address `below`, without the last slash: the title first.
    """
    notes = _find_notes(site)
    groups = [_name_group(kind, [note for note in notes if note.kind is kind]) for kind in _ANSWERS]
    own = (section.uri for section in SECTIONS if section.uri and section.uri != "search/")
    pages = {uri.rstrip("/"): [label_section(uri, site.wording)] for uri in own}
    pages["log"].append(" ".join((*pages["log"], site.wording.gettext("Decisions"))))
    return [*groups, {"kind": "", "below": "", "names": pages}]


def _name_group(kind: Kind, notes: Iterable[Note[Fields]]) -> dict[str, Any]:
    below = kind.info.list_uri
    names = {note.uri.removeprefix(below).rstrip("/"): (note.title, *_other_words(note.fields)) for note in notes}
    return {"kind": kind.value, "below": below, "names": names}


def answer_routes(site: Site) -> dict[str, Callable[[], dict[str, object]]]:
    """Return the function that makes each answer, as values for JSON without what is empty, by its address."""
    context = PageContext(site, "")
    notes = _find_notes(site)
    return {f"assets/cop/answers/{note.uri.rstrip('/')}.json": partial(_describe, context, note) for note in notes}


def _find_notes(site: Site) -> list[Note[Fields]]:
    community = site.community
    notes = (*community.topics.values(), *community.terms.values(), *community.members.values())
    return [note for note in notes if note.has_page]


def _other_words(fields: Fields) -> Iterable[str]:
    return fields.aliases if isinstance(fields, Topic | Term) else ()


def _describe(context: PageContext, note: Note[Fields]) -> dict[str, object]:
    answer = _ANSWERS[note.kind](context, note)
    return {name: value for name, value in asdict(answer).items() if value}


def _topic(context: PageContext, note: Note[Topic]) -> Answer:
    site = context.site
    covered, gettext = site.figures.coverage.topics[note.slug], site.wording.gettext
    decisions = [view_decision(context, found) for found in site.figures.log.on_topic(note.slug)[:_MOST]]
    facts = (
        Fact(gettext("Decisions in force"), tuple((one.text, one.meetup.href) for one in decisions)),
        Fact(gettext("Who can help"), _pairs(find_helpers(context, covered, site.figures.active))),
        Fact(gettext("Next meetup"), _pairs(context.link(meetup) for meetup in covered.planned[:1])),
    )
    return _answer(
        context,
        note,
        text=note.fields.summary or evidence_sentence(covered, site.wording),
        mark=name_values(site.wording)["status"][covered.status],
        facts=facts,
    )


def _term(context: PageContext, note: Note[Term]) -> Answer:
    return _answer(context, note, text=context.site.sentence(note))


def _member(context: PageContext, note: Note[Member]) -> Answer:
    entry, gettext = view_member(context, note), context.wording.gettext
    offers = (Link(chip.text, chip.href) for chip in entry.offers)
    return _answer(
        context,
        note,
        text=context.wording.beside(*entry.roles),
        facts=(Fact(gettext("Can help with"), _pairs(offers)),),
    )


_ANSWERS: Mapping[Kind, Callable[[PageContext, Any], Answer]] = {
    Kind.TOPIC: _topic,
    Kind.TERM: _term,
    Kind.MEMBER: _member,
}


def _answer(
    context: PageContext, note: Note[Fields], *, text: str, mark: str = "", facts: tuple[Fact, ...] = ()
) -> Answer:
    label = context.wording.beside(label_kind(note.kind, context.wording), mark)
    return Answer(label, text, context.language(note), tuple(fact for fact in facts if fact.links))


def _pairs(links: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    return tuple((link.text, link.href) for link in links)[:_MOST]
