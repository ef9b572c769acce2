"""Configures MkDocs for a project, with or without a `mkdocs.yml`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.engines.mkdocs.plugin import CopPlugin
from cop_site.engines.mkdocs.support import check_theme
from cop_site.engines.mkdocs.theme import set_language
from cop_site.project.open import read_site_file
from cop_site.project.ours import TEMPLATES
from cop_site.project.project import Project
from cop_site.project.site_file import find_docs_dir

_UNREAD = str(TEMPLATES / "assets")
"""The `docs_dir` where there is no other. MkDocs wants one that exists; the plugin publishes nothing from it."""


def configure(project: Project, folder: Path) -> tuple[MkDocsConfig, CopPlugin]:
    """Return MkDocs configured to build a project into a folder, and our plugin in it.

    Raises BuildFailedError if `mkdocs.yml` is invalid.
    """
    with listen():
        config = load_config(**_find_options(project), site_dir=str(folder.resolve()))
        check_theme(config)
    set_language(config, project)
    plugin = config.plugins.get("cop")
    if not isinstance(plugin, CopPlugin):
        raise BuildFailedError("mkdocs.yml does not name the plugin 'cop'; add it under 'plugins:'")
    plugin.loaded = project
    return config, plugin


class Messages(logging.Handler):
    """Collects the warnings and errors of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Collect a message."""
        self.messages.append(record.getMessage())


@contextmanager
def listen() -> Iterator[Messages]:
    """Collect the warnings and errors of MkDocs, and turn its exceptions into a BuildFailedError."""
    errors = Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(errors)
    logger.propagate = False
    try:
        yield errors
    except TemplateError as error:
        raise BuildFailedError(f"a template cannot be rendered: {error}") from error
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError("; ".join(errors.messages) or str(error)) from None
    finally:
        logger.removeHandler(errors)


def _find_options(project: Project) -> dict[str, Any]:
    """Return options for MkDocs: the community's own `mkdocs.yml`, or ours with values from the project."""
    root = project.root.resolve()
    own = root / "mkdocs.yml"
    if own.is_file():
        is_there = (root / find_docs_dir(read_site_file(root))).is_dir()
        return {"config_file": str(own), **({} if is_there else {"docs_dir": _UNREAD})}
    return {
        "config_file": str(TEMPLATES / "mkdocs.yml"),
        "docs_dir": _UNREAD,
        "site_name": escape(project.community.charter.title),  # the theme does not escape it
        "plugins": {"cop": {"root": str(root)}},  # MkDocs empties a list as it reads it, and serving reads it again
    }
