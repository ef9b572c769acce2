"""The pages of all listed members."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from cop_site.insight.contributors import has_left
from cop_site.model.kinds import Kind, Member
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.division import Group, Part, divide
from cop_site.pages.labels import label_section
from cop_site.pages.letters import first_letter, fold_letters
from cop_site.pages.lists import (
    SCRIPTS,
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
from cop_site.pages.views import Chip, Introduction, Link
from cop_site.pages.who_knows import Face, view_face

_URI = "members/"
_UNDIVIDED = 36
"""As many members are shown without letters above them."""


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A listed member."""

    link: Link
    face: Face
    line: str
    """Their summary, in at most 120 characters, or 100 on the page for newcomers; may be empty."""
    offers: tuple[Chip, ...]
    """Topics they can help with."""
    roles: tuple[str, ...]
    """Their current roles."""
    since: str
    """The year in which they joined; empty when that is not known."""
    facets: str = ""
    """What they can be filtered by."""


@dataclass(frozen=True, slots=True)
class MembersPage(PageValues):
    """All members, or those whose names begin with a letter."""

    template: ClassVar = "members"

    title: str
    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    list: ListView
    groups: tuple[GroupView[MemberEntry], ...]
    """The listed members, without former ones: by letter where there are many."""
    unlisted: int
    """The number of members who are not listed."""
    former: tuple[Link, ...]
    """The listed former members."""
    add: str
    """The address to add a member."""


def member_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of members with the function that makes it."""
    members = _make_list(site)
    yield _URI, partial(_members_page, site, members, None)
    for part in members.division.parts:
        yield members.uri_of(PageContext(site, _URI), part), partial(_members_page, site, members, part)


def _make_list(site: Site) -> LongList[Note[Member]]:
    members = [m for m in _by_name(site) if m.has_page and not has_left(m, site.community.as_of)]
    groups = [Group("", "members", tuple(members))] if members else []
    if len(members) > _UNDIVIDED:
        letters = groupby(members, key=lambda member: first_letter(member.title))
        groups = [Group(letter, f"letter-{letter.lower()}", tuple(found), "") for letter, found in letters]
    offers = {
        m.key: [slug for offer in m.fields.offers if (slug := site.community.topic_named(offer))] for m in members
    }
    facets = {key: write_facets(("topic", slug) for slug in slugs) for key, slugs in offers.items()}
    return LongList(_URI, label_section(_URI, site.wording), divide(groups, by_time=False), facets)


def _by_name(site: Site) -> list[Note[Member]]:
    return sorted(site.community.members.values(), key=lambda member: fold_letters(member.title))


def _members_page(site: Site, members: LongList[Note[Member]], part: Part[Note[Member]] | None) -> Page:
    """Return the page of all members: listed ones by name, the others as a number; or that of a letter."""
    context, everybody = (
        PageContext(site, members.uri_of(PageContext(site, _URI), part) if part else _URI),
        () if part else _by_name(site),
    )
    gone = {m.key for m in everybody if has_left(m, site.community.as_of)}
    gettext = site.wording.gettext
    values = MembersPage(
        title=site.wording.named(members.title, part_title(part)) if part else members.title,
        introduction=None if part else context.introduction("members"),
        list=members.view(context, part, [filter_topics(site)._replace(label=gettext("Can help with"))]),
        groups=tuple(
            view_group(
                group, [view_member(context, m, facets=members.facets[m.key]) for m in group.entries], seen, whole
            )
            for group, seen, whole in members.groups(context, part)
        ),
        unlisted=sum(1 for m in everybody if not m.has_page and m.key not in gone),
        former=tuple(context.link(m) for m in everybody if m.has_page and m.key in gone),
        add=context.add_note(Kind.MEMBER),
    )
    html, scripts = site.templates.fill(values), () if part else SCRIPTS
    return Page(context.uri, values.title, html, gettext("Who can help with what."), wide=True, scripts=scripts)


def view_member(context: PageContext, member: Note[Member], length: int = 120, facets: str = "") -> MemberEntry:
    """Return a member as an entry of a list, with a line of at most `length` characters."""
    community = context.site.community
    return MemberEntry(
        link=context.link(member),
        face=view_face(context, member.slug),
        line=context.site.brief(member, length),
        offers=context.chips(slug for offer in member.fields.offers if (slug := community.topic_named(offer))),
        roles=tuple(role.role for role in member.fields.roles if not role.to or role.to >= community.as_of),
        since=str(member.fields.joined.year) if member.fields.joined else "",
        facets=facets,
    )
