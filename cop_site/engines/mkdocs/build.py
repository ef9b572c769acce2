"""Builds the site of a project with MkDocs, with or without a `mkdocs.yml`."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cop_site.content.hidden import describe_hidden
from cop_site.engines.last_build import LastBuild, Parts
from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.engines.mkdocs.update import find_update
from cop_site.engines.publish import publish
from cop_site.model.left_out import describe_left_out
from cop_site.pages.site import Site
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project
from cop_site.search.prerender import indexing
from cop_site.wording.language_tag import primary_language

if TYPE_CHECKING:
    from cop_site.engines.mkdocs.whole import Whole


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
    is_indexed = search and not (update and update.index)
    with publish(target, project.root, echo) as folder:  # at the end, it replaces the target
        writer = update or _begin_whole(project, folder)
        index_folder = folder.with_name("search")  # MkDocs empties its own folder at the start
        site = project.site_in(writer.language, writer.url)
        # The index is built in a second process.
        with indexing(site, index_folder, writer.language, kept) if is_indexed else nullcontext():
            writer.begin(search=search)
            check(project)
            if keep_facts:
                keep_facts()
            echo("building pages")
            try:
                warnings = writer.write(folder)
            except OSError as error:
                raise BuildFailedError(_explain(error, folder, project)) from None
        if is_indexed:
            index_folder.rename(folder / "pagefind")
    remarks = [*warnings, *_remark(project, site, writer.url)]
    for line in remarks:
        echo(line)
    if last:
        project.compiled.keep()
    parts = writer.find_parts() if last else None
    rendered = last.changed if last and update else None
    bodies = _find_bodies(site, rendered) if parts else {}
    return Built(target, remarks, parts, len(update.files) if update else None, bodies)


def _begin_whole(project: Project, folder: Path) -> Whole:
    from cop_site.engines.mkdocs.whole import Whole  # noqa: PLC0415  # all pages and MkDocs take long to import

    return Whole(project, folder)


def _find_bodies(site: Site, paths: Collection[str] | None) -> dict[str, str]:
    """Return the bodies of some notes, or of all, by the paths of the notes."""
    notes = site.bodies.sources.values()
    return {note.source.path: site.bodies.html_of(note) for note in notes if paths is None or note.source.path in paths}


def _remark(project: Project, site: Site, url: str) -> Iterator[str]:
    """Yield what is to be said of a site: how much is not on it, and what it lacks without an address."""
    if not url:
        yield "no feeds, cards and site map: write where the site will be into mkdocs.yml, as site_url: https://…"
    elif not _can_draw(site.publication.name):
        yield "the font of preview pictures lacks letters of the site's name: addresses stand for titles"
    for one in site.all if project.settings.languages else ():
        if primary_language(one.wording.language) != primary_language(one.language):
            yield f"there is no complete catalogue in {one.language!r}: on its pages, the site's own text is English"
    if project.community.hidden:
        yield describe_hidden(project.community.hidden)
    yield from describe_left_out(project.community)


def _can_draw(text: str) -> bool:
    from cop_site.charts.preview import can_draw  # noqa: PLC0415  # a site without an address has no pictures

    return can_draw(text)


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
