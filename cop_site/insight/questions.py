"""What the community does not know yet: the questions that its notes ask, and the notes that answer them."""

from __future__ import annotations

import re
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
from cop_site.model.spelling.index import Names
from cop_site.settings import Headings

_NUMBER = re.compile(r"-\d+$")
"""At the end of the id of a heading that is in a note again."""
_Read = tuple[tuple[tuple[str, bool], ...], tuple[str, ...]]
"""The questions of a note, each with whether it is ticked or struck through, and the anchors of their headings."""


@dataclass(frozen=True)
class Asked:
    """What a note asks."""

    note: Note[Fields]
    questions: tuple[tuple[str, bool], ...]
    """Each with whether it is ticked or struck through."""
    anchor: str
    """The id of the first heading that they stand below."""
    anchors: frozenset[str]
    """The ids of all of them."""
    by_words: Mapping[str, str]
    """The questions by their folded words."""

    @cached_property
    def names(self) -> Names:
        """The questions, to look up what wrong words were meant to be."""
        return Names(text for text, _ in self.questions)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a note asks."""

    text: str
    note: Note[Fields]
    """The meetup or the topic; the first, where several ask the same."""
    anchor: str
    """The id of the heading that it stands below."""
    number: int
    """Its place among all questions of the note, from 1."""
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
    """A link to the heading of the questions of a note."""

    note: Note[Fields]
    link: Link
    asked: Asked
    question: str
    """The question that it answers; empty for none."""


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
        anchors = {_NUMBER.sub("", anchor) for asked in self._asked.values() for anchor in asked.anchors}
        notes = [note for note in self.community.notes if self._may_answer(note, anchors)]
        notes.sort(key=lambda note: note.date or date.max)
        return tuple(answer for note in notes for answer in self._answers_in(note))

    def seen_in(self, note: Note[Fields]) -> tuple[object, ...]:
        """Return what other pages show of the text of a note: what it asks, and what it answers."""
        asked = self._read(note) if note.key in self._asked else ()
        return asked, [answer.question for answer in self._by_note.get(note.key, ())]

    @cached_property
    def _by_note(self) -> Mapping[str, Sequence[Answer]]:
        found: dict[str, list[Answer]] = {}
        for answer in self.answers:
            found.setdefault(answer.note.key, []).append(answer)
        return found

    @cached_property
    def _asked(self) -> Mapping[str, Asked]:
        """What each note asks, by its key, the earliest first."""
        notes: tuple[Note[Fields], ...] = (*self.community.topics.values(), *self.community.held)
        return {note.key: found for note in notes if (found := self._view(note)).questions}

    def _view(self, note: Note[Fields]) -> Asked:
        questions, anchors = self._read(note)
        first = next(iter(anchors), "")
        return Asked(
            note, questions, first, frozenset(anchors), {self.community.fold(text): text for text, _ in questions}
        )

    def _read(self, note: Note[Fields]) -> _Read:
        given = repr((name_headings(self.headings), note.language, sorted(self.scaffold.items)))
        return note.source.recall("questions", lambda: self._parse(note), given)

    def _parse(self, note: Note[Fields]) -> _Read:
        names = name_headings(self.headings)
        items = items_below(Section.QUESTIONS, note, self.headings, self.scaffold)
        asked = tuple((item.text, bool(item.done) or item.is_struck) for item in items)
        headings = note.source.outline.headings if asked else ()
        read = {one.anchor: read_heading(one.text, names, note.language) for one in headings}
        return asked, tuple(anchor for anchor, section in read.items() if Section.QUESTIONS in section)

    def _collect(self) -> Iterator[Question]:
        answered: dict[tuple[str, str], Note[Fields]] = {}
        for answer in self.answers:
            answered.setdefault((answer.asked.note.key, answer.question), answer.note)
        for key, asked in self._asked.items():
            for number, (text, is_done) in enumerate(asked.questions, 1):
                known = asked.by_words[self.community.fold(text)]
                yield Question(text, asked.note, asked.anchor, number, is_done, answered.get((key, known)))

    def _may_answer(self, note: Note[Fields], anchors: set[str]) -> bool:
        """Return whether a note that is there and is not to come may have a link to a heading whose id begins so."""
        if not anchors or not note.has_page or not was_there(note, self.community.as_of):
            return False
        if isinstance(note.fields, Meetup) and not self.community.is_held(note):
            return False
        text = unquote(note.source.body) if "%" in note.source.body else note.source.body
        return any(f"#{anchor}" in text for anchor in anchors)

    def _answers_in(self, note: Note[Fields]) -> Iterator[Answer]:
        for link in note.source.outline.links:
            there = find_destination(link.target, note.source.name, self.community)
            asked = self._asked.get(there.note.key) if there.note else None
            if asked and there.anchor in asked.anchors:
                is_only = len(asked.questions) == 1 and asked.note.key != note.key
                only = asked.questions[0][0] if is_only else ""
                yield Answer(note, link, asked, asked.by_words.get(self.community.fold(link.text), only))
