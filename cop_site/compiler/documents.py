"""The documents for programs: the address of each, and what writes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from cop_site.authoring import admin
from cop_site.compiler.outputs import Data
from cop_site.compiler.subscriptions import subscription_routes
from cop_site.feeds.community import describe_notes, publish_community
from cop_site.feeds.overview import write_overview
from cop_site.feeds.schemas import describe_targets, write_schema
from cop_site.model.kinds import Kind
from cop_site.pages.answers import answer_routes, list_names
from cop_site.pages.common_words import find_common_words
from cop_site.pages.findable import find_titles
from cop_site.pages.news import list_news
from cop_site.pages.site import Site
from cop_site.pages.subscribe import list_pages
from cop_site.pages.twin import twin_routes
from cop_site.settings import ADMIN_CONFIG, ADMIN_PAGE
from cop_site.wording.function_words import function_words

_ADMIN: dict[str, Callable[[Site], str]] = {
    ADMIN_PAGE: lambda site: admin.write_page(site.publication.name, site.settings, site.wording.language),
    ADMIN_CONFIG: lambda site: admin.write_config(describe_targets(site.settings.content), site.settings, site.wording),
}
"""The same of the page on which notes are edited, where the settings ask for it."""

FEEDS: dict[str, Callable[[Site], str]] = {
    "community.json": lambda site: _as_json(publish_community(site.figures)),
    "llms.txt": lambda site: write_overview(site.figures, site.publication, list_pages(site), site.twins),
    "notes.json": lambda site: _as_json(describe_notes(site.figures)),
    "assets/cop/titles.json": lambda site: _as_short_json(find_titles(site)),
}
"""The address of each feed and the function that writes it. A new feed is a line here."""

_WORDED: dict[str, Callable[[Site], str]] = {
    "assets/cop/news.json": lambda site: _as_short_json(list_news(site)),
    "assets/cop/search-words.json": lambda site: _as_short_json(
        {
            "notes": len(site.community.notes),
            "shares": find_common_words(site),
            "function": _fold_function_words(site),
            "answers": list_names(site),
        }
    ),
}
"""The same of what pages show: there is one in each language."""


def _fold_function_words(site: Site) -> list[str]:
    words = function_words(site.language, site.spoken)
    return list(dict.fromkeys(map(site.folding.fold, words)))


def feed_routes(site: Site) -> dict[str, Callable[[], Data]]:
    """Return the function that makes each feed, answer and twin, and each schema of a kind of note, by address."""
    written = FEEDS | (_ADMIN if site.settings.admin.program else {})
    documents = {uri: partial(write, site) for uri, write in written.items()}
    schemas = {f"schema/{kind}.json": partial(write_schema, kind, site.community.content_folder) for kind in Kind}
    worded = {one.folder + uri: write for one in site.all for uri, write in _word_documents(one).items()}
    routes = documents | worded | schemas | subscription_routes(site) | twin_routes(site)
    return {uri: partial(_make_data, uri, write) for uri, write in routes.items()}


def _word_documents(site: Site) -> dict[str, Callable[[], str]]:
    """Return what writes each document in one language, by its address below the folder of that."""
    written: dict[str, Callable[[], str]] = {uri: partial(write, site) for uri, write in _WORDED.items()}
    return written | {uri: partial(_write_answer, describe) for uri, describe in answer_routes(site).items()}


def _make_data(uri: str, write: Callable[[], str]) -> Data:
    return Data(uri, write())


def _write_answer(describe: Callable[[], object]) -> str:
    return _as_short_json(describe())


def _as_short_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)
