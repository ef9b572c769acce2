"""The page `admin/` on which a content manager (Decap CMS, or Sveltia CMS) edits notes, from the schemas of the check.

The program is a file of the community. It reads its collections and their fields from `admin/config.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import yaml

from cop_site.authoring.begin import choose_host
from cop_site.authoring.forms import list_variants
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.kinds.info import KindInfo
from cop_site.model.labels import describe_field, label_field, label_kind, label_kinds
from cop_site.settings import Settings
from cop_site.wording.catalogue import ENGLISH, Wording

_DAY = {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
_MEDIA = "files"
"""The folder of pictures beside notes: the program takes all that is in it for one."""
_MOST_OF_LINE = 1_000
"""Characters from which a text has a field of several lines."""
_NAMED: Mapping[str, KindInfo] = {kind.value: kind.info for kind in FOLDERS.values() if kind.value in kind.info.targets}
"""The kind of what a field names, where it must be one of those that are there."""
Schemas = Mapping[Kind, Mapping[str, Any]]
"""The schema of each kind, in which a field that names something has the target's name for a choice."""


def write_page(title: str, settings: Settings, language: str = ENGLISH.language) -> str:
    """Return the page as HTML, with a policy of its own: the program, and the host of the repository."""
    origins = sorted(set(_find_origins(_describe_backend(settings))))
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'unsafe-eval'",  # both programs compile what they check and show entries with
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": " ".join(("'self'", "blob:", "data:", *origins)),
        "frame-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    policy = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    script = escape(PurePosixPath(settings.admin.program).name)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f'<link href="config.yml" type="text/yaml" rel="cms-config-url">\n<title>{escape(title)}</title>\n</head>\n'
        f'<body>\n<script src="{script}"></script>\n</body>\n</html>\n'
    )


def write_config(schemas: Schemas, settings: Settings, wording: Wording = ENGLISH) -> str:
    """Return the configuration of the program as YAML: all kinds of notes with all their fields.

    It names nobody: what a field may name, the program finds in the repository.
    """
    return str(
        yaml.safe_dump(_describe_config(schemas, settings, wording), sort_keys=False, allow_unicode=True, width=120)
    )


def _describe_config(schemas: Schemas, settings: Settings, wording: Wording) -> dict[str, Any]:
    backend, folder = _describe_backend(settings), settings.content
    fields, label = _list_fields(Kind.COMMUNITY, schemas, wording), wording.gettext("Charter")
    charter = {"name": "index", "label": label, "file": f"{folder}/index.md", "fields": fields}
    community = {"name": "community", "label": wording.pgettext("a menu", "Community"), "files": [charter]}
    return {
        "backend": backend,
        **({"publish_mode": "editorial_workflow"} if backend["name"] in ("github", "gitlab") else {}),
        "media_folder": f"{folder}/{_MEDIA}",
        "public_folder": _MEDIA,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [
            *(_describe_collection(kind, f"{folder}/{name}", schemas, wording) for name, kind in FOLDERS.items()),
            _describe_collection(Kind.PAGE, folder, schemas, wording),
            community,
        ],
    }


def _describe_collection(kind: Kind, folder: str, schemas: Schemas, wording: Wording) -> dict[str, Any]:
    info = kind.info
    return {
        "name": info.folder or "pages",
        "label": label_kinds(kind, wording),
        "label_singular": label_kind(kind, wording),
        "folder": folder,
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": info.title_key,
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}" if info.dated else "{{slug}}",
        # Pictures lie beside the notes, whose links to them hold on any host that shows them.
        "media_folder": _MEDIA,
        "public_folder": _MEDIA,
        "fields": _list_fields(kind, schemas, wording),
    }


