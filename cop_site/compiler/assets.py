"""The files that are published beside the pages, and what is taken out of them on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from cop_site.compiler.outputs import Asset
from cop_site.content.assets.metadata import METADATA_SUFFIXES, strip_metadata
from cop_site.pages.context import Site


def asset_routes(site: Site, root: Path) -> dict[str, Callable[[], Asset]]:
    """Return what makes each file, by address; `root` is the project's directory.

    Files beside the community's own templates replace ours of the same name.
    """
    routes: dict[str, Callable[[], Asset]] = {}
    treat: Callable[[bytes], bytes] | None
    *_, ours = site.templates.folders
    for folder in reversed(site.templates.folders):
        for file in sorted((folder / "assets").glob("*")):
            # Only of our own scripts is it known that no text in them has a line that begins like a comment.
            treat = remove_comments if folder == ours and file.suffix == ".js" else None
            uri = f"assets/cop/{file.name}"
            routes[uri] = partial(Asset, uri, file, treat)
    for asset in site.community.assets:
        treat = strip_metadata if asset.name.lower().endswith(METADATA_SUFFIXES) else None
        routes[asset.name] = partial(Asset, asset.name, root / asset.path, treat)
    return routes


def remove_comments(script: bytes) -> bytes:
    """Return a script without the lines that are only a comment: a fifth of what a browser would load."""
    return b"".join(line for line in script.splitlines(keepends=True) if not line.lstrip().startswith(b"//"))
