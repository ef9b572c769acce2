"""A feed as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cop_site.feeds.entries import Entry
from cop_site.feeds.publication import Publication

_ATOM = "http://www.w3.org/2005/Atom"
_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, whatever it is written as."""

    title: str
    page: str
    """The address of the page that shows the same, relative to the site's root."""
    uri: str
    """Its own address, relative to the site's root."""
    describe: Callable[[], Sequence[Entry]]
    """Returns its entries, the newest first."""


def write_atom(feed: Feed, publication: Publication) -> str:
    """Return a feed as Atom."""
    entries = feed.describe()
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": publication.language})
    _add(root, "id", publication.tag(feed.page))
    _add(root, "title", feed.title)
    begun = publication.community.charter.fields.founded or publication.community.as_of
    _add(root, "updated", _moment(max((entry.updated for entry in entries), default=begun)))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": publication.address(feed.uri)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": publication.address(feed.page)})
    _add(SubElement(root, "author"), "name", publication.name)
    for entry in entries:
        _add_entry(root, entry)
    indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def write_json(feed: Feed, publication: Publication) -> str:
    """Return the same as JSON Feed."""
    document = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": publication.address(feed.page),
        "feed_url": publication.address(feed.uri),
        "language": publication.language,
        "authors": [{"name": publication.name, "url": publication.url}],
        "items": [_describe(entry) for entry in feed.describe()],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _add_entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry", {"xml:lang": entry.language})
    _add(element, "id", entry.identity)
    _add(element, "title", entry.title)
    _add(element, "published", _moment(entry.published))
    _add(element, "updated", _moment(entry.updated))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    for name, address in entry.authors.items():
        author = SubElement(element, "author")
        _add(author, "name", name)
        if address:
            _add(author, "uri", address)
    for tag in entry.tags:
        SubElement(element, "category", {"term": tag})
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _describe(entry: Entry) -> dict[str, Any]:
    authors = [{"name": name, **({"url": address} if address else {})} for name, address in entry.authors.items()]
    return {
        "id": entry.identity,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        **({"summary": entry.summary} if entry.summary else {}),
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        **({"authors": authors} if authors else {}),
        "tags": list(entry.tags),
        "language": entry.language,
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
