"""Reads the project for `mkdocs build` and `mkdocs serve`, which run without a command of `cop`."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.exceptions import PluginError

from cop_site.diagnostics import Severity, UserError
from cop_site.output import escape_text
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.reporters import bound, render_line

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}
_LOG = logging.getLogger("mkdocs.plugins.cop")


def read_and_log(root: Path) -> Project:
    """Read the project in `root` and log its diagnostics; raise PluginError if its settings are invalid.

    From here on, what MkDocs logs is escaped: it names files and titles, too.
    """
    for handler in logging.getLogger("mkdocs").handlers:
        handler.addFilter(_Escape())
    try:
        project = read_project(root, datetime.now(UTC))
    except UserError as error:
        raise PluginError(escape_text(str(error))) from None
    for diagnostic in bound(found for found in project.diagnostics if not found.is_known):
        _LOG.log(_LEVELS[diagnostic.severity], "%s", render_line(diagnostic))
    return project


class _Escape(logging.Filter):
    """Escapes the messages of a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Escape the message of a record, and let it pass."""
        record.msg, record.args = escape_text(record.getMessage()), None
        return True
