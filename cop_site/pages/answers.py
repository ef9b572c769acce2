"""What the search answers by name: topics, terms, people who are listed, and the pages that the site makes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from cop_site.model.kinds import Fields, Member, Term, Topic
from cop_site.model.note import Note
from cop_site.model.sections import SECTIONS
from cop_site.pages.context import PageContext
from cop_site.pages.evidence import evidence_sentence, find_helpers
from cop_site.pages.labels import label_kind, label_section, name_values
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

    names: tuple[str, ...]
    """Its title first, then the other words for it."""
    uri: str
    kind: str
    """The label of its kind; empty for a page that the site makes."""
    facet: str = ""
    """Its kind as search filters have it."""
    mark: str = ""
    """The status of a topic, in words."""
    text: str = ""
    """A sentence on it."""
    lang: str = ""
    """The language of its name and text; empty if it is the site's."""
    facts: tuple[Fact, ...] = ()


def describe_answers(site: Site) -> list[dict[str, object]]:
    """Return all answers as values for JSON, without what is empty."""
    return [{name: value for name, value in asdict(answer).items() if value} for answer in _find_answers(site)]


def _find_answers(site: Site) -> Iterator[Answer]:
    context, community = PageContext(site, ""), site.community
    yield from (_topic(context, note) for note in community.topics.values() if note.has_page)
    yield from (_term(context, note) for note in community.terms.values() if note.has_page)
    yield from (_member(context, note) for note in community.members.values() if note.has_page)
    for section in SECTIONS:
        if section.uri and section.uri != "search/":
            yield Answer((label_section(section.uri, site.wording),), section.uri, "")


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
        note.fields.aliases,
        text=note.fields.summary or evidence_sentence(covered, site.wording),
        mark=name_values(site.wording)["status"][covered.status],
        facts=facts,
    )


def _term(context: PageContext, note: Note[Term]) -> Answer:
    return _answer(context, note, note.fields.aliases, text=context.site.sentence(note))


def _member(context: PageContext, note: Note[Member]) -> Answer:
    entry, gettext = view_member(context, note), context.wording.gettext
    offers = (Link(chip.text, chip.href) for chip in entry.offers)
    return _answer(
        context,
        note,
        (),
        text=", ".join(entry.roles),
        facts=(Fact(gettext("Can help with"), _pairs(offers)),),
    )


def _answer(  # noqa: PLR0913  # one for each field
    context: PageContext,
    note: Note[Fields],
    aliases: Iterable[str],
    *,
    text: str,
    mark: str = "",
    facts: tuple[Fact, ...] = (),
) -> Answer:
    kind = label_kind(note.kind, context.wording)
    told = tuple(fact for fact in facts if fact.links)
    return Answer((note.title, *aliases), note.uri, kind, note.kind.value, mark, text, context.language(note), told)


def _pairs(links: Iterable[Link]) -> tuple[tuple[str, str], ...]:
    return tuple((link.text, link.href) for link in links)[:_MOST]
