"""What a `mkdocs.yml` may name besides us: what works, what is switched off, and what a build says of it."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from cop_site.engines.mkdocs.page import CompiledPage

_LOG = logging.getLogger("mkdocs.plugins.cop")
_MATERIAL = ("material", "templates")


class Support(NamedTuple):
    """How a plugin or an option works here."""

    status: Literal["works", "told", "off"]
    know: str
    """What to know: a sentence for the documentation, or what a build says after its name."""


@cache
def load_support() -> dict[str, dict[str, Support]]:
    """Return how each plugin and each option works that is known, by `plugin` or `option` and name."""
    tables = tomllib.loads(Path(__file__).with_name("support.toml").read_text("utf-8"))
    return {kind: {name: Support(**row) for name, row in rows.items()} for kind, rows in tables.items()}


def check_theme(config: MkDocsConfig) -> None:
    """Raise PluginError if the theme is neither Material nor one that extends it."""
    if not any(Path(folder).parts[-2:] == _MATERIAL for folder in config.theme.dirs):
        name = f"the theme {config.theme.name!r}" if config.theme.name else "a theme without a name"
        raise PluginError(f"mkdocs.yml: {name} cannot show the pages of cop; below 'theme:', write 'name: material'")


def arrange_plugins(config: MkDocsConfig) -> None:
    """Keep other plugins and hooks from notes that they would harm, and log once what does not work.

    Raises PluginError if the theme is not Material.
    """
    check_theme(config)
    known = load_support()["plugin"]
    rows = {id(plugin): known.get(_name(key)) for key, plugin in config.plugins.items()}
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if not _is(rows.get(_owner(method)), "off")]
    markdown = config.plugins.events["page_markdown"]
    markdown[:] = [_limit(method, notes=_is(rows.get(_owner(method)), "works")) for method in markdown]
    for message in _find_messages(config):
        _LOG.warning("%s", message)


def warn_of_excluded(config: MkDocsConfig, files: Iterable[File]) -> None:
    """Log once which notes `exclude_docs` names in vain."""
    patterns = config.exclude_docs
    ours = (file.src_uri for file in files if isinstance(file.page, CompiledPage) and file.page.compiled.source)
    if patterns and (notes := sorted(name for name in ours if patterns.match_file(name))):
        more = f" and {len(notes) - 1} more" if notes[1:] else ""
        _LOG.warning("exclude_docs names %s%s: %s", notes[0], more, load_support()["option"]["exclude_docs"].know)


def _find_messages(config: MkDocsConfig) -> Iterator[str]:
    known = load_support()
    for key, plugin in config.plugins.items():
        name = _name(key)
        row = known["plugin"].get(name)
        if row and row.status in ("told", "off"):
            off = ", so it is switched off" if row.status == "off" else ""
            yield f"the plugin {name!r}: {row.know}{off}"
        elif row is None and key not in ("cop", *config.hooks) and hasattr(plugin, "on_page_markdown"):
            yield f"the plugin {name!r} changes Markdown: it runs on pages of docs_dir, never on notes"
    if config.hooks:
        yield f"hooks: {known['option']['hooks'].know}"


def _name(key: str) -> str:
    """Return the name of a plugin without its theme's, and without the number of a second one."""
    return key.partition(" ")[0].removeprefix("material/")


def _owner(method: Callable[..., Any]) -> int:
    return id(getattr(method, "__self__", None))


def _is(row: Support | None, status: str) -> bool:
    return row is not None and row.status == status


def _limit(method: Callable[..., Any], *, notes: bool) -> Callable[..., Any]:
    """Return a method for Markdown that runs on pages of `docs_dir`, and with `notes` on those of single notes, too."""

    def run(markdown: str, *, page: Any, **others: Any) -> Any:
        ours = isinstance(page, CompiledPage)
        return method(markdown, page=page, **others) if not ours or (notes and page.compiled.source) else None

    return run
