"""Generates GitHub issue forms, with which people write notes without git."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from cop_site.model.community import Community
from cop_site.model.kinds import Kind

FIELDS = {kind: kind.info.form_fields for kind in Kind if kind.info.form_fields}
"""The fields in the form of each kind that has one, in order."""
LABEL = "note"
"""The label of all issues that hold a note; another one names the kind."""
TALKS = "talks"
"""The field whose answer is a line for each talk."""
BODY = "Text"
CONSENT = "Consent"
CONSENT_TEXT = "The person who tells this story agrees that it is published, for everybody to read."
_REQUIRED = frozenset({"title", "date", "url"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form."""

    field: str
    """The field that takes the answer; empty for the body."""
    label: str
    description: str
    options: tuple[str, ...] = ()
    """The choices of a dropdown; empty for a text field."""
    multiple: bool = False
    long: bool = False
    required: bool = False


def ask(kind: Kind, schema: Mapping[str, Any], community: Community) -> list[Question]:
    """Return the questions of a kind's form; `schema` describes its front matter."""
    questions = [_ask(name, schema["properties"][name], community) for name in FIELDS[kind]]
    return [*questions, Question("", BODY, "What you want to say, in Markdown.", long=True)]


def render_form(kind: Kind, schema: Mapping[str, Any], community: Community) -> str:
    """Return the form of a kind as YAML for GitHub."""
    more = []
    if kind is Kind.TESTIMONIAL:
        options = [{"label": CONSENT_TEXT, "required": True}]
        more.append({"type": "checkboxes", "id": "consent", "attributes": {"label": CONSENT, "options": options}})
    return render_questions(f"Add a {kind.value}", schema["description"], kind, ask(kind, schema, community), more)


def render_questions(
    name: str, description: str, kind: Kind, questions: Iterable[Question], more: Iterable[dict[str, Any]] = ()
) -> str:
    """Return a form with some questions and further parts; its labels say that it is for a note of a kind."""
    body = [*map(_render, questions), *more]
    form = {"name": name, "description": description, "labels": [LABEL, kind.value], "body": body}
    head = "# Made by `cop schema --write` from the fields of notes and the community's topics; change those instead.\n"
    return head + str(yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=120))


def _ask(name: str, schema: Mapping[str, Any], community: Community) -> Question:
    if name == TALKS:
        return Question(name, TALKS.capitalize(), "If there were several, one a line: Title | Speaker.", long=True)
    multiple, variants = list_variants(schema)
    topics = tuple(topic.title for topic in community.topics.values()) if name == "tags" else ()
    return Question(
        name,
        name.replace("_", " ").capitalize(),
        re.sub(r"[`*]", "", schema.get("description", "")),
        topics or tuple(variants[-1].get("enum", ())),
        multiple,
        long=variants[-1].get("maxLength", 0) > 1_000,
        required=name in _REQUIRED,
    )


def list_variants(schema: Mapping[str, Any]) -> tuple[bool, Sequence[Mapping[str, Any]]]:
    """Return whether a field holds a list, and the alternative schemas of a value: suggestions first, any text last."""
    variants = schema.get("anyOf", [schema])
    if variants[0].get("type") == "array":
        return True, list_variants(variants[0]["items"])[1]
    return False, variants


def _render(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.description}
    kind = "textarea" if question.long else "input"
    if question.options:
        kind = "dropdown"
        attributes |= {"options": list(question.options)} | ({"multiple": True} if question.multiple else {})
    return {
        "type": kind,
        "id": question.field or "text",
        "attributes": attributes,
        **({"validations": {"required": True}} if question.required else {}),
    }
