"""Builds the site of a project with MkDocs, with or without a `mkdocs.yml`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException

from cop_site.compiler.compile import compile_site
from cop_site.compiler.outputs import Output
from cop_site.content.hidden import describe_hidden
from cop_site.engines.mkdocs.plugin import CopPlugin
from cop_site.engines.publish import publish
from cop_site.model.left_out import describe_left_out
from cop_site.project.open import OpenedProject, read_site_file
from cop_site.project.project import TEMPLATES, Project
from cop_site.project.site_file import find_docs_dir
from cop_site.search.prerender import indexing

_UNREAD = str(TEMPLATES / "assets")
"""The `docs_dir` where there is no other. MkDocs wants one that exists; the plugin publishes nothing from it."""


class BuildFailedError(Exception):
    """A site that cannot be built; the message says why."""


def build_site(
    opened: OpenedProject, output: Path | None, check: Callable[[Project], None], echo: Callable[[str], None]
) -> Path:
    """Build the site of a project whose files have been read, and return the folder that it is in.

    That is `output`; by default, the folder in the settings. `check` is called with the project before anything is
    built, and may raise to stop; `echo` is called with a line for each step and each warning. If the build fails, an
    older site stays as it was. Raises SettingsError, PublishError, SearchError and BuildFailedError.
    """
    project = opened.understand()
    target = output or project.root / project.settings.output
    with publish(target, project.root, echo) as folder:  # at the end, it replaces the target
        frame = Frame(project, folder)
        index_folder = folder.with_name("search")  # MkDocs empties its own folder at the start
        site = project.site_in(frame.language)
        with indexing(site, index_folder, frame.language):  # in a second process
            check(project)
            echo("building pages")
            outputs = compile_site(site, project.root, frame.language, frame.url)
            try:
                frame.write(outputs, echo)
            except OSError as error:
                raise BuildFailedError(_explain(error, folder, project)) from None
        index_folder.rename(folder / "pagefind")
    if project.community.hidden:
        echo(describe_hidden(project.community.hidden))
    for line in describe_left_out(project.community):
        echo(line)
    return target


def _explain(error: OSError, folder: Path, project: Project) -> str:
    """Say why a file cannot be used, and whose it is; `folder` is that of the unfinished site."""
    reason = (error.strerror or "cannot be used").lower()
    if not error.filename:
        return f"the site cannot be written: {reason}"
    file = Path(os.fsdecode(error.filename)).resolve()
    for parent in (folder.resolve(), project.root.resolve()):
        if file.is_relative_to(parent):
            name = file.relative_to(parent).as_posix()
            has = project.community.addresses.find(name) if parent == folder.resolve() else ""
            return f"{name}, which {has}, cannot be written: {reason}" if has else f"{name}: {reason}"
    return f"{file}: {reason}"


class Frame:
    """MkDocs with its theme; renders each page in the theme, and writes the site to a folder."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Configure MkDocs; raise BuildFailedError if `mkdocs.yml` is invalid."""
        with _listen():
            self._config = load_config(**_options(project), site_dir=str(folder.resolve()))
        plugin = self._config.plugins.get("cop")
        if not isinstance(plugin, CopPlugin):
            raise BuildFailedError("mkdocs.yml does not name the plugin 'cop'; add it under 'plugins:'")
        plugin.loaded = project
        self._plugin = plugin
        self.language = str(self._config.theme["language"])
        """The code of the site's own language."""
        self.url = self._config.site_url or ""
        """The site's web address; empty if `mkdocs.yml` does not set it."""

    def write(self, outputs: Iterable[Output], echo: Callable[[str], None]) -> None:
        """Write the site, and echo the warnings of MkDocs; raise BuildFailedError if MkDocs or a template fails."""
        self._plugin.outputs = outputs
        with _listen() as errors:
            try:
                self._config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(self._config)
                self._config.plugins.on_shutdown()
            except OSError as error:
                if error.filename is not None:
                    raise
                why = (error.strerror or str(error)).lower()
                raise BuildFailedError(f"the site cannot be written: {why}") from None
        for message in errors.messages:
            echo(message)


class _Errors(logging.Handler):
    """Collects the warnings and errors of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _listen() -> Iterator[_Errors]:
    """Collect the warnings and errors of MkDocs, and turn its exceptions into a BuildFailedError."""
    errors = _Errors()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(errors)
    logger.propagate = False
    try:
        yield errors
    except TemplateError as error:
        raise BuildFailedError(f"a template cannot be rendered: {error}") from None
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError("; ".join(errors.messages) or str(error)) from None
    finally:
        logger.removeHandler(errors)


def serve_site(project: Project, port: int) -> None:
    """Build the site in a temporary directory and serve it on this machine until interrupted."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  # imports a web server

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    address = f"127.0.0.1:{port}"
    try:
        mkdocs_serve(**_options(project), dev_addr=address, watch=[str(TEMPLATES)])
    except OSError as error:
        raise BuildFailedError(f"cannot serve on {address}: {error.strerror}") from None
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError(str(error)) from None


def _options(project: Project) -> dict[str, Any]:
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
