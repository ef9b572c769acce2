"""What the last build of a site was made from and wrote, so that the next one does only what has changed.

This module imports neither models nor pages: that nothing has changed is found out in the time of looking at the files.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cop_site.project.baseline import FILE as BASELINE_FILE
from cop_site.project.inputs import Inputs, Stamp, find_changed, read_inputs, stamp_files
from cop_site.project.open import SITE_FILE, OpenedProject, find_day, find_zone
from cop_site.project.ours import TEMPLATES
from cop_site.project.store import Store
from cop_site.settings_file import CONTENT, FILE, OUTPUT, read_settings_file

_SHELF = "builds"


class Checked(NamedTuple):
    """What the check before a build found."""

    size: int
    """The number of notes."""
    report: str
    """What was printed; empty if nothing was worth it."""
    fails: bool
    """Whether there are errors that stop the build."""
    fails_strictly: bool
    """The same if warnings are taken for errors."""


class _Facts(NamedTuple):
    """What is kept of a build."""

    options: tuple[str, ...]
    day: str
    zone: str
    """The zone whose day it is; empty if the settings name the day."""
    inputs: Inputs
    written: dict[str, Stamp]
    """The files of the site."""
    checked: Checked
    remarks: list[str]


class LastBuild:
    """The last build into one folder, compared with the files as they are now."""

    def __init__(self, root: Path, output: Path | None, *, search: bool, fresh: bool) -> None:
        """Look at the files of the project in `root`; raise SettingsError if its settings are no TOML.

        `output` is the folder of the site, by default that of the settings; `search` says whether the site has a
        search. If it is to be `fresh`, no earlier build counts.
        """
        table = read_settings_file(root).table
        self.target = output or root / str(table.get("output", OUTPUT))
        self._options = (str(search), os.environ.get("SOURCE_DATE_EPOCH", ""))  # MkDocs takes its day from there
        self._store = Store(root)
        self._key = str(self.target.resolve())
        found = {} if fresh else self._store.find(_SHELF, [self._key])
        self._facts = _Facts(*found[self._key]) if found else None
        own = [str(table["templates"])] if table.get("templates") else []
        names = (FILE, SITE_FILE, BASELINE_FILE, *own, str(TEMPLATES))
        known = self._facts.inputs if self._facts else {}
        self._inputs = read_inputs(root, str(table.get("content", CONTENT)), names, known)

    @property
    def unchanged(self) -> Checked | None:
        """What the check found, if a build would write the site again that is there; None if it might not."""
        facts = self._facts
        if facts is None or facts.options != self._options or find_changed(facts.inputs, self._inputs):
            return None
        if facts.zone and facts.day != find_day(datetime.now(UTC), facts.zone).isoformat():
            return None
        return Checked(*facts.checked) if facts.written == stamp_files(self.target) else None

    @property
    def remarks(self) -> list[str]:
        """What was said at its end."""
        return self._facts.remarks if self._facts else []

    def keep(self, opened: OpenedProject, checked: Checked, remarks: list[str]) -> None:
        """Keep what a build has found, written and said at its end, for the next one."""
        zone = "" if "as_of" in opened.settings_file.table else find_zone(opened.files)
        day = opened.as_of.isoformat()
        facts = _Facts(self._options, day, zone, self._inputs, stamp_files(self.target), checked, remarks)
        self._store.keep(_SHELF, {self._key: (*facts[:-2], tuple(checked), remarks)})
