"""Builds the site of a project with MkDocs, with or without a `mkdocs.yml`."""

from __future__ import annotations

import logging
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
from cop_site.engines.mkdocs.plugin import CopPlugin
from cop_site.engines.publish import publish
from cop_site.project.open import OpenedProject
from cop_site.project.project import TEMPLATES, Project
from cop_site.search.prerender import indexing


class BuildFailedError(Exception):
    """The site could not be built; the message says why."""


def build_site(
    opened: OpenedProject, output: Path | None, check: Callable[[Project], None], tell: Callable[[str], None]
) -> Path:
    """Build the site of a project whose files have been read, and return the folder that it is in.

    That is `output`, by default the folder that the settings name. `check` is called with the project before anything
    is built, and may raise to stop; `tell` is called with a line for each step and each warning. Whatever fails, an
    older site stays as it was. Raises SettingsError, PublishError, SearchError, and BuildFailedError for the rest.
    """
    project = opened.understand()
    target = output or project.root / project.settings.output
    with publish(target, project.root) as folder:  # in the end, it takes the place of the target
        frame = Frame(project, folder)
        index_folder = folder.with_name("search")  # MkDocs empties its own folder when it begins
        site = project.site_in(frame.language)
        with indexing(site, index_folder, frame.language):  # by a process of its own, beside the rest
            check(project)
            tell("building pages")
            outputs = compile_site(site, project.root, frame.language, frame.url)
            frame.write(outputs, tell)
        index_folder.rename(folder / "pagefind")
    return target


class Frame:
    """MkDocs with its theme: puts each page into its frame, and writes a site into an empty folder."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Make MkDocs ready; raises BuildFailedError where `mkdocs.yml` does not let it."""
        with _listen():
            self._config = load_config(**_options(project), site_dir=str(folder.resolve()))
        plugin = self._config.plugins.get("cop")
        if not isinstance(plugin, CopPlugin):
            raise BuildFailedError("mkdocs.yml does not name the plugin 'cop'; add it under 'plugins:'")
        plugin.given = project
        self._plugin = plugin
        self.language = str(self._config.theme["language"])
        """The code of the site's own language."""
        self.url = self._config.site_url or ""
        """The site's web address; empty where `mkdocs.yml` does not say it."""

    def write(self, outputs: Iterable[Output], tell: Callable[[str], None]) -> None:
        """Write the site, and tell what MkDocs warns of; raises BuildFailedError, also where a template fails."""
        self._plugin.outputs = outputs
        with _listen() as errors:
            self._config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(self._config)
            self._config.plugins.on_shutdown()
        for message in errors.messages:
            tell(message)


class _Errors(logging.Handler):
    """Keeps what MkDocs has to say, for the message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _listen() -> Iterator[_Errors]:
    """Hear what MkDocs has to say, and turn what it raises into a BuildFailedError."""
    errors = _Errors()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(errors)
    logger.propagate = False
    try:
        yield errors
    except TemplateError as error:
        raise BuildFailedError(f"a template cannot be filled: {error}") from None
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError("; ".join(errors.messages) or str(error)) from None
    finally:
        logger.removeHandler(errors)


def serve_site(project: Project, port: int) -> None:
    """Build the site into a temporary directory and serve it on this machine until it is interrupted."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  # it takes a web server with it

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    address = f"127.0.0.1:{port}"
    try:
        mkdocs_serve(**_options(project), dev_addr=address, watch=[str(TEMPLATES)])
    except OSError as error:
        raise BuildFailedError(f"cannot serve on {address}: {error.strerror}") from None
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError(str(error)) from None


def _options(project: Project) -> dict[str, Any]:
    """What MkDocs needs to know, from the community's own `mkdocs.yml` or from ours."""
    root = project.root.resolve()
    own = root / "mkdocs.yml"
    if own.is_file():
        return {"config_file": str(own)}
    return {
        "config_file": str(TEMPLATES / "mkdocs.yml"),
        "docs_dir": str(root / project.settings.content),
        "site_name": escape(project.community.charter.title),  # the theme prints it as it is
        "plugins": {"cop": {"root": str(root)}},  # MkDocs empties a list as it reads it, and serving reads it again
    }
