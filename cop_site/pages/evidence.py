"""Who can help with a topic."""

from __future__ import annotations

from cop_site.insight.contributors import has_left
from cop_site.insight.coverage import TopicCoverage
from cop_site.model.talks import speakers_on
from cop_site.pages.context import PageContext
from cop_site.pages.views import Link


def find_helpers(context: PageContext, covered: TopicCoverage, active: frozenset[str] | None) -> tuple[Link, ...]:
    """Return those who offer a topic, its stewards, and its speakers who are `active`."""
    community = context.site.community
    present = {m.slug: m for m in community.members.values() if not has_left(m, community.as_of)}
    names = [m.slug for m in present.values() if covered.topic.slug in map(community.topic_named, m.fields.offers)]
    for name in covered.topic.fields.stewards:
        key = community.person(name).key
        if key in present or key not in community.members:
            names.append(name)
    if active is not None:
        speakers = (name for meetup in covered.held for name in speakers_on(meetup, covered.topic.slug))
        names += [name for name in speakers if community.person(name).key in active]
    return context.people_counted(community.person(name).key for name in names)
