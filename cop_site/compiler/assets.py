"""The files that are published beside the pages: without metadata, and our scripts minified."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from rjsmin import jsmin

from cop_site.compiler.languages import adapt_script
from cop_site.compiler.outputs import Asset
from cop_site.content.assets.metadata import strip_metadata
from cop_site.pages.languages import SCRIPTS
from cop_site.pages.site import Site
from cop_site.wording.catalogue import ENGLISH
from cop_site.wording.scripts import word_script


def asset_routes(site: Site, root: Path) -> dict[str, Callable[[], Asset]]:
    """Return the function that makes each asset, by address; `root` is the project's directory.

    Assets of the community's own templates replace ours of the same name.
    """
    routes: dict[str, Callable[[], Asset]] = {}
    treat: Callable[[bytes], bytes] | None
    *_, ours = site.templates.folders
    for folder in reversed(site.templates.folders):
        for file in sorted((folder / "assets").glob("*")):
            # Only our own scripts are known to have nothing that the minifier takes for something else.
            for one in site.all if file.suffix == ".js" else (site,):
                if file.name in SCRIPTS and len(site.all) == 1:
                    continue
                treat = partial(_publish, one) if folder == ours and file.suffix == ".js" else None
                uri = f"{one.folder}assets/cop/{file.name}"
                routes[uri] = partial(Asset, uri, file, treat)
    if program := site.settings.admin.program and root / site.settings.admin.program:
        for file in (program, *sorted(program.parent.glob(f"*.{program.name}"))):  # it, and the parts that it loads
            routes[f"admin/{file.name}"] = partial(Asset, f"admin/{file.name}", file)
    for asset in site.community.shown_assets:
        treat = clean_drawing if asset.name.lower().endswith(".svg") else strip_metadata
        routes[asset.name] = partial(Asset, asset.name, root / asset.path, treat)
    return routes


def _publish(site: Site, script: bytes) -> bytes:
    """Return one of our scripts in the language of a site."""
    text = site.folding.fill(script.decode("utf-8"))
    text = text if site.wording is ENGLISH else word_script(text, site.wording)
    return minify(text if len(site.all) == 1 else adapt_script(text, site.language, below=bool(site.folder)))


def minify(script: str) -> bytes:
    """Return a script without comments and needless spaces."""
    return str(jsmin(script)).encode("utf-8")


def clean_drawing(raw: bytes) -> bytes:
    """Return a drawing as it is to be published; nothing of it if it has become unusable since it was checked."""
    from cop_site.content.assets.svg import clean_svg  # noqa: PLC0415  # few communities have drawings

    cleaned = clean_svg(raw, "")
    return cleaned if isinstance(cleaned, bytes) else b""
