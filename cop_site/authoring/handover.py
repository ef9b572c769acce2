"""Makes a handover: what hangs on a person, and who could take each part of it. It is never published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cop_site.authoring.markdown import enumerate_names
from cop_site.authoring.prose import Prose
from cop_site.insight.coverage import Flag, TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.insight.plan import find_leaders
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, LearningPath, Practice
from cop_site.model.note import Note
from cop_site.model.rhythm import Frequency

_MOST = 3
"""People who could take something."""


def draft_handover(key: str, figures: Figures, prose: Prose) -> str:
    """Return what hangs on a person, by key, in Markdown: each thing with those who could take it, all by name."""
    desk = _Desk(key, figures, prose)
    lists = prose.lists(
        {
            "Topics with no other voice": desk.voices(),
            "Topics they look after": desk.stewardships(),
            "Practices they own": desk.practices(recurring=False),
            "What recurs": desk.practices(recurring=True),
            "Learning paths they look after": desk.paths(),
            "Meetups to come": desk.meetups(),
            "Open actions": desk.actions(),
            "Roles": desk.roles(),
        }
    )
    head = f"# Handover: {prose.person(key)}, {figures.community.as_of}"
    return f"{head}\n\n{lists or 'Nothing hangs on them.'}".strip() + "\n"


class _Desk:
    """What is on somebody's desk."""

    def __init__(self, key: str, figures: Figures, prose: Prose) -> None:
        self._key = key
        self._figures = figures
        self._community: Community = figures.community
        self._prose = prose

    def voices(self) -> Iterator[str]:
        for covered in self._figures.coverage.topics.values():
            here = {key: weight for key, weight in covered.weights.items() if key in self._figures.active}
            is_most = Flag.ONE_VOICE in covered.flags and max(here, key=here.__getitem__) == self._key
            if is_most or here.keys() == {self._key}:
                yield self._offer(self._prose.note(covered.topic), [covered])

    def stewardships(self) -> Iterator[str]:
        for covered in self._figures.coverage.topics.values():
            if self._is_among(covered.topic.fields.stewards):
                yield self._offer(self._prose.note(covered.topic), [covered])

    def practices(self, *, recurring: bool) -> Iterator[str]:
        for note in self._community.of(Kind.PRACTICE):
            fields = note.fields
            if not isinstance(fields, Practice) or fields.state == "retired" or bool(fields.every) is not recurring:
                continue
            if fields.owner and self._is_among([fields.owner]):
                due = self._figures.freshness[note.key].due if note.key in self._figures.freshness else None
                review = f"review on {due}" if due else "no day of review"
                every = f"{_word(fields.every)}, " if fields.every else ""
                yield self._offer(f"{self._prose.note(note)} ({every}{review})", self._topics_of(note), fields.authors)

    def paths(self) -> Iterator[str]:
        for path in self._community.paths.values():
            if path.fields.steward and self._is_among([path.fields.steward]):
                yield self._offer(self._prose.note(path), self._topics_on(path), path.fields.authors)

    def meetups(self) -> Iterator[str]:
        for meetup in self._community.meetups:
            fields = meetup.fields
            parts = {
                "speaks": fields.all_speakers,
                "facilitates": fields.facilitators,
                "writes the notes": filter(None, [fields.scribe]),
            }
            theirs = [part for part, names in parts.items() if self._is_among(names)]
            if theirs and self._community.is_planned(meetup):
                what = f"{fields.date}: {self._prose.note(meetup)} ({', '.join(theirs)})"
                yield self._offer(what, self._topics_of(meetup))

    def actions(self) -> Iterator[str]:
        for action in self._figures.log.open_actions:
            if self._is_among(action.who):
                due = f", due {action.due}" if action.due else ""
                what = f"{self._prose.text(action.text)} ({self._prose.note(action.meetup)}{due})"
                yield self._offer(what, self._topics_of(action.meetup), action.who)

    def roles(self) -> Iterator[str]:
        member = self._community.members.get(self._key)
        for role in member.fields.roles if member else ():
            if role.to is None or role.to > self._community.as_of:
                others = (
                    other.slug
                    for other in self._community.members.values()
                    if any(one.role == role.role and one.to is None for one in other.fields.roles)
                )
                yield self._offer(self._prose.text(role.role), [], others)

    def _is_among(self, names: Iterable[str]) -> bool:
        return any(self._community.person(name).key == self._key for name in names)

    def _topics_of(self, note: Note[Fields]) -> list[TopicCoverage]:
        return [self._figures.coverage.topics[slug] for slug in note.topics]

    def _topics_on(self, path: Note[LearningPath]) -> list[TopicCoverage]:
        steps = self._figures.routes[path.slug].steps if path.slug in self._figures.routes else ()
        topics = self._figures.coverage.topics
        slugs = dict.fromkeys(
            slug for step in steps for slug in ([step.note.slug] if step.note.slug in topics else step.note.topics)
        )
        return [topics[slug] for slug in slugs]

    def _offer(self, what: str, topics: Iterable[TopicCoverage], others: Iterable[str] = ()) -> str:
        """Return a thing with those who could take it: who could lead its topics, then others who know it."""
        keys = [key for covered in topics for key in self._find_leaders(covered)]
        keys += [self._community.person(name).key for name in others]
        free = [key for key in dict.fromkeys(keys) if key != self._key and self._stays(key)][:_MOST]
        names = enumerate_names([self._prose.person(key) for key in free])
        return f"{what}. Could take it: {names or 'nobody yet; ask at the next meetup'}"

    def _find_leaders(self, covered: TopicCoverage) -> tuple[str, ...]:
        required = [self._figures.coverage.topics[slug] for slug in self._community.required[covered.topic.slug]]
        return find_leaders(covered, required, self._community, self._figures.active)

    def _stays(self, key: str) -> bool:
        """Whether somebody is here, and has not said when they leave."""
        member = self._community.members.get(key)
        return member.fields.left is None if member else key in self._figures.active


def _word(every: Frequency) -> str:
    """How often something recurs, such as `every month`; which weekday of the month is left out."""
    if len(every.ordinals) > 1:
        return f"{len(every.ordinals)} times a month"
    number, unit = (every.months, "month") if every.months else (every.days, "day")
    return f"every {unit}" if number == 1 else f"every {number} {unit}s"
