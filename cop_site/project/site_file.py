"""Reads from `mkdocs.yml`, which belongs to MkDocs, what concerns the notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from cop_site.diagnostics import Problem, Span
from cop_site.project.open import SITE_FILE

_LANGUAGE = "en"
_DOCS_DIR = "docs"
"""What MkDocs and engines like it read where `docs_dir` is not set."""
_TEXT = "tag:yaml.org,2002:str"


def find_language(site_file: str) -> str:
    """Return `theme.language` of a `mkdocs.yml`, the language of the contributors; English where it is not set."""
    return _read_text(_value_of(_value_of(_compose(site_file), "theme"), "language")) or _LANGUAGE


def find_site_url(site_file: str) -> str:
    """Return `site_url` of a `mkdocs.yml`; empty where it is not set, or its value stands elsewhere (`!ENV`)."""
    node = _value_of(_compose(site_file), "site_url")
    return _read_text(node) if node and node.tag == "tag:yaml.org,2002:str" else ""


def find_line(site_file: str, option: str) -> int:
    """Return the line of an option in a `mkdocs.yml`; that of its first line if it is not there."""
    node = _value_of(_compose(site_file), option)
    return node.start_mark.line + 1 if node else 1


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


def check_docs_dir(site_file: str, root: Path, content: str) -> Iterator[Problem]:
    """Yield a problem if an engine that does not run our plugin would publish the notes below `root/content`."""
    said = _value_of(_compose(site_file), "docs_dir")
    inherits = said is None and _value_of(_compose(site_file), "INHERIT") is not None
    is_elsewhere = inherits or (said is not None and said.tag != _TEXT)
    found = (root / find_docs_dir(site_file)).resolve()
    notes = (root / content).resolve()
    if site_file and (is_elsewhere or found.is_relative_to(notes) or notes.is_relative_to(found)):
        where = "said elsewhere, and may lead to the notes" if is_elsewhere else repr(find_docs_dir(site_file))
        message = f"docs_dir is {where}: an engine without the plugin publishes what is hidden"
        hint = "write 'docs_dir: no-notes', and put a page that says so into that folder; docs/maintaining.md has both"
        yield Problem("docs-dir-holds-no-notes", Span(SITE_FILE, find_line(site_file, "docs_dir")), message, hint)


@lru_cache(maxsize=1)
def _compose(site_file: str) -> yaml.Node | None:
    """Return the document; only its nodes: the tags that MkDocs knows, such as `!ENV`, mean nothing here."""
    try:
        return yaml.compose(site_file, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.CollectionNode) else []
    return next((pair[1] for pair in pairs if isinstance(pair, tuple) and pair[0].value == key), None)


def _read_text(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
