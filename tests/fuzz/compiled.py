"""What has to hold for what is compiled of a community, before an engine has it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rule_cases import AS_OF

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Asset, Data, Output, Redirect
from cop_site.diagnostics import UserError
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import Templates
from cop_site.project.open import read_project
from cop_site.project.ours import TEMPLATES
from cop_site.project.store import FOLDER
from cop_site.wording.catalogue import load_wording
from fuzz.pages import Expected, find_breaches

_OF_THE_ENGINE = {"404.html", "sitemap.xml", "assets/cop/", "search/"}


def find_compiled_breaches(root: Path, hidden: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with any output; `hidden` are words that none may have."""
    try:
        project = read_project(root, AS_OF)
    except UserError as error:
        if not (root / FOLDER).is_symlink():  # which is refused, and no link is followed
            yield f"the project is refused: {error}"
        return
    site = Site(project.community, project.figures, project.settings, _templates(), "https://us.example/")
    routes = find_routes(site, root, "en")
    expected = Expected({*routes, *_OF_THE_ENGINE})
    for uri, make in routes.items():
        yield from _look_at(uri, make(), expected, hidden)


@cache
def _templates() -> Templates:
    """The templates, which are compiled once."""
    return Templates((TEMPLATES,), load_wording("en"), "en")


def _look_at(uri: str, output: Output, expected: Expected, hidden: tuple[str, ...]) -> Iterator[str]:
    texts = [uri]
    if isinstance(output, Page):
        texts += [output.title, output.html, output.description, output.source or "", output.label]
        texts += [section.title for section in output.sections]
        yield from (f"{uri}: {breach}" for breach in find_breaches(uri, output.html, expected))
    elif isinstance(output, Redirect):
        texts.append(output.html)
        if output.target.partition("#")[0] not in expected.addresses:
            yield f"{uri} redirects to {output.target!r}, which is not there"
    elif isinstance(output, Data):
        texts.append(output.text)
        if uri.endswith(".json"):
            json.loads(output.text)
    elif isinstance(output, Asset) and output.source.is_symlink():
        yield f"{uri} is a link"
    folded = unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
    yield from (f"{uri} has {word!r}, which is hidden" for word in hidden if word in folded)
