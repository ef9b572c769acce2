"""The page of all listed members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.insight.contributors import has_left
from cop_site.model.kinds import Kind, Member
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Introduction, Link


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A listed member."""

    link: Link
    line: str
    """Their summary, in at most 120 characters, or 100 on the page for newcomers; may be empty."""
    offers: tuple[Chip, ...]
    """Topics they can help with."""
    roles: tuple[str, ...]
    """Their current roles."""


@dataclass(frozen=True, slots=True)
class MembersPage(PageValues):
    """All members."""

    template: ClassVar = "members"

    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    people: tuple[MemberEntry, ...]
    """The listed members, without former ones."""
    unlisted: int
    """The number of members who are not listed."""
    former: tuple[Link, ...]
    """The listed former members."""
    add: str
    """The address to add a member."""


def members_page(site: Site) -> Page:
    """Return the page of all members: listed ones by name, the others as a number."""
    context, community = site.at("members/"), site.community
    members = sorted(community.members.values(), key=lambda member: member.title.casefold())
    gone = {m.key for m in members if has_left(m, community.as_of)}
    values = MembersPage(
        introduction=context.introduction("members"),
        people=tuple(view_member(context, m) for m in members if m.has_page and m.key not in gone),
        unlisted=sum(1 for m in members if not m.has_page and m.key not in gone),
        former=tuple(context.link(m) for m in members if m.has_page and m.key in gone),
        add=context.add_note(Kind.MEMBER),
    )
    gettext, html = site.wording.gettext, site.templates.fill(values)
    return Page(
        "members/", label_section("members/", site.wording), html, gettext("Who can help with what."), wide=True
    )


def view_member(context: PageContext, member: Note[Member], length: int = 120) -> MemberEntry:
    """Return a member as an entry of a list, with a line of at most `length` characters."""
    community = context.site.community
    return MemberEntry(
        link=context.link(member),
        line=context.site.brief(member, length),
        offers=context.chips(slug for offer in member.fields.offers if (slug := community.topic_named(offer))),
        roles=tuple(role.role for role in member.fields.roles if not role.to or role.to >= community.as_of),
    )
