"""Facts about a topic that several pages share: its meetups and notes, and who can help."""

from __future__ import annotations

from cop_site.insight.contributors import has_left
from cop_site.insight.coverage import TopicCoverage
from cop_site.model.talks import speakers_on
from cop_site.pages.context import PageContext
from cop_site.pages.views import Link
from cop_site.wording.catalogue import Wording


def evidence_sentence(covered: TopicCoverage, wording: Wording) -> str:
    """Return the meetups and notes on a topic, in words."""
    facts = []
    if covered.held and covered.last_held:
        last, held = wording.formats.day(covered.last_held), len(covered.held)
        facts.append(wording.ngettext("%(num)s meetup, last %(day)s", "%(num)s meetups, last %(day)s", held, day=last))
    elif covered.others and not covered.planned:
        facts.append(
            wording.ngettext(
                "no meetup yet, %(num)s note to read", "no meetup yet, %(num)s notes to read", len(covered.others)
            )
        )
    elif not covered.planned:
        facts.append(wording.gettext("nobody yet"))
    if covered.planned:
        day = wording.formats.day(covered.planned[0].fields.date)
        facts.append(wording.gettext("planned for %(day)s", day=day))
    if covered.wanted_by:
        facts.append(wording.ngettext("%(num)s asked for it", "%(num)s asked for it", len(covered.wanted_by)))
    return " · ".join(facts)


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