def _list_fields(kind: Kind, schemas: Schemas, wording: Wording) -> list[dict[str, Any]]:
    schema = schemas[kind]
    required = {kind.info.title_key, *schema["required"], *(["date"] if kind.info.dated else [])}
    first = (kind.info.title_key, *(name for name in kind.info.form_fields if name in schema["properties"]))
    names = dict.fromkeys((*first, *schema["properties"]))
    fields = (
        _describe_field(name, schema["properties"][name], wording, is_required=name in required) for name in names
    )
    # The rich editor writes lists, notes and tables in other ways than they were, so that nobody can compare.
    label = label_field("text", wording)
    body = {"name": "body", "label": label, "widget": "markdown", "modes": ["raw"], "required": False}
    return [*(field for field in fields if field), body]


def _describe_field(
    name: str, schema: Mapping[str, Any], wording: Wording, *, is_required: bool
) -> dict[str, Any] | None:
    """Return a field of the form; None for one that may hold anything, which the program leaves as it is."""
    multiple, variants = list_variants(schema)
    target = variants[0].get("enum", [""])[0] if len(variants) > 1 else ""
    parts = next((variant for variant in variants if "properties" in variant), None)
    value = variants[-1]
    if value.get("additionalProperties") is True:
        return None
    common = {"name": name, "label": label_field(name, wording), "hint": describe_field(schema, wording)}
    field: dict[str, Any] = {key: text for key, text in common.items() if text} | {"required": is_required}
    if named := _NAMED.get(target):
        names = {"collection": named.folder, "value_field": "{{slug}}", "search_fields": ["{{slug}}", named.title_key]}
        return field | {"widget": "relation", **names, "multiple": multiple}
    if parts and not target:
        required = set(parts.get("required", ()))
        properties = parts["properties"].items()
        inner = (_describe_field(key, part, wording, is_required=key in required) for key, part in properties)
        collapsed = {"collapsed": True, "fields": [part for part in inner if part]}
        return field | {"widget": "list" if multiple else "object", **collapsed}
    if multiple:
        return field | {"widget": "list", **({"field": _choose_widget(value, wording)} if "enum" in value else {})}
    if value.get("format") == "date":
        return field | _DAY | ({"default": "{{now}}"} if is_required else {})
    return field | _choose_widget(value, wording)


def _choose_widget(value: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """Return the widget of a single value, and what it takes."""
    types = value.get("type")
    if "enum" in value or "const" in value:
        return {"widget": "select", "options": [option for option in value.get("enum", [value.get("const")]) if option]}
    if types == "boolean":
        return {"widget": "boolean"}
    if types == "integer":
        return {"widget": "number", "value_type": "int", "min": value["minimum"], "max": value["maximum"]}
    if value.get("maxLength", 0) > _MOST_OF_LINE:
        return {"widget": "text"}
    mistake = wording.gettext("must be as the hint says")
    pattern = {"pattern": [value["pattern"], mistake]} if "pattern" in value else {}
    return {"widget": "string", **pattern}


def _describe_backend(settings: Settings) -> dict[str, str]:
    """Return where the program reads and writes notes: the repository, and what the settings say of it."""
    parts = urlsplit(settings.repository)
    path, origin = parts.path.strip("/"), f"{parts.scheme}://{parts.netloc}"
    host = choose_host(settings.repository)
    known: dict[str, str] = {"name": host if host in ("github", "gitlab") else "gitea", "repo": path}
    if known["name"] == "gitea":
        known |= {"base_url": origin, "api_root": f"{origin}/api/v1"}
    elif known["name"] == "gitlab" and parts.hostname != "gitlab.com":
        known |= {"base_url": origin, "api_root": f"{origin}/api/v4"}
    asked = settings.admin.backend
    return asked if asked.get("name") == "test-repo" else {**known, "branch": settings.branch, **asked}


def _find_origins(backend: Mapping[str, str]) -> Iterator[str]:
    hosts = {"github": ("https://api.github.com", "https://github.com"), "gitlab": ("https://gitlab.com",)}
    yield from hosts.get(backend["name"], ())
    for value in backend.values():
        parts = urlsplit(value)
        if parts.scheme in ("http", "https") and parts.netloc and " " not in value and ";" not in value:
            yield f"{parts.scheme}://{parts.netloc}"
