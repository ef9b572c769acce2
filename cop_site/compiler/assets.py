"""The files that are published beside the pages: without metadata, and our scripts minified."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from rjsmin import jsmin

from cop_site.compiler.outputs import Asset
from cop_site.content.assets.metadata import strip_metadata
from cop_site.pages.site import Site
from cop_site.wording.catalogue import ENGLISH, Wording
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
            treat = partial(_publish, site.wording) if folder == ours and file.suffix == ".js" else None
            uri = f"assets/cop/{file.name}"
            routes[uri] = partial(Asset, uri, file, treat)
    if program := site.settings.admin.program and root / site.settings.admin.program:
        for file in (program, *sorted(program.parent.glob(f"*.{program.name}"))):  # it, and the parts that it loads
            routes[f"admin/{file.name}"] = partial(Asset, f"admin/{file.name}", file)
    for asset in site.community.shown_assets:
        treat = clean_drawing if asset.name.lower().endswith(".svg") else strip_metadata
        routes[asset.name] = partial(Asset, asset.name, root / asset.path, treat)
    return routes


def _publish(wording: Wording, script: bytes) -> bytes:
    return minify(script if wording is ENGLISH else word_script(script.decode("utf-8"), wording).encode("utf-8"))


def minify(script: bytes) -> bytes:
    """Return a script without comments and needless spaces."""
    return str(jsmin(script.decode("utf-8"))).encode("utf-8")


def clean_drawing(raw: bytes) -> bytes:
    """Return a drawing as it is to be published; nothing of it if it has become unusable since it was checked."""
    from cop_site.content.assets.svg import clean_svg  # noqa: PLC0415  # few communities have drawings

    cleaned = clean_svg(raw, "")
    return cleaned if isinstance(cleaned, bytes) else b""
