"""What one chooses a note by, in few words: how long it takes, what it costs, who came, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, LearningPath, Meetup, Member, Practice, Resource, Testimonial, Topic
from cop_site.model.note import Note
from cop_site.pages.days import view_minutes
from cop_site.wording.catalogue import Wording


@dataclass(frozen=True)
class FactLines:
    """The facts of the notes of a community, in the language of the interface."""

    community: Community
    figures: Figures
    names: Mapping[str, Mapping[str, str]]
    """The labels of values, by field."""
    wording: Wording

    def of(self, note: Note[Fields]) -> tuple[str, ...]:
        """Return the facts of a note, in their order; what it does not say is left out."""
        return tuple(filter(None, self._find(note)))

    def _find(self, note: Note[Fields]) -> Iterator[str]:
        fields, wording = note.fields, self.wording
        if isinstance(fields, Meetup):
            yield from self._of_meetup(note, fields)
        elif isinstance(fields, Resource):
            yield from self._of_resource(note.slug, fields)
        elif isinstance(fields, Practice):
            yield _state(fields, wording)
        elif isinstance(fields, Testimonial):
            if fields.result:
                yield wording.pgettext("a story", "says what came of it")
            elif fields.changed:
                yield wording.pgettext("a story", "says what changed")
        elif isinstance(fields, Topic):
            covered = self.figures.coverage.topics[note.slug]
            yield from (self.names["status"][covered.status], self.names["level"][fields.level or ""])
            yield evidence_sentence(covered, wording)
        elif isinstance(fields, LearningPath):
            route = self.figures.routes[note.slug]
            yield view_minutes(route.minutes, wording)
            yield wording.ngettext("%(num)s step", "%(num)s steps", len(route.steps))
            yield self.names["level"][fields.level or ""]
        elif isinstance(fields, Member) and (offers := set(map(self.community.topic_named, fields.offers)) - {""}):
            yield wording.ngettext("can help with %(num)s topic", "can help with %(num)s topics", len(offers))

    def _of_meetup(self, note: Note[Fields], fields: Meetup) -> Iterator[str]:
        wording = self.wording
        yield self.names["format"].get(fields.format or "", "")
        yield view_minutes(fields.length(self.community.charter.fields.meetups), wording)
        if len(fields.talks) > 1:
            yield wording.ngettext("%(num)s talk", "%(num)s talks", len(fields.talks))
        if self.community.is_planned(note) or fields.is_off:
            return
        if came := self.community.count_attendance(fields):
            yield wording.ngettext("%(num)s person came", "%(num)s people came", came)
        if decisions := self.figures.log.count_decisions(note):
            yield wording.ngettext("%(num)s decision", "%(num)s decisions", decisions)
        if fields.recording or any(talk.recording for talk in fields.talks):
            yield wording.pgettext("a meetup has a", "recording")
        if fields.slides or any(talk.slides for talk in fields.talks):
            yield wording.pgettext("a meetup has", "slides")
        if note.key in self._undocumented:
            yield wording.gettext("no notes yet")

    def _of_resource(self, slug: str, fields: Resource) -> Iterator[str]:
        yield self.names["format"].get(fields.format or "", "")
        yield view_minutes(fields.minutes, self.wording)
        yield self.names["level"][fields.level or ""]
        yield self.names["cost"][fields.cost or ""]
        yield str(fields.published.year) if fields.published else ""
        if used := self._used[slug]:
            yield self.wording.ngettext("used at %(num)s meetup", "used at %(num)s meetups", used)

    @cached_property
    def _undocumented(self) -> frozenset[str]:
        """The held meetups that left nothing behind."""
        return frozenset(meetup.key for meetup in self.figures.documentation.missing)

    @cached_property
    def _used(self) -> Mapping[str, int]:
        """How many held meetups used each resource."""
        return Counter(slug for meetup in self.community.held for slug in set(meetup.fields.resources))


def _state(practice: Practice, wording: Wording) -> str:
    if practice.state == "draft":
        return wording.pgettext("a practice", "draft")
    if practice.state == "retired":
        return wording.pgettext("a practice", "retired")
    if practice.since:
        return wording.pgettext("a practice", "since %(year)s", year=str(practice.since.year))
    return ""


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
