"""Lists newcomers whom somebody could write to. It names them, and is never published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cop_site.authoring.prose import Prose
from cop_site.insight.contributors import has_left
from cop_site.insight.figures import Figures
from cop_site.model.kinds import Meetup, Member
from cop_site.model.note import Note
from cop_site.model.talks import speakers_on


def draft_newcomers(figures: Figures, since: date, prose: Prose) -> str:
    """Return in Markdown who was first seen since a day, and may need a word: each by name, the latest first."""
    found, gettext = _Newcomers(figures, since, prose), prose.wording.gettext
    lists = prose.lists(
        {
            gettext("Came once, and not again"): found.came_once(),
            gettext("Joined, and never came"): found.never_came(),
            gettext("Want what no learning path serves"): found.unserved(),
            gettext("Offered, and were never asked"): found.never_asked(),
        }
    )
    today = prose.day(figures.community.as_of)
    head = gettext("Newcomers since %(since)s, as of %(day)s", since=prose.day(since), day=today)
    nobody = gettext("There is nobody to write to.")
    return f"# {head}\n\n{lists or nobody}".strip() + "\n"


@dataclass(frozen=True)
class _Newcomers:
    figures: Figures
    since: date
    prose: Prose

    @cached_property
    def _here(self) -> list[str]:
        """The keys of those who were first seen since the day and have not left, the latest first."""
        community, traces = self.figures.community, self.figures.traces
        gone = {member.slug for member in community.members.values() if has_left(member, community.as_of)}
        keys = (key for key, trace in traces.items() if trace.first_seen >= self.since and key not in gone)
        return sorted(keys, key=lambda key: (-traces[key].first_seen.toordinal(), key))

    @cached_property
    def _members(self) -> list[Note[Member]]:
        members = self.figures.community.members
        return [members[key] for key in self._here if key in members]

    @cached_property
    def _came_to(self) -> dict[str, list[Note[Meetup]]]:
        """The meetups that each person came to, in their order; of several on a day the first."""
        found: dict[str, dict[date, Note[Meetup]]] = {}
        meetups = self.figures.community.meetups_by_slug
        for event in self.figures.events:
            for key in event.came:
                found.setdefault(key, {}).setdefault(event.day, meetups[event.note.slug])
        return {key: list(days.values()) for key, days in found.items()}

    def came_once(self) -> Iterator[str]:
        for key in self._here:
            meetups = self._came_to.get(key, [])
            later = sum(meetup.fields.date > meetups[0].fields.last_day for meetup in self._held) if meetups else 0
            if len(meetups) == 1 and later:
                only, wording = meetups[0], self.prose.wording
                since = wording.ngettext("%(num)s meetup since", "%(num)s meetups since", later)
                came = wording.beside(self.prose.day(only.fields.date), self.prose.note(only))
                yield wording.named(self._call(key, only), self._on_day(self.prose.add(came, since), key))

    def _call(self, key: str, meetup: Note[Meetup]) -> str:
        """The name of somebody who came to a meetup; of somebody without a file as the meetup has it."""
        community = self.figures.community
        written = [name for name in meetup.fields.attendees if community.person(name).key == key]
        return self.prose.text(written[0]) if written and key not in community.members else self.prose.person(key)

    def never_came(self) -> Iterator[str]:
        for member in self._members:
            joined = member.fields.joined
            if joined and not self._came_to.get(member.slug) and any(m.fields.date > joined for m in self._held):
                said = self.prose.wording.gettext("joined on %(day)s", day=self.prose.day(joined))
                yield self._say(member, self._on_day(said, member.slug))

    def unserved(self) -> Iterator[str]:
        served = {slug for route in self.figures.routes.values() for step in route.steps for slug in step.note.topics}
        served |= {step.note.slug for route in self.figures.routes.values() for step in route.steps}
        topics = self.figures.coverage.topics
        for member in self._members:
            open_wishes = [w for w in self.figures.wishes if w.member.slug == member.slug and not w.is_met]
            for wish in open_wishes:
                if wish.topic not in served:
                    what = topics[wish.topic].topic.title if wish.topic else wish.text
                    yield self._say(member, self.prose.text(what))

    def never_asked(self) -> Iterator[str]:
        community = self.figures.community
        for member in self._members:
            for slug in dict.fromkeys(map(community.topic_named, member.fields.offers)):
                covered = self.figures.coverage.topics.get(slug)
                meetups = (*covered.held, *covered.planned) if covered else ()
                speakers = {community.person(name).key for m in meetups for name in speakers_on(m, slug)}
                if covered and member.slug not in speakers:
                    yield self._say(member, self.prose.note(covered.topic))

    @property
    def _held(self) -> tuple[Note[Meetup], ...]:
        return self.figures.community.held

    def _say(self, member: Note[Member], what: str) -> str:
        return self.prose.wording.named(self.prose.person(member.slug), what)

    def _on_day(self, text: str, key: str) -> str:
        """Return a text with which of somebody's days it is today."""
        days = (self.figures.community.as_of - self.figures.traces[key].first_seen).days
        return self.prose.remark(text, self.prose.wording.gettext("day %(num)s", num=days))
