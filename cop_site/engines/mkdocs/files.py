"""Files of MkDocs for the outputs of the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from cop_site.compiler.outputs import Asset, Data, Output, Redirect
from cop_site.engines.mkdocs.page import make_page, name_source
from cop_site.engines.mkdocs.parts import mark_language
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
    """Return the files of a site: those of the theme that it needs, and those of the outputs."""
    theme = [file for file in files if file.src_dir != config.docs_dir and not file.src_uri.startswith(_UNUSED)]
    return Files([*theme, *(make_file(output, config, site) for output in outputs)])


def make_file(output: Output, config: MkDocsConfig, site: Site) -> File:
    """Return the file from which MkDocs writes an output."""
    match output:
        case Page():
            lang = output.lang if output.source and not output.label else site.templates.languages.differ()
            return make_page(output, config, lang=lang, day=_find_last_change(output, site)).file
        case Redirect():
            name = f"{output.uri}index.html" if output.uri.endswith("/") else output.uri
            file = File.generated(config, name, content=output.html)
        case Data():
            file = File.generated(config, output.uri, content=output.text.encode())
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
    if not (note := site.notes_by_uri.get(page.uri)):
        return site.community.as_of.isoformat()  # what is computed is computed for that day
    days = find_days(note, site.community.as_of)
    return days[1].isoformat() if days else ""


def make_navigation(site: Site) -> list[dict[str, Any]]:
    """Return the short navigation in the form of `nav` in `mkdocs.yml`."""
    ours = site.templates.languages.differ()
    menus = [(mark_language(label_menu(menu, site.wording), ours), uris) for menu, uris in NAVIGATION]
    return [
        {title: name_source(uris[0])}
        if len(uris) == 1
        else {title: [{label_section(uri, site.wording): name_source(uri)} for uri in uris]}
        for title, uris in menus
    ]
