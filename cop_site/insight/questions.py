"""What the community does not know yet: the questions that its notes ask, and the notes that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from cop_site.content.gfm import Link
from cop_site.insight.log import items_below
from cop_site.insight.log_headings import Section, name_headings, read_heading
from cop_site.insight.scaffold import Scaffold
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Topic
from cop_site.model.links import find_destination
from cop_site.model.note import Note
from cop_site.model.past import was_there
from cop_site.settings import Headings

_Asked = tuple[tuple[tuple[str, bool], ...], tuple[str, ...]]
"""The questions of a note, each with whether it is ticked or struck through, and the anchors of their headings."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a note asks."""

    text: str
    note: Note[Fields]
    """The meetup or the topic; the first, where several ask the same."""
    anchor: str
    """The id of the heading that it stands below."""
    is_done: bool
    """Whether it is ticked or struck through where it stands."""
    answered_by: Note[Fields] | None = None
    """The first note that answers it."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.is_done and self.answered_by is None

    @property
    def topic(self) -> str:
        """The slug of its main topic; empty for none."""
        return self.note.slug if isinstance(self.note.fields, Topic) else self.note.main_topic


class Answer(NamedTuple):
    """A link to the heading of the questions of a note, which answers those that it names."""

    note: Note[Fields]
    link: Link
    asking: Note[Fields]
    asked: tuple[str, ...]
    """The questions of that note."""
    named: tuple[str, ...]
    """The texts of the questions that it answers."""


@dataclass(frozen=True)
class Questions:
    """The questions of all notes; they are only collected if they are asked for.

    The list items below `Questions` in a meetup that was held, or in a topic, are questions. A link to that heading
    answers the one whose words it has as its text, or the only one that stands there. In the note itself it must have
    the words, and a meetup that is still to come answers nothing.
    """

    community: Community
    headings: Headings
    scaffold: Scaffold

    @cached_property
    def all(self) -> tuple[Question, ...]:
        """Each question once, those asked last first; what has no date comes last."""
        found: dict[str, Question] = {}
        for question in self._collect():
            first = found.setdefault(self.community.fold(question.text) or question.text, question)
            answer = first.answered_by or question.answered_by
            changed = replace(first, is_done=first.is_done or question.is_done, answered_by=answer)
            found[self.community.fold(question.text) or question.text] = changed
        return tuple(sorted(found.values(), key=lambda one: one.note.date or date.min, reverse=True))

    @cached_property
    def open(self) -> tuple[Question, ...]:
        """Those without an answer."""
        return tuple(question for question in self.all if question.is_open)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The links to headings of questions, by the date of the note that has them; what has no date comes last."""
        anchors = {anchor for _, anchors in self._asked.values() for anchor in anchors}
        notes = [note for note in self.community.notes if self._may_answer(note, anchors)]
        notes.sort(key=lambda note: note.date or date.max)
        return tuple(answer for note in notes for answer in self._answers_in(note))

    def seen_in(self, note: Note[Fields]) -> tuple[object, ...]:
        """Return what other pages show of the text of a note: what it asks, and what it may answer."""
        return self._asked.get(note.key), [
            (answer.link.target, answer.named) for answer in self._by_note.get(note.key, ())
        ]

    @cached_property
    def _by_note(self) -> Mapping[str, Sequence[Answer]]:
        found: dict[str, list[Answer]] = {}
        for answer in self.answers:
            found.setdefault(answer.note.key, []).append(answer)
        return found

    @cached_property
    def _asked(self) -> Mapping[str, _Asked]:
        """What each note asks, by its key, the earliest first."""
        notes: list[Note[Fields]] = [*self.community.topics.values(), *self.community.held]
        return {note.key: asked for note in notes if (asked := self._read(note))[0]}

    def _read(self, note: Note[Fields]) -> _Asked:
        given = repr((name_headings(self.headings), sorted(self.scaffold.items)))
        return note.source.recall("questions", lambda: self._parse(note), given)

    def _parse(self, note: Note[Fields]) -> _Asked:
        names = name_headings(self.headings)
        items = items_below(Section.QUESTIONS, note, self.headings, self.scaffold)
        asked = tuple((item.text, bool(item.done) or item.is_struck) for item in items)
        headings = note.source.outline.headings if asked else ()
        return asked, tuple(one.anchor for one in headings if Section.QUESTIONS in read_heading(one.text, names))

    def _collect(self) -> Iterator[Question]:
        answered: dict[tuple[str, str], Note[Fields]] = {}
        for answer in self.answers:
            for text in answer.named:
                answered.setdefault((answer.asking.key, text), answer.note)
        for key, (asked, anchors) in self._asked.items():
            for text, is_done in asked:
                note = self.community.by_key[key]
                yield Question(text, note, anchors[0] if anchors else "", is_done, answered.get((key, text)))

    def _may_answer(self, note: Note[Fields], anchors: set[str]) -> bool:
        """Return whether a note that is there and is not to come may have a link to one of some headings."""
        if not anchors or not note.has_page or not was_there(note, self.community.as_of):
            return False
        if isinstance(note.fields, Meetup) and not self.community.is_held(note):
            return False
        text = unquote(note.source.body) if "%" in note.source.body else note.source.body
        return any(f"#{anchor}" in text for anchor in anchors)

    def _answers_in(self, note: Note[Fields]) -> Iterator[Answer]:
        for link in note.source.outline.links:
            there = find_destination(link.target, note.source.name, self.community)
            asked, anchors = self._asked.get(there.note.key, ((), ())) if there.note else ((), ())
            if there.note and there.anchor in anchors:
                texts, words = tuple(text for text, _ in asked), f"-{self.community.fold(link.text)}-"
                named = tuple(text for text in texts if f"-{self.community.fold(text)}-" in words)
                is_only = len(texts) == 1 and there.note.key != note.key
                yield Answer(note, link, there.note, texts, named or (texts if is_only else ()))
