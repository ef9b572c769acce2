"""Builds the site of a project with MkDocs, with or without a `mkdocs.yml`."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from cop_site.compiler.compile import compile_site
from cop_site.compiler.outputs import Output
from cop_site.content.hidden import describe_hidden
from cop_site.engines.mkdocs.configure import BuildFailedError, configure, find_options, listen
from cop_site.engines.publish import publish
from cop_site.model.left_out import describe_left_out
from cop_site.project.open import OpenedProject, read_site_file
from cop_site.project.ours import TEMPLATES
from cop_site.project.project import Project
from cop_site.project.store import Store
from cop_site.search.prerender import indexing

_ELSEWHERE = ("!ENV", "INHERIT", "!!python/object")
"""What a `mkdocs.yml` says whose values stand elsewhere."""


class Built(NamedTuple):
    """A site that has been built."""

    folder: Path
    remarks: list[str]
    """What was said at the end: warnings of MkDocs, and how much is not on it."""
    is_plain: bool
    """Whether nothing had a part in it that we do not know: a hook, another plugin or theme, or a variable."""


def build_site(  # noqa: PLR0913  # one for each option
    opened: OpenedProject,
    output: Path | None,
    check: Callable[[Project], None],
    echo: Callable[[str], None],
    *,
    search: bool = True,
    store: Store | None = None,
) -> Built:
    """Build the site of a project whose files have been read.

    It is in `output`; by default, in the folder in the settings. `check` is called with the project before anything is
    built, and may raise to stop; `echo` is called with a line for each step and each warning. `store` has what earlier
    builds kept of the search index. If the build fails, an older site stays as it was. Raises SettingsError,
    PublishError, SearchError and BuildFailedError.
    """
    project = opened.understand()
    target = output or project.root / project.settings.output
    with publish(target, project.root, echo) as folder:  # at the end, it replaces the target
        writer = _Writer(project, folder)
        index_folder = folder.with_name("search")  # MkDocs empties its own folder at the start
        site = project.site_in(writer.language)
        with indexing(site, index_folder, writer.language, store) if search else nullcontext():  # in a second process
            check(project)
            echo("building pages")
            outputs = compile_site(site, project.root, writer.language, writer.url)
            try:
                warnings = writer.write(outputs)
            except OSError as error:
                raise BuildFailedError(_explain(error, folder, project)) from None
        if search:
            index_folder.rename(folder / "pagefind")
    remarks = [*warnings, *_remark(project)]
    for line in remarks:
        echo(line)
    return Built(target, remarks, writer.is_plain)


def _remark(project: Project) -> Iterator[str]:
    """Yield what is to be said of a site: how much is not on it."""
    if project.community.hidden:
        yield describe_hidden(project.community.hidden)
    yield from describe_left_out(project.community)


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


class _Writer:
    """MkDocs with its theme; renders each page in the theme, and writes the site to a folder."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Configure MkDocs; raise BuildFailedError if `mkdocs.yml` is invalid."""
        self._config, self._plugin = configure(project, folder)
        self.language = str(self._config.theme["language"])
        """The code of the site's own language."""
        self.url = self._config.site_url or ""
        """The site's web address; empty if `mkdocs.yml` does not set it."""

    @property
    def is_plain(self) -> bool:
        """As in `Built`."""
        config, text = self._config, read_site_file(Path(self._config.config_file_path).parent)
        usual = list(config.plugins) == ["cop"] and config.theme.name == "material" and not config.theme.custom_dir
        return usual and not config.hooks and not any(sign in text for sign in _ELSEWHERE)

    def write(self, outputs: Iterable[Output]) -> list[str]:
        """Write the site, and return the warnings of MkDocs; raise BuildFailedError if MkDocs or a template fails."""
        self._plugin.outputs = outputs
        with listen() as errors:
            try:
                self._config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(self._config)
                self._config.plugins.on_shutdown()
            except OSError as error:
                if error.filename is not None:
                    raise
                why = (error.strerror or str(error)).lower()
                raise BuildFailedError(f"the site cannot be written: {why}") from None
        return errors.messages


def serve_site(project: Project, port: int) -> None:
    """Build the site in a temporary directory and serve it on this machine until interrupted."""
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  # imports a web server

    logging.basicConfig(format="%(message)s", level=logging.INFO)
    address = f"127.0.0.1:{port}"
    try:
        mkdocs_serve(**find_options(project), dev_addr=address, watch=[str(TEMPLATES)])
    except OSError as error:
        raise BuildFailedError(f"cannot serve on {address}: {error.strerror}") from None
    except (MkDocsException, SystemExit) as error:
        raise BuildFailedError(str(error)) from None
