"""Runs MkDocs for the `cop` command, with or without a `mkdocs.yml`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException

from cop_site.engines.mkdocs.plugin import CopPlugin
from cop_site.project.parallel import can_fork
from cop_site.project.project import TEMPLATES, Project
from cop_site.search.prerender import Prerender


class BuildFailedError(Exception):
    """MkDocs could not build the site; the message says why."""


class _Errors(logging.Handler):
    """Keeps what MkDocs has to say, for the message."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class SiteBuild:
    """A build of a site into an empty directory that has room beside it; whatever fails raises BuildFailedError."""

    def __init__(self, project: Project, output: Path) -> None:
        """Begin; where the system can, notes are rendered from now on, beside whatever else is done."""
        with _listen():
            self._config = load_config(**_options(project), site_dir=str(output.resolve()))
        plugin = self._config.plugins.get("cop")
        if not isinstance(plugin, CopPlugin):
            raise BuildFailedError("mkdocs.yml does not name the plugin 'cop'; add it under 'plugins:'")
        plugin.project = project
        if can_fork():
            kept, wanted = output.with_name("search"), output / "pagefind"
            language = str(self._config.theme["language"])
            site = project.site_in(language)
            plugin.search = Prerender(site, kept, wanted, language)
            site.bodies.expect(plugin.search.fetch_bodies)
        self._plugin = plugin

    def run(self, progress: Callable[[str], None]) -> None:
        """Write the site, and tell of it."""
        progress("building pages")
        with _listen() as errors:
            self._config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(self._config)
            self._config.plugins.on_shutdown()
        for message in errors.messages:
            progress(message)

    def close(self) -> None:
        """Stop what is still running, if the build did not come to its end."""
        if self._plugin.search:
            self._plugin.search.abandon()


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
