"""GitHub issue forms, one for each kind that is written without git, with the community's own topics to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from cop_site.model.community import Community
from cop_site.model.kinds import Kind

FIELDS = {kind: kind.info.form_fields for kind in Kind if kind.info.form_fields}
"""The fields that the form of each kind asks for, in its order. The rest is for reviewers."""
LABEL = "note"
"""The label that says that an issue holds a note; the kind's own stands beside it."""
BODY = "Text"
CONSENT = "Consent"
CONSENT_TEXT = "Whoever tells this story agrees that it is published, for everybody to read."
_NEEDED = frozenset({"title", "date", "url"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form."""

    field: str
    """The field that its answer becomes; empty for the text."""
    label: str
    description: str
    options: tuple[str, ...] = ()
    """What can be chosen; empty where one writes."""
    several: bool = False
    long: bool = False
    needed: bool = False


def ask(kind: Kind, schema: Mapping[str, Any], community: Community) -> list[Question]:
    """The questions of a kind's form; `schema` is that of its front matter."""
    questions = [_ask(name, schema["properties"][name], community) for name in FIELDS[kind]]
    return [*questions, Question("", BODY, "What you want to say, in Markdown.", long=True)]


def render_form(kind: Kind, schema: Mapping[str, Any], community: Community) -> str:
    """The form of a kind as GitHub wants it."""
    more = []
    if kind is Kind.TESTIMONIAL:
        options = [{"label": CONSENT_TEXT, "required": True}]
        more.append({"type": "checkboxes", "id": "consent", "attributes": {"label": CONSENT, "options": options}})
    return render_questions(f"Add a {kind.value}", schema["description"], kind, ask(kind, schema, community), more)


def render_questions(
    name: str, description: str, kind: Kind, questions: Iterable[Question], more: Iterable[dict[str, Any]] = ()
) -> str:
    """A form with some questions, and `more` that is none; its label says that it is on a note of a kind."""
    body = [*map(_render, questions), *more]
    form = {"name": name, "description": description, "labels": [LABEL, kind.value], "body": body}
    head = "# Made by `cop schema --write` from the fields of notes and the community's topics; change those instead.\n"
    return head + str(yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=120))


def _ask(name: str, schema: Mapping[str, Any], community: Community) -> Question:
    several, inner = _unwrap(schema)
    topics = tuple(topic.title for topic in community.topics.values()) if name == "tags" else ()
    return Question(
        name,
        name.replace("_", " ").capitalize(),
        re.sub(r"[`*]", "", schema.get("description", "")),
        topics or tuple(inner.get("enum", ())),
        several,
        long=inner.get("maxLength", 0) > 1_000,
        needed=name in _NEEDED,
    )


def _unwrap(schema: Mapping[str, Any]) -> tuple[bool, Mapping[str, Any]]:
    """Whether a field may hold several values, and the schema of one."""
    first = schema["anyOf"][0] if "anyOf" in schema else schema
    if first.get("type") == "array":
        return True, _unwrap(first["items"])[1]
    # Names are suggested beside free text; a form asks for the text.
    return False, schema["anyOf"][-1] if "anyOf" in schema else schema


def _render(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.description}
    kind = "textarea" if question.long else "input"
    if question.options:
        kind = "dropdown"
        attributes |= {"options": list(question.options)} | ({"multiple": True} if question.several else {})
    identity = question.field or "text"
    return {
        "type": kind,
        "id": identity,
        "attributes": attributes,
        **({"validations": {"required": True}} if question.needed else {}),
    }
