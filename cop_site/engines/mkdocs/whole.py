"""Builds a site as a whole, and notes what each of its files shows for the next build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Data, Output
from cop_site.engines.last_build import Parts
from cop_site.engines.mkdocs.writer import Writer
from cop_site.engines.note_pages import NotePages, make_ahead
from cop_site.pages.bodies import key_of
from cop_site.pages.surface import digest_surfaces, digest_twins
from cop_site.project.project import Project


class Whole:
    """A build of the whole site."""

    def __init__(self, project: Project, folder: Path) -> None:
        """Configure MkDocs; raise BuildFailedError if `mkdocs.yml` is invalid."""
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
            {note.source.path: sorted(self._shows.get(key_of(note), ())) for note in notes},
            self._documents,
            *self._writer.keep_frames(),
        )
