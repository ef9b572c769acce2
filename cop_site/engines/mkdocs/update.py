"""Makes a site from the last one, where only texts of notes have changed, and what they say elsewhere has not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cop_site.compiler.outputs import Data, Output
from cop_site.engines.last_build import LastBuild, Parts
from cop_site.engines.mkdocs.kept import frame
from cop_site.engines.publish import MARKER
from cop_site.pages.head import with_head
from cop_site.pages.notes import note_page
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.surface import digest_surfaces, digest_twins
from cop_site.project.project import Project
from cop_site.search.patch import Patch, find_patch
from cop_site.settings import PolicySources

_INDEX = "pagefind/"
"""The folder of the search index."""
_MADE_ANEW = (MARKER, _INDEX)


@dataclass(frozen=True)
class Update:
    """The files of a site that are other ones now."""

    last: LastBuild
    parts: Parts
    files: Mapping[str, bytes]
    """Their contents by name."""
    index: Patch | None
    """What differs in the search index; None if it is built anew, or if there is none."""

    @property
    def language(self) -> str:
        """The code of the site's own language."""
        return self.parts.language

    @property
    def url(self) -> str:
        """The site's web address; empty if it is not known."""
        return self.parts.url

    def begin(self, *, search: bool) -> None:
        """Start nothing: it is done already."""

    def write(self, folder: Path) -> list[str]:
        """Write the site, and return the warnings that the last whole build gave."""
        new, links = self.index or Patch({}, {})
        stay = {name: name for name in self.last.names if name not in self.files and not name.startswith(_MADE_ANEW)}
        link_files(self.last.target, folder, stay | {_INDEX + name: _INDEX + was for name, was in links.items()})
        for name, content in (*self.files.items(), *((_INDEX + name, content) for name, content in new.items())):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return self.parts.warnings

    def find_parts(self) -> Parts:
        """Return what the next build can use, which is the same."""
        return self.parts


def find_update(project: Project, last: LastBuild, *, search: bool) -> Update | None:
    """Return what is to be made of a site again; None if that is all of it, or cannot be known."""
    parts, changed = last.parts, last.changed
    if parts is None or not changed:
        return None
    site = project.site_in(parts.language, parts.url)
    notes = {note.source.path: note for note in site.community.notes}
    if not changed <= notes.keys() & parts.surfaces.keys() or digest_twins(site) != parts.twins:
        return None
    if any(site.community.versions.get(notes[path].key) for path in changed):
        return None  # one of them is shown with what the other says
    surfaces = digest_surfaces((notes[path] for path in changed), site)
    if any(parts.surfaces[path] != surface for path, surface in surfaces.items()):
        return None
    uris = {uri for path in changed for uri in parts.shows[path]}
    others = {key: path for key, note in site.bodies.sources.items() if (path := note.source.path) not in changed}
    site.bodies.expect(lambda: last.find_bodies(others))
    routes: dict[str, Callable[[], Output]] = {}  # to know all addresses takes all figures
    for one in site.all:
        shown = ((one.folder + notes[path].uri, one.community.by_key[notes[path].key]) for path in changed)
        routes |= {uri: with_head(one, partial(note_page, one, note)) for uri, note in shown}
    if not uris <= routes.keys():
        from cop_site.compiler.documents import feed_routes  # noqa: PLC0415  # takes long to import

        routes = {**feed_routes(site), **routes}
    files = {}
    for uri in sorted(uris):
        name, content = _render(routes[uri](), parts, project.settings.policy) if uri in routes else (uri, None)
        if content is None:
            return None
        files[name] = content
    return Update(last, parts, files, _find_patch(site, last) if search else None)


def _find_patch(site: Site, last: LastBuild) -> Patch | None:
    """Return what differs in the search index; None if that is built anew."""
    assert last.parts  # noqa: S101  # as the caller has seen
    before = last.find_bodies_before(last.changed or ())
    names = [name.removeprefix(_INDEX) for name in last.names if name.startswith(_INDEX)]
    if before.keys() != last.changed:
        return None
    try:
        return find_patch(site, last.parts.language, last.target / _INDEX, names, before)
    except OSError:  # somebody has just deleted a file of the old site
        return None


def _render(output: Output, parts: Parts, added: PolicySources) -> tuple[str, bytes | None]:
    """Return the name and the content of the file of an output; None if it can only be made with all others."""
    if isinstance(output, Data):
        return output.uri, output.text.encode()
    if isinstance(output, Page) and (place := parts.places.get(output.uri)):
        return f"{output.uri}index.html", frame(output, place, parts.layouts, added)
    return output.uri, None


def link_files(old: Path, new: Path, names: Mapping[str, str]) -> None:
    """Put the files of a folder into another one, by links where the system has such, without copying them.

    `names` has the name that each file had by the one that it gets.
    """
    for folder in sorted({name.rpartition("/")[0] for name in names}):
        (new / folder).mkdir(parents=True, exist_ok=True)
    for name, was in names.items():
        try:
            os.link(f"{old}/{was}", f"{new}/{name}")
        except OSError:
            shutil.copyfile(f"{old}/{was}", f"{new}/{name}")
