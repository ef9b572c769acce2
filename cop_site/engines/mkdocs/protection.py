"""Puts the policy on every page of a build, and says once what it blocks."""

from __future__ import annotations

import logging
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url

from cop_site.engines.mkdocs.links import name_files
from cop_site.engines.mkdocs.policy import Policy, ThemeScripts
from cop_site.settings import ADMIN_PAGE, PolicySources

_LOG = logging.getLogger("mkdocs.plugins.cop")


class Protection:
    """The policy of one build, and the pages that have it."""

    def __init__(self, config: MkDocsConfig, environment: Environment, added: PolicySources) -> None:
        self.scripts = ThemeScripts(config, environment)
        """The theme's own, which the policy allows."""
        self._names_files = not config.use_directory_urls
        self._policy = Policy(self.scripts.find, added)
        self._done: set[str] = set()
        """The layouts that were looked through, and the files that have the policy."""
        self._said: set[str] = set()

    def add(self, html: str, name: str, url: str, layout: str) -> str:
        """Return the page of a file with the policy; log, once for each layout, what is on it in vain.

        Its links lead to files where `mkdocs.yml` says so.
        """
        html = name_files(html) if self._names_files else html
        base_url = get_relative_url(".", url)
        if layout not in self._done:
            for message in dict.fromkeys(self._policy.find_blocked(html, base_url)):
                if message not in self._said:
                    _LOG.warning("%s", message)
                self._said.add(message)
        self._done |= {layout, name}
        return self._policy.protect(html, base_url)

    def add_to_others(self, site: Path) -> None:
        """Put the policy on the pages below a folder that MkDocs has not rendered, but for one that has its own."""
        for file in site.rglob("*.html"):
            name = file.relative_to(site).as_posix()
            if (
                name not in (ADMIN_PAGE, *self._done) and file.is_file()
            ):  # an old address may be a folder with such a name
                file.write_text(self.add(file.read_text("utf-8"), name, name, name), "utf-8", newline="")
