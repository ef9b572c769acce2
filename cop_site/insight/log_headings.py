"""The headings below which decisions, actions and questions are read, in the languages that communities write in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import Flag, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cop_site.model.spelling.fold import fold

if TYPE_CHECKING:
    from cop_site.settings import Headings


class Section(Flag):
    """What the list items below a heading are."""

    DECISIONS = auto()
    ACTIONS = auto()
    QUESTIONS = auto()


_DECISIONS = (
    *("decisions", "decisions taken", "decisions made", "resolutions"),  # English
    *("Entscheidungen", "Beschlüsse", "Beschluss", "Entscheidung"),  # German
    *("décisions", "résolutions"),  # French
    *("decisiones", "acuerdos"),  # Spanish
    *("決定事項", "決定"),  # Japanese
)
_ACTIONS = (
    *("actions", "action items", "action points", "next steps", "tasks", "to do", "todo", "to-dos"),
    *("follow-ups", "follow-up"),
    *("Aufgaben", "Aufgabe", "Maßnahmen", "nächste Schritte", "offene Punkte"),
    *("à faire", "prochaines étapes", "tâches"),
    *("acciones", "tareas", "próximos pasos", "pendientes"),
    *("アクション", "アクションアイテム", "次のステップ", "タスク"),
)
_QUESTIONS = (
    *("questions", "open questions", "unanswered questions"),
    *("Fragen", "offene Fragen"),
    *("questions ouvertes", "questions en suspens"),
    *("preguntas", "preguntas abiertas"),
    *("質問", "疑問", "未解決の質問"),
)
_AND = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*[/、・,]\s*", re.IGNORECASE)
"""Between two names in one heading, such as `Decisions and actions`."""
_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.):]?\s+")
"""Before the name, as in `3. Decisions`."""
_SIMILAR, _SHORTEST, _LONGEST = 0.8, 4, 60
"""How much a misspelt word is like the word, the least length of both, and the most of a heading with them."""


Names = tuple[tuple[str, ...], ...]
"""Further names of a community for the headings: of decisions, of actions and of questions."""
NO_NAMES: Names = ((), (), ())


def name_headings(settings: Headings) -> Names:
    """Return the further names in the settings."""
    return settings.decisions, settings.actions, settings.questions


@cache
def _known_headings(all_names: Names) -> dict[str, Section]:
    """Return each folded name, with its accents and without, and what it means."""
    decisions, actions, questions = all_names
    names = {
        **dict.fromkeys((*_QUESTIONS, *questions), Section.QUESTIONS),
        **dict.fromkeys((*_DECISIONS, *decisions), Section.DECISIONS),
        **dict.fromkeys((*_ACTIONS, *actions), Section.ACTIONS),
    }
    return {key: section for name, section in names.items() for key in (fold(_without_accents(name)), fold(name))}


@cache
def read_heading(text: str, names: Names = NO_NAMES) -> Section:
    """Return what stands below a heading; nothing for other headings."""
    known = _known_headings(names)
    text = _NUMBER.sub("", text)
    found = Section(0)
    for name in _AND.split(text.strip().rstrip(":")):
        section = known.get(fold(name))
        if section is None:
            return known.get(fold(text), Section(0))
        found |= section
    return found


@lru_cache(maxsize=4096)
def find_meant(text: str, further: Names = NO_NAMES) -> str:
    """Return the heading that another one nearly is: misspelt, or one of decisions or actions and more words.

    Empty for none, and for a heading that is read as it is.
    """
    text = _NUMBER.sub("", text).strip().rstrip(":")
    if not text or len(text) > _LONGEST or read_heading(text, further):
        return ""
    names = (*_DECISIONS, *_ACTIONS, *further[0], *further[1])
    parts = {part: _correct(part, (*names, *_QUESTIONS, *further[2])) for part in _AND.split(text)}
    if all(parts.values()):
        for part, name in parts.items():
            text = text.replace(part, name)
        return text
    return next(filter(None, (name or _shorten(part, names) for part, name in parts.items())), "")


def _correct(part: str, names: Iterable[str]) -> str:
    """Return the name that a part of a heading is, or is nearly; empty for none."""
    written = fold(_without_accents(part))
    for name in names:
        known = fold(_without_accents(name))
        if written == known:
            return part
        words, others = written.split("-"), known.split("-")
        if len(words) == len(others) and all(map(_is_like, words, others)):
            return name if part[0].islower() else name[0].upper() + name[1:]
    return ""


def _is_like(word: str, known: str) -> bool:
    """Whether a word is another one, or a misspelling of it: a letter or two are wrong, or in another order."""
    if min(len(word), len(known)) < _SHORTEST or word[0] != known[0]:
        return word == known
    return sorted(word) == sorted(known) or SequenceMatcher(None, word, known).ratio() >= _SIMILAR


def _shorten(part: str, names: Iterable[str]) -> str:
    """Return the first words of a part of a heading if they are a name as it is written; else nothing."""
    known = {name.casefold() for name in names}
    words = part.split()
    beginnings = (" ".join(words[:number]) for number in range(len(words) - 1, 0, -1))
    return next((words for words in beginnings if words.casefold() in known), "")


def _without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
