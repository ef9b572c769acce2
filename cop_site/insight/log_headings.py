"""The headings below which decisions and actions are read, in the languages that communities write in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Flag, auto
from functools import cache

from cop_site.model.spelling.fold import fold


class Section(Flag):
    """What the list items below a heading are."""

    DECISIONS = auto()
    ACTIONS = auto()


_DECISIONS = (
    *("decisions", "decisions taken", "resolutions"),  # English
    *("Entscheidungen", "Beschlüsse", "Beschluss", "Entscheidung"),  # German
    *("décisions", "résolutions"),  # French
    *("decisiones", "acuerdos"),  # Spanish
    *("決定事項", "決定"),  # Japanese
)
_ACTIONS = (
    *("actions", "action items", "next steps", "to do", "todo", "to-dos", "follow-ups"),
    *("Aufgaben", "Aufgabe", "Maßnahmen", "nächste Schritte", "offene Punkte"),
    *("à faire", "prochaines étapes", "tâches"),
    *("acciones", "tareas", "próximos pasos", "pendientes"),
    *("アクション", "アクションアイテム", "次のステップ", "タスク"),
)
_AND = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*[/、・,]\s*", re.IGNORECASE)
"""Between two names in one heading, such as `Decisions and actions`."""


def read_heading(text: str, decisions: Iterable[str] = (), actions: Iterable[str] = ()) -> Section:
    """Return what stands below a heading; nothing for other headings. The arguments hold further names for both."""
    return _read(text, tuple(decisions), tuple(actions))


@cache
def known_headings(decisions: tuple[str, ...], actions: tuple[str, ...]) -> dict[str, Section]:
    """Return each folded name and what it means."""
    return {
        **{fold(name): Section.DECISIONS for name in (*_DECISIONS, *decisions)},
        **{fold(name): Section.ACTIONS for name in (*_ACTIONS, *actions)},
    }


@cache
def _read(text: str, decisions: tuple[str, ...], actions: tuple[str, ...]) -> Section:
    known = known_headings(decisions, actions)
    found = Section(0)
    for name in _AND.split(text.strip().rstrip(":")):
        section = known.get(fold(name))
        if section is None:
            return known.get(fold(text), Section(0))
        found |= section
    return found
