"""The headings below which decisions and actions are read, in the languages that communities write in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import Flag, auto
from functools import cache, lru_cache

from cop_site.model.spelling.fold import fold


class Section(Flag):
    """What the list items below a heading are."""

    DECISIONS = auto()
    ACTIONS = auto()


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
_AND = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*[/、・,]\s*", re.IGNORECASE)
"""Between two names in one heading, such as `Decisions and actions`."""
_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*[.):]?\s+")
"""Before the name, as in `3. Decisions`."""
_SIMILAR, _SHORTEST, _LONGEST = 0.8, 4, 60
"""How much a misspelt word is like the word, the least length of both, and the most of a heading with them."""


def read_heading(text: str, decisions: Iterable[str] = (), actions: Iterable[str] = ()) -> Section:
    """Return what stands below a heading; nothing for other headings. The arguments hold further names for both."""
    return _read(text, tuple(decisions), tuple(actions))


def find_meant(text: str, decisions: Iterable[str] = (), actions: Iterable[str] = ()) -> str:
    """Return the heading of decisions or actions that another one nearly is: misspelt, or followed by more words.

    Empty for none, and for a heading that is read as it is. The arguments are those of `read_heading`.
    """
    return _find_meant(text, tuple(decisions), tuple(actions))


@cache
def known_headings(decisions: tuple[str, ...], actions: tuple[str, ...]) -> dict[str, Section]:
    """Return each folded name, with its accents and without, and what it means."""
    names = {
        **dict.fromkeys((*_DECISIONS, *decisions), Section.DECISIONS),
        **dict.fromkeys((*_ACTIONS, *actions), Section.ACTIONS),
    }
    return {key: section for name, section in names.items() for key in (fold(_without_accents(name)), fold(name))}


@cache
def _read(text: str, decisions: tuple[str, ...], actions: tuple[str, ...]) -> Section:
    known = known_headings(decisions, actions)
    text = _NUMBER.sub("", text)
    found = Section(0)
    for name in _AND.split(text.strip().rstrip(":")):
        section = known.get(fold(name))
        if section is None:
            return known.get(fold(text), Section(0))
        found |= section
    return found


@lru_cache(maxsize=4096)
def _find_meant(text: str, decisions: tuple[str, ...], actions: tuple[str, ...]) -> str:
    text = _NUMBER.sub("", text).strip().rstrip(":")
    if not text or len(text) > _LONGEST or _read(text, decisions, actions):
        return ""
    names = (*_DECISIONS, *_ACTIONS, *decisions, *actions)
    parts = {part: _correct(part, names) for part in _AND.split(text)}
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
