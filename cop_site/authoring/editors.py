"""Generates files for editors and GitHub from the schemas of front matter: issue forms, snippets, tasks, settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cop_site.authoring.forms import FIELDS, list_variants, render_form
from cop_site.authoring.member_form import render_member_form
from cop_site.authoring.vscode import EXTENSIONS, SETTINGS, TASKS
from cop_site.insight.scaffold import Archetypes
from cop_site.model.community import Community
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.labels import describe_field, label_field
from cop_site.wording.catalogue import ENGLISH, Wording

_VALUE = re.compile(r"\{\{\s*(title|today)\s*\}\}")
"""`{{ title }}`, `{{ today }}`."""
_PLACEHOLDERS = {"title": "${1:Title}", "today": "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"}
_TALK = ["talks:", "  - title: ${1:Title}", "    speakers: [${2:Name}]", "    topics: [${3:topic}]", "$0"]
"""The field of a meetup that had several talks."""
_MAX_CHOICES = 60
"""The most topics that a snippet offers as choices; with more, it has a field to type in."""

FRONT_MATTER = "frontmatter.json"
"""What Front Matter CMS reads."""
USER_FILES = frozenset({".vscode/settings.json", ".vscode/extensions.json", ".vscode/tasks.json"})
"""Files that may hold the user's own settings; an existing one must not be overwritten."""


def editor_files(
    community: Community,
    schemas: Mapping[Kind, Mapping[str, Any]],
    archetypes: Archetypes,
    wording: Wording = ENGLISH,
    *,
    front_matter: bool = False,
) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, relative to the project's directory, and its text.

    Those for the extension Front Matter CMS are there with `front_matter` only.
    """
    for kind in FIELDS:
        yield f".github/ISSUE_TEMPLATE/{kind.value}.yml", render_form(kind, schemas[kind], community, wording)
    yield f".github/ISSUE_TEMPLATE/{Kind.MEMBER.value}.yml", render_member_form(community, wording)
    yield ".vscode/cop.code-snippets", _as_json(_snippets(community, archetypes))
    yield ".vscode/settings.json", _as_json(SETTINGS)
    yield ".vscode/tasks.json", _as_json(TASKS)
    if front_matter:
        yield ".vscode/extensions.json", _as_json(EXTENSIONS)
        yield FRONT_MATTER, _as_json(_front_matter_cms(community, schemas, wording))


def _snippets(community: Community, archetypes: Archetypes) -> dict[str, Any]:
    """Return snippets for VS Code, `cop-meetup` and so on, made from the archetypes."""
    topics = list(community.topics)
    choice = "${2|" + ",".join(topics) + "|}" if 0 < len(topics) <= _MAX_CHOICES else "${2:topic}"
    snippets: dict[str, Any] = {}
    for kind in (*FOLDERS.values(), Kind.PAGE):
        # Every second piece is the name of a value; in the others, the syntax of snippets is escaped.
        text = "".join(
            _PLACEHOLDERS[piece] if index % 2 else re.sub(r"[\\$}]", r"\\\g<0>", piece)
            for index, piece in enumerate(_VALUE.split(archetypes[kind][0]))
        )
        text = text.replace("tags: []", f"tags: [{choice}]")
        snippets[f"A new {kind.value}"] = {
            "scope": "markdown",
            "prefix": f"cop-{kind.value}",
            "body": [*text.rstrip("\n").split("\n"), "$0"],
        }
    snippets["A talk of a meetup"] = {"scope": "markdown,yaml", "prefix": "cop-talk", "body": _TALK}
    return snippets


def _front_matter_cms(
    community: Community, schemas: Mapping[Kind, Mapping[str, Any]], wording: Wording
) -> dict[str, Any]:
    """Return the settings of Front Matter CMS, an extension of VS Code that shows fields as a form."""
    content = f"[[workspace]]/{community.content_folder}"
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.publicFolder": community.content_folder,
        "frontMatter.content.pageFolders": [
            {"title": kind.value.capitalize(), "path": f"{content}/{folder}", "contentTypes": [kind.value]}
            for folder, kind in FOLDERS.items()
        ],
        "frontMatter.taxonomy.contentTypes": [
            {
                "name": kind.value,
                "pageBundle": False,
                "fields": [
                    _field(name, schema, wording)
                    for name, schema in schemas[kind]["properties"].items()
                    if schema.get("type") != "object"
                ],
            }
            for kind in FOLDERS.values()
        ],
    }


def _field(name: str, schema: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    multiple, variants = list_variants(schema)
    options, value = variants[0].get("enum", ()), variants[-1]
    types = {"boolean": "boolean", "integer": "number"}
    kind = types.get(str(value.get("type")), "datetime" if value.get("format") == "date" else "string")
    field: dict[str, Any] = {
        "title": label_field(name, wording),
        "name": name,
        "description": describe_field(schema, wording),
        "type": kind,
    }
    if kind == "datetime":
        field["dateFormat"] = "yyyy-MM-dd"
    elif name == "tags":  # which may be new ones
        field["type"] = "tags"
    elif options:
        field |= {"type": "choice", "choices": list(options)} | ({"multiple": True} if multiple else {})
    elif multiple and kind == "string":
        field["type"] = "list"
    return field


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
