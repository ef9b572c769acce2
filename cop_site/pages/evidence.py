"""What several pages say about a topic: what has happened on it, and who can help with it."""

from __future__ import annotations

from cop_site.insight.contributors import has_left
from cop_site.insight.coverage import TopicCoverage
from cop_site.pages.context import PageContext
from cop_site.pages.days import view_day
from cop_site.pages.views import Link


def evidence_sentence(covered: TopicCoverage) -> str:
    """What has happened on a topic, in words."""
    held = len(covered.held)
    parts = []
    if held and covered.last_held:
        parts.append(f"{held} {'meetup' if held == 1 else 'meetups'}, last {view_day(covered.last_held).text}")
    elif covered.others and not covered.planned:
        count = len(covered.others)
        parts.append(f"no meetup yet, {count} {'note' if count == 1 else 'notes'} to read")
    elif not covered.planned:
        parts.append("nobody yet")
    if covered.planned:
        parts.append(f"planned for {view_day(covered.planned[0].fields.date).text}")
    if covered.wanted_by:
        parts.append(f"{len(covered.wanted_by)} asked for it")
    return " · ".join(parts)


def find_helpers(context: PageContext, covered: TopicCoverage, active: frozenset[str] | None) -> tuple[Link, ...]:
    """Who can help with a topic and is shown by name: who offers it, its stewards, and (where asked) its speakers."""
    community = context.site.community
    present = {m.slug: m for m in community.members.values() if not has_left(m, community.as_of)}
    names = [m.slug for m in present.values() if covered.topic.slug in map(community.topic_named, m.fields.offers)]
    for name in covered.topic.fields.stewards:
        key = community.person(name).key
        if key in present or key not in community.members:
            names.append(name)
    if active is not None:
        speakers = (name for meetup in covered.held for name in meetup.fields.speakers)
        names += [name for name in speakers if community.person(name).key in active]
    return context.people_shown(names)
