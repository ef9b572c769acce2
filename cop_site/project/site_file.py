"""Reads from the settings of engines, such as `mkdocs.yml` of MkDocs, what concerns the notes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import yaml
from yaml.constructor import SafeConstructor

from cop_site.diagnostics import Problem, Span
from cop_site.settings_file import SettingsFile

_LANGUAGE = "en"
_DOCS_DIR = "docs"
"""What MkDocs and engines like it read where `docs_dir` is not set."""
_TEXT = "tag:yaml.org,2002:str"
_HINTS = {
    "docs_dir": "name a folder 'no-notes' here, and put a page that says so into it; docs/maintaining.md has both",
    "custom_dir": "name a folder of its own for the theme: engines copy what lies in it",
}
"""How to fix each option that leads an engine to the notes."""
_Setting = tuple[str, str | None, int]
"""An option, the folder that it names, None if that is said elsewhere, and its line."""


def find_language(site_file: str) -> str:
    """Return `theme.language` of a `mkdocs.yml`, the language of the contributors; English where it is not set."""
    return find_own_language(site_file) or _LANGUAGE


def find_own_language(site_file: str) -> str:
    """Return the same; empty where it is not set."""
    return _read_text(_value_of(_value_of(_compose(site_file), "theme"), "language"))


def find_site_url(site_file: str) -> str:
    """Return `site_url` of a `mkdocs.yml`; empty where it is not set, or its value stands elsewhere (`!ENV`)."""
    node = _value_of(_compose(site_file), "site_url")
    return _read_text(node) if node and node.tag == "tag:yaml.org,2002:str" else ""


def find_line(site_file: str, option: str) -> int:
    """Return the line of an option in a `mkdocs.yml`; that of its first line if it is not there."""
    return _line_of(_value_of(_compose(site_file), option))


def find_docs_dir(site_file: str) -> str:
    """Return the folder whose Markdown every engine publishes that does not run our plugin."""
    return _read_text(_value_of(_compose(site_file), "docs_dir")) or _DOCS_DIR


def names_plugin(site_file: str) -> bool:
    """Whether a `mkdocs.yml` names our plugin, in its list or table of plugins."""
    plugins = _value_of(_compose(site_file), "plugins")
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    return any(_read_text(item) == "cop" or _value_of(item, "cop") for item in items)


def find_named_files(site_file: str) -> Iterator[str]:
    """Yield the addresses of the site's own style sheets and scripts that a `mkdocs.yml` names."""
    for key in ("extra_css", "extra_javascript"):
        items = _value_of(_compose(site_file), key)
        for item in items.value if isinstance(items, yaml.SequenceNode) else ():
            name = _read_text(item) or _read_text(_value_of(item, "path"))
            if name and "//" not in name:
                yield name.partition("?")[0].removeprefix("./").removeprefix("/")


def check_docs_dir(files: Mapping[str, str], root: Path, content: str) -> Iterator[Problem]:
    """Yield a problem for each setting by which an engine without our plugin publishes the notes below `root/content`.

    `files` has the texts of the settings of engines by their names, as `read_engine_files` returns them.
    """
    notes = (root / content).resolve()
    for file, text in files.items():
        for option, folder, line in _read_toml(text) if file.endswith(".toml") else _read_yaml(text):
            if folder is None or _overlaps(root, folder, notes):
                where = "said elsewhere, and may lead to the notes" if folder is None else repr(folder)
                message = f"{option} is {where}: an engine without the plugin publishes what is hidden"
                yield Problem("docs-dir-holds-no-notes", Span(file, line), message, _HINTS[option])


def _read_yaml(text: str) -> Iterator[_Setting]:
    document = _compose(text)
    said, inherited = _value_of(document, "docs_dir"), _value_of(document, "INHERIT")
    is_elsewhere = inherited if said is None else said.tag != _TEXT
    if document:
        yield "docs_dir", None if is_elsewhere else _read_text(said) or _DOCS_DIR, _line_of(said)
    if own := _value_of(_value_of(document, "theme"), "custom_dir"):
        yield "custom_dir", _read_text(own), _line_of(own)


def _read_toml(text: str) -> Iterator[_Setting]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):  # no engine reads it either
        return
    project = document.get("project", document)
    theme = project.get("theme") if isinstance(project, dict) else None
    of_tables = {"docs_dir": (project, _DOCS_DIR), "custom_dir": (theme, "")}
    for option, (table, otherwise) in of_tables.items():
        folder = table.get(option, otherwise) if isinstance(table, dict) else ""
        if folder and isinstance(folder, str):
            tables = (("project",), (), ("project", "theme"), ("theme",))
            spans = (SettingsFile(text, {}).find_name((*names, option)) for names in tables)
            yield option, folder, next((span.line for span in spans if span), 1)


def _overlaps(root: Path, folder: str, notes: Path) -> bool:
    """Return whether a folder is that of the notes, or one around it or in it; links are followed, as engines do."""
    try:
        found = (root / folder).resolve()
    except (OSError, ValueError, RuntimeError):  # NUL, or links in a circle: it is no folder
        return False
    return found.is_relative_to(notes) or notes.is_relative_to(found)


def _line_of(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1


@lru_cache(maxsize=1)
def _compose(site_file: str) -> yaml.Node | None:
    """Return the document; only its nodes: the tags that MkDocs knows, such as `!ENV`, mean nothing here."""
    try:
        return yaml.compose(site_file, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key as engines read it: the last one, or that of a mapping that is merged (`<<`)."""
    if not isinstance(node, yaml.MappingNode):
        return None
    with suppress(yaml.YAMLError):  # what is merged is no mapping
        SafeConstructor().flatten_mapping(node)
    return next((value for name, value in reversed(node.value) if name.value == key), None)


def _read_text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
