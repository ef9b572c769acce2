"""Generates GitHub issue forms, with which people write notes without git."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.labels import describe_field, label_field, label_form, name_values
from cop_site.wording.catalogue import ENGLISH, Wording

FIELDS = {kind: kind.info.form_fields for kind in Kind if kind.info.form_fields}
"""The fields in the form of each kind that has one, in order."""
LABEL = "note"
"""The label of all issues that hold a note; another one names the kind."""
TALKS = "talks"
"""The field whose answer is a line for each talk."""
BODY, CONSENT = "text", "consent"
"""The ids of the parts that are no field: the text of the note, and the box."""
_REQUIRED = frozenset({"title", "date", "url"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form."""

    field: str
    """The field that takes the answer, or `BODY`."""
    label: str
    description: str
    options: tuple[str, ...] = ()
    """The choices of a dropdown; empty for a text field."""
    multiple: bool = False
    long: bool = False
    required: bool = False
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What choices stand for in front matter."""


def ask(kind: Kind, schema: Mapping[str, Any], community: Community, wording: Wording = ENGLISH) -> list[Question]:
    """Return the questions of a kind's form; `schema` describes its front matter."""
    questions = [_ask(name, schema["properties"][name], community, wording) for name in FIELDS[kind]]
    description = wording.gettext("What you want to say, in Markdown.")
    return [*questions, Question(BODY, label_field(BODY, wording), description, long=True)]


def ask_consent(wording: Wording) -> Question:
    """Return the question whether a story may be published, which has a box to tick."""
    agrees = wording.gettext("The person who tells this story agrees that it is published, for everybody to read.")
    return Question(CONSENT, label_field(CONSENT, wording), "", (agrees,))


def render_form(kind: Kind, schema: Mapping[str, Any], community: Community, wording: Wording) -> str:
    """Return the form of a kind as YAML for GitHub."""
    more = []
    if kind is Kind.TESTIMONIAL:
        consent = ask_consent(wording)
        attributes = {"label": consent.label, "options": [{"label": consent.options[0], "required": True}]}
        more.append({"type": "checkboxes", "id": CONSENT, "attributes": attributes})
    description, questions = describe_field(schema, wording), ask(kind, schema, community, wording)
    return render_questions(label_form(kind, wording), description, kind, questions, more)


def render_questions(
    name: str, description: str, kind: Kind, questions: Iterable[Question], more: Iterable[dict[str, Any]] = ()
) -> str:
    """Return a form with some questions and further parts; its labels say that it is for a note of a kind."""
    body = [*map(_render, questions), *more]
    form = {"name": name, "description": description, "labels": [LABEL, kind.value], "body": body}
    head = "# Made by `cop schema --write` from the fields of notes and the community's topics; change those instead.\n"
    return head + str(yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=120))


def _ask(name: str, schema: Mapping[str, Any], community: Community, wording: Wording) -> Question:
    if name == TALKS:
        description = wording.gettext("If there were several, one a line: Title | Speaker.")
        return Question(name, label_field(name, wording), description, long=True)
    multiple, variants = list_variants(schema)
    topics = tuple(topic.title for topic in community.topics.values()) if name == "tags" else ()
    # What is typed in front matter is English, and is what it is called there.
    labels = {} if wording.language == ENGLISH.language else name_values(wording).get(name, {})
    values = {labels.get(value, value): value for value in variants[-1].get("enum", ())}
    return Question(
        name,
        label_field(name, wording),
        re.sub(r"[`*]", "", describe_field(schema, wording)),
        topics or tuple(values),
        multiple,
        long=variants[-1].get("maxLength", 0) > 1_000,
        required=name in _REQUIRED,
        values=values,
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
        "id": question.field,
        "attributes": attributes,
        **({"validations": {"required": True}} if question.required else {}),
    }
