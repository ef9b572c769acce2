"""Makes the agenda of a meetup: what a facilitator needs to know, with the minutes for each part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.actions import refer_to
from cop_site.authoring.markdown import address_from
from cop_site.authoring.prose import Prose
from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.insight.freshness import State, is_outdated
from cop_site.insight.log import Action
from cop_site.insight.presence import find_left
from cop_site.insight.turns import Part, find_named, propose_turn
from cop_site.model.kinds import Meetup, Member
from cop_site.model.note import Note
from cop_site.wording.catalogue import ENGLISH, Wording
from cop_site.wording.letters import cut

_MOST_CHARACTERS = 300
"""Of the summary of a topic."""
_STOP = re.compile(r"(?<=[^.])[.。]$")
"""The full stop of an action, before a colon and who took it on."""
_SHARES = {"welcome": 10, "actions": 15, "tasks": 10, "end": 5}
"""Per cent of the time for each part; the topic takes the rest."""
_STEP, _SHORT = 5, 40
"""Parts take multiples of so many minutes, unless the meetup is shorter than this."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the agenda."""

    heading: str
    share: str
    """Its key in `_SHARES`; empty for the part on the topic."""
    lines: Sequence[str]


def draft_agenda(meetup: Note[Meetup], figures: Figures, wording: Wording = ENGLISH) -> str:
    """Return the agenda of a meetup in Markdown, from the figures of a day before it.

    It depends on nothing in the body of the meetup's own note, so that it can be written there again and again. Members
    who are not listed are in it by pseudonym or as a number.
    """
    prose = Prose(figures.community, wording, address_from(meetup.source.name))
    return _Agenda(meetup, figures, prose, wording).draft()


def _join(blocks: Sequence[str]) -> str:
    """Return blocks joined with blank lines, the items of a list without them."""
    text = ""
    for before, block in zip(("", *blocks), blocks, strict=False):
        text += ("\n" if before.startswith("- ") and block.startswith("- ") else "\n\n") + block
    return text.strip("\n") + "\n"


def _share_out(total: int, parts: Sequence[str]) -> list[int]:
    """Return the minutes of each part; they add up to the total."""
    step = _STEP if total >= _SHORT else 1
    least = step if total >= _SHORT else 0
    lengths = [max(least, round(total * _SHARES[part] / 100 / step) * step) if part else 0 for part in parts]
    lengths[parts.index("")] = total - sum(lengths)
    return lengths


