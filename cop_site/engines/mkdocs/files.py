"""Files of MkDocs for the outputs of the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from cop_site.compiler.outputs import Asset, Data, Output, Picture, Redirect
from cop_site.engines.mkdocs.beside import find_beside, has_own_navigation, resolve_names
from cop_site.engines.mkdocs.fields import describe_fields
from cop_site.engines.mkdocs.page import find_uri, make_page, name_source
from cop_site.engines.mkdocs.parts import write_text
from cop_site.engines.mkdocs.support import warn_of_excluded
from cop_site.feeds.entries import find_days
from cop_site.model.sections import NAVIGATION
from cop_site.pages.labels import label_menu, label_section
from cop_site.pages.page import Page
from cop_site.pages.site import Site

_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Material's own search."""


class AssetFile(File):
    """An asset as a file of MkDocs."""

    asset: Asset

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002  # MkDocs calls it so
        """Write the asset to the site."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.asset.copy(target)


def replace_files(files: Files, outputs: Iterable[Output], config: MkDocsConfig, site: Site) -> Files:
    """Return the files of a site: those of the theme that it needs, those of the outputs, and what is beside the notes.

    What has the address of an output is left out. The navigation is set, since it names files.
    """
    theme = [file for file in files if file.src_dir != config.docs_dir and not file.src_uri.startswith(_UNUSED)]
    ours = [make_file(output, config, site) for output in outputs]
    taken = {name.casefold() for file in ours for name in (file.src_uri, file.dest_uri)}
    notes = Path(config.plugins["cop"].notes)  # type: ignore[attr-defined]  # ours
    beside = [file for file in find_beside(files, config, notes) if taken.isdisjoint(_name(file))]
    if "awesome-nav" in config.plugins and any(file.inclusion is InclusionLevel.EXCLUDED for file in beside):
        for file in ours:  # it chooses from these
            file.inclusion = InclusionLevel.INCLUDED
    replaced = Files([*theme, *ours, *beside])
    config.nav = choose_navigation(config, replaced, site)
    warn_of_excluded(config, ours)
    return replaced


def _name(file: File) -> set[str]:
    return {file.src_uri.casefold(), file.dest_uri.casefold()}


def choose_navigation(config: MkDocsConfig, files: Files, site: Site) -> Any:
    """Return the `nav` of a site: the community's, with the names that files have; ours if nothing says another one.

    In a further language it leads to the pages in that, as far as there are such.
    """
    if has_own_navigation(files, config) and not site.folder:
        return config.nav
    pages = files.documentation_pages()
    names = {find_uri(f"{file.dest_uri[: -len('.html')]}.md"): file.src_uri for file in pages}
    if site.folder:
        below = {uri.removeprefix(site.folder): name for uri, name in names.items() if uri.startswith(site.folder)}
        names |= below | {find_uri(names[uri]): name for uri, name in below.items() if uri in names}
    return resolve_names(config.nav or make_navigation(site), names)


def make_file(output: Output, config: MkDocsConfig, site: Site) -> File:
    """Return the file from which MkDocs writes an output."""
    match output:
        case Page():
            site = site.in_folder(output.folder)
            lang = output.lang if output.source and not output.label else site.templates.languages.differ()
            fields = describe_fields(note, site) if (note := site.notes_by_uri.get(output.place)) else {}
            return make_page(output, config, lang=lang, day=_find_last_change(output, site), fields=fields).file
        case Redirect():
            name = f"{output.uri}index.html" if output.uri.endswith("/") else output.uri
            file = File.generated(config, name, content=output.html)
        case Data():
            file = File.generated(config, output.uri, content=output.text.encode())
            if file.is_documentation_page():  # MkDocs would make a page of its Markdown
                file = File.generated(config, f"{output.uri}.txt", content=output.text.encode())
                file.dest_uri = output.uri
        case Picture():
            file = File.generated(config, output.uri, content=output.content)
        case Asset():
            file = cast(
                "AssetFile",
                AssetFile.generated(
                    config, output.uri, abs_src_path=str(output.source), inclusion=InclusionLevel.INCLUDED
                ),
            )
            file.asset = output
    return file


def _find_last_change(page: Page, site: Site) -> str:
    """Return the day of a page's last change, for the site map; empty for a note that does not say it."""
    if not (note := site.notes_by_uri.get(page.place)):
        return site.community.as_of.isoformat()  # what is computed is computed for that day
    days = find_days(note, site.community.as_of)
    return days[1].isoformat() if days else ""


def make_navigation(site: Site) -> list[dict[str, Any]]:
    """Return the short navigation in the form of `nav` in `mkdocs.yml`."""
    ours = site.templates.languages.differ()
    menus = [(write_text(label_menu(menu, site.wording), ours), uris) for menu, uris in NAVIGATION]
    return [
        {title: name_source(uris[0])}
        if len(uris) == 1
        else {title: [{label_section(uri, site.wording): name_source(uri)} for uri in uris]}
        for title, uris in menus
    ]
