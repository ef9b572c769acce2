"""Reads what a folder says about the site that it makes: its name, its address, and the names of its authors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from cop_site.adopt.front_matter import as_fields, parse_toml, parse_yaml
from cop_site.adopt.record import SiteFacts

_CONFIGS = (
    *("_config.yml", "_config.yaml", "mkdocs.yml", "_quarto.yml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    *("config.toml", "config.yaml", "config.yml", "config.json", "config/_default/hugo.toml"),
    "config/_default/config.toml",
)
_AUTHORS = (
    *("_data/authors.yml", "_data/people.yml", "_data/members.yml", "_data/speakers.yml", "data/authors.yml"),
    *("data/authors.json", "data/authors.toml", "data/people.yml", "docs/.authors.yml", "docs/blog/.authors.yml"),
    ".authors.yml",
)
_AUTHOR_FOLDERS = ("data/authors", "_data/authors", "data/people")
_NAMES = ("display_name", "full_name", "name", "title")
_MAX_BYTES = 1024 * 1024
_MAX_FILES = 5_000
_PARSERS: dict[str, Callable[[str], Any]] = {".toml": parse_toml, ".json": json.loads}


def read_site(folder: Path) -> SiteFacts:
    """Return what the settings and data in a folder say; nothing of what cannot be read."""
    name = address = ""
    for settings in filter(None, (_read(folder / config) for config in _CONFIGS)):
        site = {str(key).casefold().replace("-", "_"): value for key, value in settings.items()}
        if isinstance(site.get("website"), Mapping):
            site |= {str(key).replace("-", "_"): value for key, value in site["website"].items()}
        name = name or _first(site, "title", "site_name", "name")
        address = address or _first(site, "site_url", "base_url", "baseurl" if "url" not in site else "url")
        if "url" in site and address:
            address = f"{address.rstrip('/')}/{_first(site, 'baseurl').strip('/')}"
    parts = urlsplit(address if "//" in address else "")
    return SiteFacts(name, f"{parts.netloc}{parts.path}".strip("/"), dict(_read_authors(folder)))


def _read_authors(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the short name of each author, and the name that the site shows for it."""
    for file in (folder / name for name in _AUTHORS):
        people = _read(file)
        inner = people.get("authors")
        for key, about in (inner if isinstance(inner, Mapping) else people).items():
            if isinstance(about, Mapping) and (name := _first(about, *_NAMES)):
                yield str(key), name
    for name in _AUTHOR_FOLDERS:
        for file in sorted((folder / name).glob("*.*"))[:_MAX_FILES] if (folder / name).is_dir() else ():
            if shown := _first(_read(file), *_NAMES):
                yield file.stem, shown


def _read(file: Path) -> dict[str, Any]:
    """Return the fields of a file; none if it is missing, a link, too large or broken."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > _MAX_BYTES:
            return {}
        text = file.read_text("utf-8-sig")
        return as_fields(_PARSERS.get(file.suffix, parse_yaml)(text))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}


def _first(fields: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if isinstance(text := fields.get(name), str) and text), "")