@dataclass(frozen=True, slots=True)
class _Agenda:
    meetup: Note[Meetup]
    figures: Figures
    prose: Prose
    wording: Wording

    def draft(self) -> str:
        gettext = self.wording.gettext
        tasks = ["- " + gettext("Write down each decision, and who does what by when.")]
        sections = [
            _Section(gettext("Welcome"), "welcome", list(self._welcome())),
            *self._actions(),
            _Section(self._name_topics(), "", list(self._topics())),
            _Section(gettext("Who does what by when"), "tasks", tasks),
            _Section(gettext("End"), "end", list(self._end())),
        ]
        total = self.meetup.fields.length(self.figures.community.charter.fields.meetups) or 0
        lengths = _share_out(total, [section.share for section in sections])
        blocks = ["## " + gettext("Agenda"), self._say_when(total)]
        for section, length in zip(sections, lengths, strict=True):
            blocks += [f"### {self._with_minutes(section.heading, length)}", *section.lines]
        return _join(blocks)

    def _say_when(self, minutes: int) -> str:
        fields, wording = self.meetup.fields, self.wording
        clock = fields.time or self.figures.community.charter.fields.meetups.at
        begin = f"{wording.formats.time(clock)} {fields.timezone}".strip() if clock else fields.timezone
        length = wording.ngettext("%(num)s minute", "%(num)s minutes", minutes) if minutes else ""
        return wording.beside(wording.formats.weekday(fields.date), begin, length)

    def _with_minutes(self, text: str, minutes: int | None) -> str:
        return self.prose.remark(text, self.wording.gettext("%(minutes)s min", minutes=minutes)) if minutes else text

    def _welcome(self) -> Iterator[str]:
        meetup, community, wording = self.meetup, self.figures.community, self.wording
        speakers = {community.person(name).key for name in meetup.fields.all_speakers}
        labels = {Part.FACILITATE: wording.gettext("Facilitates"), Part.WRITE: wording.gettext("Writes the notes")}
        for part, label in labels.items():
            named = find_named(part, meetup)
            proposed = None if named else propose_turn(part, meetup, community, self.figures.active, speakers)
            speakers |= {community.person(name).key for name in named} | ({proposed.key} if proposed else set())
            who = self.prose.people(named) or wording.gettext("nobody yet; ask who would like to")
            if proposed:
                who = wording.gettext("%(person)s, whose turn it is", person=self.prose.people([proposed.key]))
            yield f"- {wording.named(label, who)}"
        held = (held.fields.last_day for held in self.figures.coverage.held if held.key != meetup.key)
        if (last := max(held, default=None)) and (joined := self._find_new(last)):
            new = wording.gettext("New since %(day)s", day=self.prose.day(last))
            yield f"- {wording.named(new, self.prose.members(joined))}"

    def _find_new(self, last: date) -> list[Note[Member]]:
        """Return the members who joined after the last meetup, by name."""
        members = sorted(self.figures.community.members.values(), key=lambda member: (member.title, member.slug))
        day = self.meetup.fields.date
        return [member for member in members if member.fields.joined and last < member.fields.joined <= day]

    def _actions(self) -> Iterator[_Section]:
        waiting = [action for action in self.figures.log.open_actions if action.meetup.key != self.meetup.key]
        if waiting:
            yield _Section(self.wording.gettext("Open actions"), "actions", list(map(self._show_action, waiting)))

    def _show_action(self, action: Action) -> str:
        wording, day, due = self.wording, self.meetup.fields.date, action.due
        age = (day - action.meetup.fields.date).days
        until = ""
        if due and due < day:
            until = wording.gettext("overdue since %(day)s", day=self.prose.day(due))
        elif due:
            until = wording.gettext("due %(day)s", day=self.prose.day(due))
        old = wording.ngettext("%(num)s day old", "%(num)s days old", age)
        facts = wording.beside(old, until, *self._say_who_left(action))
        remark = self.prose.add(facts, f"`{_as_code(refer_to(action, self.figures))}`")
        owners = self.prose.people(action.who) or wording.gettext("nobody yet")
        what = _STOP.sub("", action.text)
        return f"- {self.prose.remark(wording.named(self.prose.text(what), owners), remark)}"

    def _say_who_left(self, action: Action) -> Iterator[str]:
        """Say how many of those who took it on have left by the meetup; not who, for they may not be named."""
        community, ngettext = self.figures.community, self.wording.ngettext
        owners = {community.person(name).key for name in action.who}
        gone = owners & find_left(community, self.meetup.fields.date)
        if gone and gone == owners:
            yield ngettext("has left: who takes it over?", "have left: who takes it over?", len(gone))
        elif gone:
            yield ngettext("%(num)s of %(all)s has left", "%(num)s of %(all)s have left", len(gone), all=len(owners))

    def _covered(self) -> list[TopicCoverage]:
        return [self.figures.coverage.topics[slug] for slug in self.meetup.topics]

    def _name_topics(self) -> str:
        topics = [self.prose.text(covered.topic.title) for covered in self._covered()]
        return self.prose.enumerate(topics) or self.prose.text(self.meetup.title)

    def _topics(self) -> Iterator[str]:
        prose, wording = self.prose, self.wording
        for talk in self.meetup.fields.talks:
            title, people = prose.text(talk.title), prose.people(talk.speakers)
            led = wording.gettext("%(title)s, by %(people)s", title=title, people=people) if people else title
            yield f"- {self._with_minutes(led, talk.minutes)}"
        if people := prose.people(self.meetup.fields.speakers):
            yield wording.gettext("Led by %(people)s.", people=people)
        for covered in self._covered():
            yield from self._topic(covered)

    def _topic(self, covered: TopicCoverage) -> Iterator[str]:
        topic, prose, wording = covered.topic, self.prose, self.wording
        link, summary = f"**{prose.note(topic)}**", prose.text(_shorten(topic.summary))
        yield wording.named(link, summary) if summary else link
        if asked := self.figures.asked.get(topic.slug, ()):
            yield wording.gettext("Asked for by %(people)s.", people=prose.members(asked))
        still_open = [o for o in covered.objectives if not any(other.key != self.meetup.key for other in o.claimed_by)]
        if still_open:
            yield wording.gettext("Objectives still open:")
            yield from (f"- {prose.remark(prose.text(o.text), f'`{topic.slug}/{_as_code(o.id)}`')}" for o in still_open)
        material = [
            note
            for note in covered.others
            if note.kind.info.prepares_meetups and not is_outdated(note) and not self._is_overdue(note.key)
        ]
        if material:
            yield wording.gettext("Start from:")
            yield from (f"- {prose.note(note)}" for note in material)

    def _is_overdue(self, key: str) -> bool:
        found = self.figures.freshness.get(key)
        return found is not None and found.state is State.OVERDUE

    def _end(self) -> Iterator[str]:
        meetup, wording = self.meetup, self.wording
        yield "- " + wording.gettext("What was good, and what should be different next time?")
        coming = (other for other in self.figures.community.meetups if other.fields.date > meetup.fields.date)
        following = next((other for other in coming if not other.fields.is_off), None)
        after = wording.beside(self.prose.day(following.fields.date), self.prose.note(following)) if following else ""
        parts = {
            wording.pgettext("in time", "Next"): after,
            wording.pgettext("in time", "Afterwards"): f"`cop close {meetup.slug}`",
        }
        yield from (f"- {wording.named(label, text)}" for label, text in parts.items() if text)


def _shorten(text: str) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return cut(text, _MOST_CHARACTERS).rsplit(None, 1)[0].rstrip(",;:.") + " …"


def _as_code(text: str) -> str:
    """Return a text without the signs that end code."""
    return text.replace("`", "'")
