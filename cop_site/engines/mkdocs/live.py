"""The site of a project while it is edited: each file of it is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Asset, Data, Output, Picture, Redirect
from cop_site.compiler.routes import list_routes, page_routes
from cop_site.diagnostics import Diagnostic, Severity
from cop_site.engines.mkdocs.explain import explain_failure
from cop_site.engines.mkdocs.frame import Frame
from cop_site.engines.mkdocs.live_search import LiveSearch
from cop_site.engines.serve import FailedError, Failure
from cop_site.model.read import uri_of
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import Templates
from cop_site.project.follow import Follower, Stamps, find_inputs, take_stamps
from cop_site.project.open import OpenedProject
from cop_site.project.project import Project
from cop_site.reporters import bound


class LiveSite:
    """The files that a build of the same notes would write, byte for byte, without building the others."""

    def __init__(self, root: Path, temporary: Path) -> None:
        """Serve the project in `root`; the search index is built below the folder `temporary`."""
        self._root, self._temporary = root, temporary
        self._follower = Follower(root)
        self.search = LiveSearch(temporary)
        """The search index."""
        self._stamps: Stamps = {}
        self._framed: tuple[object, Frame, list[Templates]] | None = None
        self._files: dict[str, Callable[[], bytes]] = {}
        self._made: dict[str, bytes] = {}
        self._lists: dict[str, Callable[[], dict[str, Callable[[], bytes]]]] = {}
        self.failures: tuple[Failure, ...] = ()
        """Why no page can be shown; empty if the project could be read."""
        self.project: Project | None = None
        """The project as it was last read; None if it cannot be read."""
        self.mount = "/"
        """The path below which the site lies on its own host."""

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files and folders whose changes are to be followed."""
        return (*find_inputs(self._root), *(self._framed[1].inputs if self._framed else ()))

    def refresh(self) -> bool:
        """Read what has changed since the last time, and return whether anything has."""
        stamps = take_stamps(self.inputs)
        if stamps == self._stamps:
            return False
        self._stamps, self._made, self._files, self._lists = stamps, {}, {}, {}
        self.project, self.failures = None, ()
        try:
            self._read()
        except Exception as error:  # whatever it is, it is shown, and may be gone after the next change
            self.failures = explain_failure(error, self._root)
        return True

    def find(self, name: str) -> bytes | None:
        """Return a file of the site by name, such as `topics/index.html`; None if there is none.

        Raises FailedError if it cannot be made, and says why.
        """
        if self.failures:
            raise FailedError(*self.failures)
        if name not in self._made:
            if name.startswith("pagefind/"):
                return self.search.read(name.removeprefix("pagefind/"))
            if name not in self._files:
                self._find_list(name)
            if name not in self._files:
                return None
            try:
                self._made[name] = self._files[name]()
            except Exception as error:  # as above
                raise FailedError(*explain_failure(error, self._root)) from None
        return self._made[name]

    def _find_list(self, name: str) -> None:
        """Find the files of the list that may have a name: they depend on its notes, and it is long."""
        for uri in [uri for uri in self._lists if name.startswith(uri)]:
            self._files |= self._lists.pop(uri)()

    def check(self, name: str) -> tuple[Diagnostic, ...]:
        """Return the errors and warnings of the note whose page has this name, or would have it."""
        if self.project is None:
            return ()
        paths = self._paths.get(name, ())
        found = bound(one for one in self.project.diagnostics if one.span.path in paths and not one.is_known)
        return tuple(one for one in found if one.severity is not Severity.INFO)

    def _read(self) -> None:
        opened, project = self._follower.read()
        frame, site = self._put_in_frame(project, opened.files.folder)
        routes = find_routes(site, self._root, frame.language, lists=False)
        self._files = {
            **{name: file.read_bytes for name, file in frame.theme_files.items()},
            **_name_files(routes, frame, site),
            **{name: partial(_render_template, name, frame, site) for name in frame.templates},
        }
        self._lists = {uri: partial(_find_files, find, frame, site) for uri, find in list_routes(site).items()}
        self._paths = self._find_paths(opened, site)
        self.search.follow(site, frame.language)
        self.project, self.mount = project, frame.mount

    def _find_paths(self, opened: OpenedProject, site: Site) -> dict[str, set[str]]:
        """Return the paths of the notes that a page is made from, or would be, by the name of its file."""
        found: dict[str, set[str]] = {}
        for source in (*opened.files.sources, *opened.files.refused):
            uri = uri_of(site.community.joined.get(source.name, source.name))
            for one in site.all:
                found.setdefault(_name_file(one.folder + uri), set()).add(source.path)
        return found

    def _put_in_frame(self, project: Project, content: str) -> tuple[Frame, Site]:
        """Return the frame of a project, and its site, both with compiled templates if only notes have changed."""
        notes = str(self._root / content / "x")[:-1]
        others = {path: stamp for path, stamp in self._stamps.items() if not path.startswith(notes)}
        key = project.community.charter.title, others
        if self._framed and self._framed[0] == key:
            _, frame, templates = self._framed
            site = _take_templates(project.site_in(frame.language, frame.url), templates)
            if frame.fits(site):
                return frame, site
        self._framed = None
        frame = Frame(project, self._temporary / "unused")
        site = project.site_in(frame.language, frame.url)
        self._framed = key, frame, [one.templates for one in site.all]
        return frame, site


def _take_templates(site: Site, templates: Sequence[Templates]) -> Site:
    """Return a site with the templates of an earlier state of it, one for each language, which are compiled."""
    first, *others = templates
    further = site.others if others else ()
    return replace(
        site,
        templates=first,
        translate=lambda new: [replace(one, original=new, templates=t) for one, t in zip(further, others, strict=True)],
    )


def _name_files(routes: Mapping[str, Callable[[], Output]], frame: Frame, site: Site) -> dict[str, Callable[[], bytes]]:
    return {_name_file(uri): partial(_render, make, frame, site) for uri, make in routes.items()}


def _find_files(
    find: Callable[[], Iterable[tuple[str, Callable[[], Page]]]], frame: Frame, site: Site
) -> dict[str, Callable[[], bytes]]:
    return _name_files(dict(find()), frame, site)


def _render_template(name: str, frame: Frame, site: Site) -> bytes:
    uris = page_routes(site, frame.language) if name.startswith("sitemap.") else ()
    return frame.render_template(name, [Page(uri, "", "", folder=site.find_folder(uri)) for uri in uris], site)


def _name_file(uri: str) -> str:
    return f"{uri}index.html" if not uri or uri.endswith("/") else uri


def _render(make: Callable[[], Output], frame: Frame, site: Site) -> bytes:
    """Return the bytes of an output as they are in a built site."""
    output = make()
    match output:
        case Page():
            return frame.render(output, site)
        case Redirect():
            content = output.html.encode()
        case Data():
            content = output.text.encode()
        case Asset():
            content = output.read()
        case Picture():
            content = output.content
    name = _name_file(output.uri)
    return frame.protect(content.decode(), name) if name.endswith(".html") else content
