"""Makes the page for a sponsor: what the community is for, what it did, and what came of it, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from cop_site.authoring.prose import Prose
from cop_site.authoring.report import Review, write_table
from cop_site.insight.plan import Slot

_ROWS = ("held", "attendances", "covered", "decisions", "practices", "stories", "joined")
"""The totals that a sponsor may want to know."""
_MOST = 3
"""Stories, and topics that come next, so that it stays one page."""


def draft_sponsor_page(about: Review, prose: Prose) -> dict[str, str]:
    """Return the block for a sponsor, by its name; nobody is named who is not listed."""
    charter = about.figures.community.charter.fields
    purpose = [prose.text(charter.purpose)] if charter.purpose else []
    gettext = prose.wording.gettext
    lists = prose.lists(
        {
            gettext("What came of it"): _results(about, prose),
            gettext("What comes next"): _next(about, prose),
            gettext("Thank you"): _thanks(about, prose),
        }
    )
    heading = "## " + gettext("What we did")
    return {"report-sponsor": "\n\n".join([*purpose, heading, write_table(about, prose, _ROWS), lists]).strip() + "\n"}


def _results(about: Review, prose: Prose) -> Iterator[str]:
    """Yield what changed, in the words of the latest stories that say so; those with a result first."""
    told = [story for story in reversed(about.now.stories) if story.fields.changed or story.fields.result]
    for story in sorted(told, key=lambda story: not story.fields.result)[:_MOST]:
        yield prose.remark(prose.text(story.fields.result or story.fields.changed), prose.note(story))


def _next(about: Review, prose: Prose) -> Iterator[str]:
    community = about.figures.community
    planned = [meetup for meetup in community.meetups if community.is_planned(meetup)]
    yield from map(prose.dated, planned[:_MOST])
    slots: tuple[Slot, ...] = about.figures.plan[: _MOST - len(planned[:_MOST])]
    proposed = prose.wording.gettext("Proposed")
    yield from (prose.wording.named(proposed, prose.note(slot.candidate.covered.topic)) for slot in slots)


def _thanks(about: Review, prose: Prose) -> Iterator[str]:
    """Yield who paid for meetups and who hosted them; people only if they may be named."""
    meetups = [meetup.fields for meetup in about.now.held]
    givers = {
        prose.wording.gettext("It was paid for by"): [one.name for fields in meetups for one in fields.sponsors],
        prose.wording.gettext("We were guests of"): [one.name for fields in meetups for one in fields.host],
    }
    for words, names in givers.items():
        people = {person.key: person for person in map(about.figures.community.person, names) if person.is_named}
        yield from (prose.wording.named(words, prose.text(person.name)) for person in people.values())
