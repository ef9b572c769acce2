"""Makes a handover: what hangs on a person, and who could take each part of it. It is never published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cop_site.authoring.prose import Prose
from cop_site.insight.coverage import Flag, TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.insight.plan import find_leaders
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, LearningPath, Practice
from cop_site.model.labels import word_frequency
from cop_site.model.note import Note

_MOST = 3
"""People who could take something."""


def draft_handover(key: str, figures: Figures, prose: Prose) -> str:
    """Return what hangs on a person, by key, in Markdown: each thing with those who could take it, all by name."""
    desk, gettext = _Desk(key, figures, prose), prose.wording.gettext
    lists = prose.lists(
        {
            gettext("Topics with no other voice"): desk.voices(),
            gettext("Topics they look after"): desk.stewardships(),
            gettext("Practices they own"): desk.practices(recurring=False),
            gettext("What recurs"): desk.practices(recurring=True),
            gettext("Learning paths they look after"): desk.paths(),
            gettext("Meetups to come"): desk.meetups(),
            gettext("Open actions"): desk.actions(),
            gettext("Roles"): desk.roles(),
        }
    )
    head = gettext("Handover: %(person)s, %(day)s", person=prose.person(key), day=prose.day(figures.community.as_of))
    nothing = gettext("Nothing hangs on them.")
    return f"# {head}\n\n{lists or nothing}".strip() + "\n"


class _Desk:
    """What is on somebody's desk."""

    def __init__(self, key: str, figures: Figures, prose: Prose) -> None:
        self._key = key
        self._figures = figures
        self._community: Community = figures.community
        self._prose, self._wording = prose, prose.wording

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
                review = self._wording.gettext("no day of review")
                if due:
                    review = self._wording.gettext("review on %(day)s", day=self._prose.day(due))
                every = word_frequency(fields.every, self._wording) if fields.every else ""
                what = self._prose.remark(self._prose.note(note), self._wording.beside(every, review))
                yield self._offer(what, self._topics_of(note), fields.authors)

    def paths(self) -> Iterator[str]:
        for path in self._community.paths.values():
            if path.fields.steward and self._is_among([path.fields.steward]):
                yield self._offer(self._prose.note(path), self._topics_on(path), path.fields.authors)

    def meetups(self) -> Iterator[str]:
        for meetup in self._community.meetups:
            fields = meetup.fields
            parts = {
                self._wording.gettext("speaks"): fields.all_speakers,
                self._wording.gettext("facilitates"): fields.facilitators,
                self._wording.gettext("writes the notes"): filter(None, [fields.scribe]),
            }
            theirs = [part for part, names in parts.items() if self._is_among(names)]
            if theirs and self._community.is_planned(meetup):
                what = self._prose.remark(self._prose.dated(meetup), self._wording.beside(*theirs))
                yield self._offer(what, self._topics_of(meetup))

    def actions(self) -> Iterator[str]:
        for action in self._figures.log.open_actions:
            if self._is_among(action.who):
                due = self._wording.gettext("due %(day)s", day=self._prose.day(action.due)) if action.due else ""
                facts = self._wording.beside(self._prose.note(action.meetup), due)
                what = self._prose.remark(self._prose.text(action.text), facts)
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
        people = self._prose.enumerate(map(self._prose.person, free))
        people = people or self._wording.gettext("nobody yet; ask at the next meetup")
        return self._wording.gettext("%(what)s. Could take it: %(people)s", what=what, people=people)

    def _find_leaders(self, covered: TopicCoverage) -> tuple[str, ...]:
        required = [self._figures.coverage.topics[slug] for slug in self._community.required[covered.topic.slug]]
        return find_leaders(covered, required, self._community, self._figures.active)

    def _stays(self, key: str) -> bool:
        """Whether somebody is here, and has not said when they leave."""
        member = self._community.members.get(key)
        return member.fields.left is None if member else key in self._figures.active
