"""The page of all members who are listed."""

from __future__ import annotations

from cop_site.model.kind import Kind
from cop_site.pages.context import Site
from cop_site.pages.page import Page
from cop_site.pages.views import shorten


def members_page(site: Site) -> Page:
    """Return the page of all members: those who are listed by name, the others as a number."""
    context = site.at("members/")
    community = site.community
    listed = sorted((m for m in community.members.values() if m.fields.listed), key=lambda m: m.title.casefold())
    present = [m for m in listed if not (m.fields.left and m.fields.left <= community.as_of)]
    people = [
        {
            "link": context.link(member),
            "line": shorten(member.summary, 120),
            "offers": context.chips(slug for o in member.fields.offers if (slug := community.topic_named(o))),
            "roles": [role.role for role in member.fields.roles if not role.to or role.to >= community.as_of],
        }
        for member in present
    ]
    unlisted = sum(
        1
        for m in community.members.values()
        if not m.fields.listed and not (m.fields.left and m.fields.left <= community.as_of)
    )
    former = [context.link(member) for member in listed if member not in present]
    values = {"people": people, "unlisted": unlisted, "former": former, "add": context.add_note(Kind.MEMBER)}
    html = site.templates.fill("members", values)
    return Page("members/", "Members", html, "Who can help with what.", wide=True)
