"""Builds the site of a project with MkDocs, with or without a `mkdocs.yml`."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Data, Output
from cop_site.content.hidden import describe_hidden
from cop_site.engines.last_build import LastBuild, Parts
from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.engines.mkdocs.update import find_update
from cop_site.engines.note_pages import NotePages, make_ahead
from cop_site.engines.publish import publish
from cop_site.model.left_out import describe_left_out
from cop_site.pages.site import Site
from cop_site.pages.surface import digest_surfaces, digest_twins
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project
from cop_site.search.prerender import indexing


class Built(NamedTuple):
    """A site that has been built."""

    folder: Path
    remarks: list[str]
    """What was said at the end: warnings of MkDocs, and how much is not on it."""
    parts: Parts | None
    """What the next build can use of it."""
    made: int | None
    """The number of files that were made, besides the search index; None if that is all."""
    bodies: Mapping[str, str]
    """The bodies that were rendered for it, by the path of the note."""


def build_site(  # noqa: PLR0913  # as many as there are options
    opened: OpenedProject,
    output: Path | None,
    check: Callable[[Project], None],
    echo: Callable[[str], None],
    *,
    search: bool = True,
    last: LastBuild | None = None,
) -> Built:
    """Build the site of a project whose files have been read; what has not changed since the `last` build is kept.

    It is in `output`; by default, in the folder in the settings. `check` is called with the project before anything is
    built, and may raise to stop; `echo` is called with a line for each step and each warning. If the build fails, an
    older site stays as it was. Raises SettingsError, PublishError, SearchError and BuildFailedError.
    """
    project = opened.understand()
    keep_facts = opened.recall_facts(project) if last and last.kept else None
    target = output or project.root / project.settings.output
    update, kept = (find_update(project, last, search=search), last.kept) if last else (None, None)
    with publish(target, project.root, echo) as folder:  # at the end, it replaces the target
        writer = update or _Whole(project, folder)
        index_folder = folder.with_name("search")  # MkDocs empties its own folder at the start
        site = project.site_in(writer.language, writer.url)
        with indexing(site, index_folder, writer.language, kept) if search else nullcontext():  # in a second process
            writer.begin(search=search)
            check(project)
            if keep_facts:
                keep_facts()
            echo("building pages")
            try:
                warnings = writer.write(folder)
            except OSError as error:
                raise BuildFailedError(_explain(error, folder, project)) from None
        if search:
            index_folder.rename(folder / "pagefind")
    remarks = [*warnings, *_remark(project, writer.url)]
    for line in remarks:
        echo(line)
    if last:
        project.compiled.keep()
    parts = writer.find_parts() if last else None
    rendered = last.changed if last and update else None
    bodies = _find_bodies(site, rendered) if parts else {}
    return Built(target, remarks, parts, len(update.files) if update else None, bodies)


def _find_bodies(site: Site, paths: Collection[str] | None) -> dict[str, str]:
    """Return the bodies of some notes, or of all, by the paths of the notes."""
    notes = site.community.notes
    return {note.source.path: site.bodies.html_of(note) for note in notes if paths is None or note.source.path in paths}


class _Whole:
    """A build of the whole site."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Configure MkDocs; raise BuildFailedError if `mkdocs.yml` is invalid."""
        from cop_site.engines.mkdocs.writer import Writer  # noqa: PLC0415  # takes long to import

        self._project, self._writer = project, Writer(project, folder)
        self.language, self.url = self._writer.language, self._writer.url
        self._warnings: list[str] = []
        self._shows: dict[str, set[str]] = {}
        """The addresses at which the text of each note is shown, by the key of the note."""
        self._documents: list[str] = []
        self._ahead: NotePages | None = None

    def begin(self, *, search: bool) -> None:
        """Start what a second process does, if that has nothing else to do."""
        if not search:
            self._ahead = make_ahead(self._project.site_in(self.language, self.url), self._project.compiled)

    def write(self, _: Path) -> list[str]:
        """Write the site, and return the warnings of MkDocs; raise BuildFailedError if MkDocs or a template fails."""
        self._warnings = self._writer.write(self._make())
        return self._warnings

    def _make(self) -> Iterator[Output]:
        """Yield all outputs, and note what each of them shows."""
        site = self._project.site_in(self.language, self.url)
        for uri, make in find_routes(site, self._project.root, self.language).items():
            site.bodies.shown.clear()
            output = (self._ahead and self._ahead.find(uri)) or make()
            for key in site.bodies.shown:
                self._shows.setdefault(key, set()).add(uri)
            if isinstance(output, Data):
                self._documents.append(uri)
            yield output

    def find_parts(self) -> Parts | None:
        """Return what the next build can use; None if something has a part in the site that we do not know."""
        if not self._writer.is_plain:
            return None
        site = self._project.site_in(self.language, self.url)
        notes = site.community.notes
        return Parts(
            token_hex(8),
            self.language,
            self.url,
            self._warnings,
            digest_surfaces(notes, site),
            digest_twins(site),
            {note.source.path: sorted(self._shows.get(note.key, ())) for note in notes},
            self._documents,
            *self._writer.keep_frames(),
        )


def _remark(project: Project, url: str) -> Iterator[str]:
    """Yield what is to be said of a site: how much is not on it, and what it lacks without an address."""
    if not url:
        yield "no feeds, cards and site map: write where the site will be into mkdocs.yml, as site_url: https://…"
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
