"""Writes a whole site with MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.utils import get_relative_url

from cop_site.compiler.outputs import Output
from cop_site.engines.last_build import Layout, Place
from cop_site.engines.mkdocs.configure import configure, listen
from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.engines.mkdocs.theme import is_usual
from cop_site.project.open import read_site_file
from cop_site.project.project import Project

_ELSEWHERE = ("!ENV", "INHERIT", "!!python/object")
"""What a `mkdocs.yml` says whose values stand elsewhere."""


class Writer:
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
        """Whether nothing has a part in it that we do not know: a hook, another plugin or theme, or a variable."""
        config, text = self._config, read_site_file(Path(self._config.config_file_path).parent)
        return is_usual(config) and not any(sign in text for sign in _ELSEWHERE)

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

    def keep_frames(self) -> tuple[dict[str, Place], dict[str, Layout]]:
        """Return where each note was put into a layout, by its address, and the layouts by name."""
        protection, notes = self._plugin.protection, [page for page in self._plugin.framed if page.compiled.source]
        places = {page.compiled.uri: Place(page.url, page.canonical_url, page.edit_url) for page in notes}
        base_urls = {str(page.meta["template"]): get_relative_url(".", page.url) for page in notes}
        return places, {
            name: Layout(self._plugin.layouts.templates[name], base_url, protection.scripts.find(base_url))
            for name, base_url in base_urls.items()
        }
