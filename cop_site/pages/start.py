"""The page for newcomers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from cop_site.insight.contributors import has_left
from cop_site.model.kinds import Charter
from cop_site.pages.agreement import AgreementView, view_agreement
from cop_site.pages.context import PageContext
from cop_site.pages.glossary import TermEntry, view_term
from cop_site.pages.labels import label_section
from cop_site.pages.learning_paths import SCRIPTS, PathEntry, TrackedPath, track_paths, view_paths
from cop_site.pages.members import MemberEntry, view_member
from cop_site.pages.page import Page
from cop_site.pages.rhythm import view_rhythm
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.upcoming import Upcoming, view_upcoming
from cop_site.pages.views import Card, Chip, Link
from cop_site.wording.message import message

_WORDS = ("community-of-practice", "meetup", "learning-objective", "baseline", "steward", "practice")
_HELPERS = 6
_STAGES = {
    "potential": message("We are only beginning: we find out who else cares about this."),
    "coalescing": message("We are young: we get to know each other, and what is worth sharing."),
    "maturing": message("We are growing: we settle what we are about, and who belongs to us."),
    "stewardship": message("We are established: we keep what we know alive and up to date."),
    "transformation": message("We are changing: into something new, or towards an end."),
}
"""What the stages of a community's life mean for a newcomer (Wenger, McDermott & Snyder 2002)."""


@dataclass(frozen=True, slots=True)
class StartPage(PageValues):
    """The page for newcomers."""

    template: ClassVar = "start"

    purpose: str
    """The purpose of the community, in a sentence."""
    lang: str
    """The language of the purpose; empty if it is that of the interface text."""
    agreed: AgreementView | None
    """When it was last agreed on; None if the charter does not say."""
    domain: str
    """Its subject; may be empty."""
    rhythm: str
    """When it meets, such as `We meet every 2 weeks. A meetup takes 1 h.`."""
    life: str
    """When it began and at which stage of its life it is, in sentences; may be empty."""
    join: str
    """The address to join; may be empty."""
    contact: str
    """A contact: a web address, or `mailto:` and a mail address; may be empty."""
    code_of_conduct: Link | None
    """None when there is none."""
    upcoming: Upcoming
    paths: tuple[PathEntry, ...]
    """All learning paths, those for beginners first."""
    tracked_paths: tuple[TrackedPath, ...]
    """The same, for the script that stores a reader's progress."""
    helpers: tuple[MemberEntry, ...]
    """At most six listed members, those who joined first."""
    members: str
    """The address of the page of all members."""
    words: tuple[TermEntry, ...]
    """Terms for newcomers."""
    glossary: str
    """The address of the glossary."""
    story: Card | None
    """The newest story; None when there is none."""
    baseline: tuple[Chip, ...]
    """Topics that everybody should know."""


def start_page(site: Site) -> Page:
    """Return the page for newcomers."""
    context = PageContext(site, "start/")
    community, charter = site.community, site.community.charter.fields
    topics = site.figures.coverage.topics
    values = StartPage(
        purpose=charter.purpose,
        lang=context.language(community.charter),
        agreed=view_agreement(context),
        domain=charter.domain.rstrip().removesuffix("."),
        rhythm=view_rhythm(charter, site.wording),
        life=_life(charter, context),
        join=charter.join or "",
        contact=charter.contact or "",
        code_of_conduct=find_code_of_conduct(context),
        upcoming=view_upcoming(context),
        paths=view_paths(context),
        tracked_paths=track_paths(context, site.figures.routes.values()),
        helpers=_helpers(context),
        members=context.href("members/"),
        words=_words(context),
        glossary=context.href("glossary/"),
        story=context.card(community.testimonials[-1]) if community.testimonials else None,
        baseline=context.chips(slug for slug, covered in topics.items() if covered.topic.fields.baseline),
    )
    html = site.templates.fill(values)
    lead = site.wording.gettext("New to %(community)s? Begin here.", community=community.charter.title)
    return Page("start/", label_section("start/", site.wording), html, lead, scripts=SCRIPTS)


def _life(charter: Charter, context: PageContext) -> str:
    wording, sentences = context.site.wording, []
    if charter.founded:
        day = wording.formats.day(charter.founded)
        has_begun = charter.founded <= context.site.community.as_of
        since = message("We have met since %(day)s.") if has_begun else message("We begin on %(day)s.")
        sentences.append(wording.word(since) % {"day": day})
    if charter.stage:
        sentences.append(wording.word(_STAGES[charter.stage]))
    return wording.together(*sentences)


def find_code_of_conduct(context: PageContext) -> Link | None:
    """Return a link to the note that the charter names; None if there is none."""
    community = context.site.community
    name = community.charter.fields.code_of_conduct
    note = community.by_name.get(name if name.endswith(".md") else f"{name}.md")
    return context.link(note) if note and note.has_page else None


def _helpers(context: PageContext) -> tuple[MemberEntry, ...]:
    members = sorted(context.site.community.members.values(), key=lambda member: member.fields.joined or date.max)
    helpers = [m for m in members if m.has_page and m.fields.offers and not has_left(m, context.site.community.as_of)]
    return tuple(view_member(context, member, 100) for member in helpers[:_HELPERS])


def _words(context: PageContext) -> tuple[TermEntry, ...]:
    """Return the terms for newcomers that the glossary has, or its first six terms."""
    terms = context.site.community.terms
    known = [terms[slug] for slug in _WORDS if slug in terms] or list(terms.values())[:6]
    return tuple(view_term(context, term, 160) for term in known)
