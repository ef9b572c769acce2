"""What the last build of a site was made from and wrote, so that the next one does only what has changed.

This module imports neither models nor pages: that nothing has changed is found out in the time of looking at the files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cop_site.project.baseline import FILE as BASELINE_FILE
from cop_site.project.inputs import Inputs, Stamp, find_changed, read_inputs, stamp_files
from cop_site.project.open import ENGINE_FILES, OpenedProject, find_day, find_zone
from cop_site.project.ours import TEMPLATES
from cop_site.project.store import Store
from cop_site.settings_file import CONTENT, FILE, OUTPUT, check_folder, read_settings_file

if TYPE_CHECKING:
    from cop_site.engines.mkdocs.build import Built

_SHELF, _BODIES = "builds", "bodies"
_PARTS = " parts"
T = TypeVar("T")


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


class Place(NamedTuple):
    """What MkDocs knows of a page."""

    url: str
    canonical_url: str | None
    edit_url: str | None


class Layout(NamedTuple):
    """The layout of some notes, and what their policy allows."""

    template: str
    base_url: str
    """The address that leads from its pages to the site's root."""
    inline: list[tuple[str, str, str]]
    """The directive, the source and the text of each script and style of the theme that they may have."""


class Parts(NamedTuple):
    """What a build of the whole site has found out, of which the next one can make use."""

    token: str
    """Another one for each such build."""
    language: str
    """The code of the site's own language."""
    url: str
    """The site's web address, if it is known."""
    warnings: list[str]
    surfaces: dict[str, str]
    """A digest of what other pages show of each note, by the note's path."""
    twins: str
    """A digest of the notes that say the same."""
    shows: dict[str, list[str]]
    """The addresses at which the text of each note is shown, by its path."""
    documents: list[str]
    """The addresses of documents for programs."""
    places: dict[str, Place]
    """By address, for the notes that were put into a layout."""
    layouts: dict[str, Layout]


class LastBuild:
    """The last build into one folder, compared with the files as they are now."""

    def __init__(self, root: Path, output: Path | None, *, search: bool, fresh: bool) -> None:
        """Look at the files of the project in `root`.

        `output` is the folder of the site, by default that of the settings; `search` says whether the site has a
        search. If it is to be `fresh`, no earlier build counts. Raises SettingsError if the settings are no TOML.
        """
        settings_file = read_settings_file(root)
        table = settings_file.table
        content, templates = str(table.get("content", CONTENT)), str(table.get("templates", ""))
        self.target = output or root / str(table.get("output", OUTPUT))
        self._options = (str(search), os.environ.get("SOURCE_DATE_EPOCH", ""))  # MkDocs takes its day from there
        self._store = Store(root)
        self._key = os.path.abspath(self.target)  # noqa: PTH100  # a setting that is no path is reported later
        self.kept = None if fresh else self._store
        """Where parts of the search index are, if any may be used."""
        found = None if fresh else self._store.find(_SHELF, [self._key]).get(self._key)
        self._facts = _Facts(*found) if found else None
        own = [templates] if templates and templates.isprintable() else []
        names = (FILE, *ENGINE_FILES, BASELINE_FILE, *own, str(TEMPLATES))
        known = self._facts.inputs if self._facts else {}
        is_outside = check_folder(content, settings_file) is not None  # which is reported before anything is built
        self._look: Callable[[Inputs], Inputs] = lambda _: {}
        if not is_outside:
            self._look = partial(read_inputs, root, content, names)
        self._inputs = self._look(known)

    @cached_property
    def changed(self) -> set[str] | None:
        """The paths of the files that have changed since; None if something else has, or if the site is another one."""
        facts = self._facts
        if facts is None or facts.options != self._options:
            return None
        if facts.zone and facts.day != find_day(datetime.now(UTC), facts.zone).isoformat():
            return None
        return find_changed(facts.inputs, self._inputs) if facts.written == stamp_files(self.target) else None

    @property
    def unchanged(self) -> Checked | None:
        """What the check found, if a build would write the site again that is there; None if it might not."""
        return Checked(*self._facts.checked) if self._facts and self.changed == set() else None

    @property
    def remarks(self) -> list[str]:
        """What was said at its end."""
        return self._facts.remarks if self._facts else []

    @property
    def names(self) -> list[str]:
        """The names of the files that it wrote."""
        return [name.removeprefix("/") for name in self._facts.written] if self._facts else []

    @cached_property
    def parts(self) -> Parts | None:
        """What it has kept for the next one."""
        key = self._key + _PARTS
        found = self._store.find(_SHELF, [key]).get(key) if self._facts else None
        if found is None:
            return None
        *others, places, layouts = found
        found = (*others, _rebuild(Place, places), _rebuild(Layout, layouts))
        return Parts(*found)

    def find_bodies(self, notes: Mapping[str, str]) -> dict[str, str]:
        """Return the bodies that it has rendered, by the keys of notes; `notes` are the paths by key."""
        return self._find_bodies({self._name_body(path, self._inputs): key for key, path in notes.items()})

    def find_bodies_before(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the bodies that were rendered of notes before they were changed, by path."""
        inputs = self._facts.inputs if self._facts else {}
        return self._find_bodies({self._name_body(path, inputs): path for path in paths if path in inputs})

    def _find_bodies(self, keys: Mapping[str, str]) -> dict[str, str]:
        return {keys[name]: body for name, body in self._store.find(_BODIES, keys).items()}

    def keep(self, opened: OpenedProject, checked: Checked, built: Built) -> None:
        """Keep what a build has found, written and said at its end, for the next one.

        Nothing is kept if a file changed meanwhile: once it is as it was before, the site would pass for its own.
        """
        parts = self.parts = built.parts
        if parts is None or find_changed(self._inputs, self._look(self._inputs)):
            return
        zone = "" if "as_of" in opened.settings_file.table else find_zone(opened.files)
        facts = (self._options, opened.as_of.isoformat(), zone, self._inputs, stamp_files(self.target))
        layouts = {name: tuple(layout) for name, layout in parts.layouts.items()}
        places = {uri: tuple(place) for uri, place in parts.places.items()}
        bodies = {self._name_body(path, self._inputs): body for path, body in built.bodies.items()}
        self._store.keep(_BODIES, bodies)
        if built.made is None:
            self._store.drop(_BODIES, keep=bodies)
        # Last, so that they are there even if the store turned out to be damaged, and began anew.
        self._store.keep(
            _SHELF,
            {
                self._key: (*facts, tuple(checked), built.remarks),
                self._key + _PARTS: (*parts[:-2], places, layouts),
            },
        )

    def _name_body(self, path: str, inputs: Inputs) -> str:
        """Return the key of a body, which nothing else in a site changes as long as `token` is the same."""
        assert self.parts  # noqa: S101  # there is no body without them
        return f"{self.parts.token} {inputs[path][1]} {path}"


def _rebuild(kind: Callable[..., T], packed: Mapping[str, Iterable[Any]]) -> dict[str, T]:
    return {name: kind(*value) for name, value in packed.items()}
