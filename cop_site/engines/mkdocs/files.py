"""Files of MkDocs for the outputs of the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from cop_site.compiler.outputs import Asset, Data, Output, Redirect
from cop_site.engines.mkdocs.page import CompiledPage, mark_language
from cop_site.model.sections import NAVIGATION
from cop_site.pages.context import Site
from cop_site.pages.labels import label_menu
from cop_site.pages.page import Page

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
            file = File.generated(config, _source_name(output.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.edit_uri = output.source
            lang = output.lang if output.source and not output.label else site.templates.languages.differ()
            file.page = CompiledPage(output, file, config, title=output.label or output.title, lang=lang)
            file.page.update_date = site.community.as_of.isoformat()  # MkDocs takes the day of the clock
        case Redirect():
            name = f"{output.uri}index.html" if output.uri.endswith("/") else output.uri
            file = File.generated(config, name, content=output.html)
        case Data():
            file = File.generated(config, output.uri, content=output.text)
        case Asset():
            file = cast(
                "AssetFile",
                AssetFile.generated(
                    config, output.uri, abs_src_path=str(output.source), inclusion=InclusionLevel.INCLUDED
                ),
            )
            file.asset = output
    return file


def make_navigation(outputs: Iterable[Output], site: Site) -> list[dict[str, Any]]:
    """Return the short navigation in the form of `nav` in `mkdocs.yml`."""
    ours = site.templates.languages.differ()
    menus = [(mark_language(label_menu(menu, site.wording), ours), uris) for menu, uris in NAVIGATION]
    titles = {output.uri: output.title for output in outputs if isinstance(output, Page)}
    return [
        {title: _source_name(uris[0])}
        if len(uris) == 1
        else {title: [{titles[uri]: _source_name(uri)} for uri in uris]}
        for title, uris in menus
    ]


def _source_name(uri: str) -> str:
    """Return the name of the Markdown file that MkDocs would render to a page at this address."""
    return f"{uri.rstrip('/')}/index.md".lstrip("/")
