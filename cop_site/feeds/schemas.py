"""What the front matter of each kind of note may hold, as JSON Schema (draft 2020-12).

Editors and forms are made from it. It is what a member may write, so it allows what reading allows: a single value
where a list is meant, and a note without the title or the date that its text or its file's name tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cop_site.model.community import Community
from cop_site.model.kinds import SHORTHAND, Kind
from cop_site.model.values import NAMES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TOLD = frozenset({"title", "date", "name"})
"""Fields that the text or the file's name can tell."""


def describe_kind(kind: Kind, community: Community) -> dict[str, Any]:
    """The schema of a kind's front matter, with the names that this community has as suggestions.

    Suggestions are no limits: a tag may be new, and somebody may have no file. Members who are not listed are not
    suggested, since the schema is published.
    """
    schema = kind.info.model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})
    names = _find_names(community)
    described = _describe(schema, parts, names)
    where = f"`{community.content_folder}/{kind.info.folder}/`" if kind.info.folder else ""
    described["required"] = [name for name in schema.get("required", ()) if name not in _TOLD]
    return {
        "$schema": DIALECT,
        "title": kind.value,
        **described,
        **({"$comment": f"For notes in {where}."} if where else {}),
    }


def describe_kinds(community: Community) -> dict[Kind, dict[str, Any]]:
    """The schema of every kind."""
    return {kind: describe_kind(kind, community) for kind in Kind}


def _find_names(community: Community) -> Mapping[str, list[str]]:
    """What a text may name, by what kind of thing it is; in the order of the syllabus, else by name."""
    topics = list(community.topics)
    people = sorted(member.slug for member in community.members.values() if member.has_page)
    free = sorted({tag for note in community.notes for tag in note.free_tags})
    return {
        "topic": topics,
        "tag": [*topics, *free],
        "meetup": [meetup.slug for meetup in reversed(community.meetups)],
        "resource": sorted(community.resources),
        "member": people,
        "person": people,
        "objective": [
            f"{topic.slug}/{objective.id}"
            for topic in community.topics.values()
            for objective in topic.fields.objectives
        ],
        "note": sorted(note.key for note in community.notes if note.kind.info.folder and note.kind is not Kind.MEMBER),
    }


def _describe(schema: Mapping[str, Any], parts: Mapping[str, Any], names: Mapping[str, list[str]]) -> dict[str, Any]:
    """A schema as pydantic makes it, in the form that members and editors can use."""
    if "$ref" in schema:
        inner = _describe(parts[schema["$ref"].rpartition("/")[2]], parts, names)
    elif "anyOf" in schema:  # a value or nothing: a field that is empty is left out
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
        if known := _suggest(names.get(schema.get(NAMES, ""), ())):
            inner = {"anyOf": [known, inner]}
    description = schema.get("description")
    return {**inner, **({"description": description} if description else {})}


def _suggest(names: Iterable[str]) -> dict[str, Any] | None:
    known = list(names)
    return {"enum": known} if known else None
