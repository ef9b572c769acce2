"""Compiles a community to its site: pages, redirects, documents for programs, and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cop_site.compiler.assets import asset_routes
from cop_site.compiler.documents import feed_routes
from cop_site.compiler.outputs import Output, Picture
from cop_site.compiler.routes import page_routes, redirect_routes
from cop_site.pages.preview import preview_routes
from cop_site.pages.site import Site


def compile_site(site: Site, root: Path, language: str) -> Iterator[Output]:
    """Yield all outputs of a site, always in the same order; the arguments are those of `find_routes`."""
    return (make() for make in find_routes(site, root, language).values())


def find_routes(site: Site, root: Path, language: str, *, lists: bool = True) -> dict[str, Callable[[], Output]]:
    """Return the address of each output with the function that makes it; no output is made before it is called.

    Addresses are relative to the site's root: `topics/`, `community.json`; empty for the home page. `root` is the
    project's directory, and `language` the code of the site's own language; `lists` is that of `page_routes`.
    """
    return {
        **asset_routes(site, root),
        **page_routes(site, language, lists=lists),
        **redirect_routes(site),
        **feed_routes(site),
        **{uri: partial(_make_picture, uri, draw) for uri, draw in preview_routes(site).items()},
    }


def _make_picture(uri: str, draw: Callable[[], bytes]) -> Picture:
    return Picture(uri, draw())
