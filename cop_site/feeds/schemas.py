"""JSON Schemas (draft 2020-12) of the front matter of each kind of note, for editors and forms.

They describe what a member may write: a single value in place of a list is allowed, and title and date may be left out,
since the body or the file's name can supply them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from cop_site.model.community import Community
from cop_site.model.kinds import SHORTHAND, Kind
from cop_site.model.values import NAMES, PersonDetails, Target

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INFERRED = frozenset({"title", "date", "name"})
"""Fields whose value can come from the body or the file's name."""

_MOMENT = {"type": "string", "pattern": r"^\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}"}
"""A day with a time, of which `date` takes the day."""


def describe_kind(kind: Kind, community: Community) -> dict[str, Any]:
    """Return the schema of a kind's front matter, with the community's names as suggestions for editors.

    Other names are allowed, too. Members who are not listed are not suggested.
    """
    return _describe_kind(kind, community.content_folder, _find_names(community))


@cache
def write_schema(kind: Kind, content_folder: str) -> str:
    """Return the schema to publish, which suggests no names, so that it does not grow with the notes."""
    return json.dumps(_describe_kind(kind, content_folder, {}), ensure_ascii=False, indent=1)


def _describe_kind(kind: Kind, content_folder: str, names: Mapping[str, list[str]]) -> dict[str, Any]:
    schema = kind.info.model.model_json_schema(by_alias=True)
    described = _describe(schema, schema.pop("$defs", {}), names)
    described["required"] = [name for name in schema.get("required", ()) if name not in _INFERRED]
    if date := described["properties"].get("date"):
        described["properties"]["date"] = {"anyOf": [_MOMENT, date], "description": date["description"]}
    if kind.info.folder:
        described["$comment"] = f"For notes in `{content_folder}/{kind.info.folder}/`."
    return {"$schema": DIALECT, "title": kind.value, **described}


def describe_kinds(community: Community) -> dict[Kind, dict[str, Any]]:
    """Return the schema of every kind."""
    names = _find_names(community)
    return {kind: _describe_kind(kind, community.content_folder, names) for kind in Kind}


def describe_targets(content_folder: str) -> dict[Kind, dict[str, Any]]:
    """Return the schema of every kind, in which what names something has its target for the only suggestion."""
    targets = {target: [target] for target in get_args(Target)}
    return {kind: _describe_kind(kind, content_folder, targets) for kind in Kind}


def _find_names(community: Community) -> Mapping[str, list[str]]:
    """Return the known names by target; topics are in the order of the syllabus, other names sorted."""
    topics = list(community.topics)
    people = sorted(member.slug for member in community.members.values() if member.has_page)
    free = sorted({tag for note in community.notes for tag in note.free_tags})
    return {
        "topic": topics,
        "wish": topics,
        "tag": [*topics, *free],
        "meetup": [meetup.slug for meetup in reversed(community.meetups)],
        "resource": sorted(community.resources),
        "practice": sorted(community.practices),
        "member": people,
        "person": people,
        "host": people,
        "objective": [
            f"{topic.slug}/{objective.id}"
            for topic in community.topics.values()
            for objective in topic.fields.objectives
        ],
        "note": sorted(note.key for note in community.notes if note.kind.info.folder and note.kind is not Kind.MEMBER),
    }


@cache
def _describe_person() -> dict[str, Any]:
    """Return the schema of a person who is written as a group of fields."""
    schema = PersonDetails.model_json_schema()
    return _describe(schema, schema.pop("$defs", {}), {})


def _describe(schema: Mapping[str, Any], parts: Mapping[str, Any], names: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return a schema made by pydantic in a form for members and editors; `parts` are its definitions."""
    if "$ref" in schema:
        inner = _describe(parts[schema["$ref"].rpartition("/")[2]], parts, names)
    elif "anyOf" in schema:  # a value or null; members leave out the field instead
        inner = _describe(next(option for option in schema["anyOf"] if option.get("type") != "null"), parts, names)
    elif schema.get("type") == "array":
        item = _describe(schema["items"], parts, names)
        if shorthand := item.pop(SHORTHAND, ""):
            item = {"anyOf": [item, item["properties"][shorthand]]}
        inner = {"anyOf": [{"type": "array", "items": item}, item]}
    elif "properties" in schema:
        inner = {
            "type": "object",
            "properties": {name: _describe(value, parts, names) for name, value in schema["properties"].items()},
            "additionalProperties": False,
            "required": list(schema.get("required", ())),
            **({SHORTHAND: schema[SHORTHAND]} if SHORTHAND in schema else {}),
        }
    else:
        inner = {key: value for key, value in schema.items() if key not in ("title", "default", "ge", "gt", NAMES)}
        variants = [{"enum": known}] if (known := names.get(schema.get(NAMES, ""))) else []
        if schema.get(NAMES) == "person":
            variants.append(_describe_person())
        inner = {"anyOf": [*variants, inner]} if variants else inner
    description = schema.get("description")
    return {**inner, **({"description": description} if description else {})}
