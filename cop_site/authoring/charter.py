"""What a new charter says that only its community knows: asked for, and left out where nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from cop_site.authoring.new import NewNote, add_fields
from cop_site.content.frontmatter.split import read_front_matter
from cop_site.model.kinds import Charter


@dataclass(frozen=True, slots=True)
class CharterQuestion:
    """A question about a field of the charter."""

    field: str
    """The field; one of the rhythm has `meetups.` before its name."""
    text: str


QUESTIONS = (
    CharterQuestion("purpose", "Why does it exist, in a sentence?"),
    CharterQuestion("founded", "On which day did it begin, such as 2026-01-14?"),
    CharterQuestion("timezone", "In which time zone is it at home, such as Europe/Berlin?"),
    CharterQuestion("meetups.every", "How often does it meet, such as 2 weeks or first Tuesday?"),
    CharterQuestion("meetups.on", "On which day of the week?"),
    CharterQuestion("meetups.at", "At what time, such as 18:00?"),
    CharterQuestion("meetups.minutes", "How many minutes does a meetup take?"),
)
"""In the order in which they are asked."""


def complete_charter(note: NewNote, ask: Callable[[CharterQuestion, str], str]) -> NewNote:
    """Return a new charter with the answers to all questions that its archetype leaves open.

    `ask` is called with a question and what is wrong with the answer before, if anything; it returns the answer, or
    nothing, which leaves the field out.
    """
    given = read_front_matter(note.text, "").values
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if question.field.partition(".")[0] not in given and not _is_answered(question, answers):
            wrong = ""
            while (answer := ask(question, wrong).strip()) and (wrong := find_mistake(question.field, answer)):
                pass
            if answer:
                answers[question.field] = answer
    return add_fields(note, _nest(answers)) if answers else note


def find_mistake(field: str, answer: str) -> str:
    """Return what is wrong with an answer, and what to write instead; empty where nothing is."""
    try:
        Charter.model_validate({"name": "A", **_nest({field: answer}, typed=False)})
    except ValidationError as error:
        return "; ".join(_explain(detail) for detail in error.errors())
    return ""


def _is_answered(question: CharterQuestion, answers: Mapping[str, str]) -> bool:
    """Whether `first Tuesday` has said the day of the week already."""
    if question.field != "meetups.on" or "meetups.every" not in answers:
        return False
    charter = Charter.model_validate({"name": "A", **_nest({"meetups.every": answers["meetups.every"]}, typed=False)})
    return charter.meetups.frequency.weekday is not None


def _explain(detail: Any) -> str:
    hint = detail.get("ctx", {}).get("hint", "")
    return f"{detail['msg']}: {hint}" if hint else str(detail["msg"])


def _nest(answers: Mapping[str, str], *, typed: bool = True) -> dict[str, Any]:
    """The answers as front matter: those on the rhythm in a group of their own."""
    fields: dict[str, Any] = {}
    for name, answer in answers.items():
        group, _, inner = name.rpartition(".")
        value = _as_value(name, answer) if typed else answer
        (fields.setdefault(group, {}) if group else fields)[inner] = value
    return fields


def _as_value(name: str, answer: str) -> Any:
    """A day or a number as YAML writes it, without quotes."""
    if name == "founded":
        return date.fromisoformat(answer)
    return int(answer) if answer.isdecimal() else answer
