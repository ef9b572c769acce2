"""Sanitises HTML from notes; nothing else puts contributors' HTML on a page."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable
from urllib.parse import urljoin

import nh3

from cop_site.content.gfm.diagrams import drop_drawings
from cop_site.content.gfm.formulas import spell_formulas

SEAL = secrets.token_hex(8)
"""A random prefix of every attribute value that the renderer writes itself. A contributor cannot know it, so a `class`
or an `id` without it comes from a note. The sanitiser removes it."""

FOREIGN_LINK = "nofollow ugc noopener"
"""The `rel` of a link that a contributor made to another website, which is no recommendation of the site."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""The schemes of URLs that links may have."""
_TAG = re.compile(r"<[^>]*>")
_TAGS = (
    frozenset(
        ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark"]
    )
    | frozenset(["q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"])
    | frozenset(
        ["blockquote", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "section", "summary"]
    )
    | frozenset(["dd", "dl", "dt", "input", "label", "li", "ol", "ul"])
    | frozenset(
        ["caption", "col", "colgroup", "rp", "rt", "ruby", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]
    )
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href", "name", "aria-label", "aria-describedby"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
}
_SEALED_ONLY = frozenset({"class", "loading", "aria-label", "aria-describedby"})
_SEALED_TAGS = frozenset({"input", "label"})
_OWN_IDS = re.compile(r"__|fn[:\-]|fnref[:\-]|cop-", re.IGNORECASE)
_ID = re.compile(r"[\w][\w.\-]{0,99}\Z")
_SEALED_ID = re.compile(rf' id="{SEAL}([^"]*)"')
_SIZE = re.compile(r"\d{1,4}%?\Z")
_ABSOLUTE = re.compile(r"\s*(?:[a-z][a-z0-9+.\-]*:|[/\\]{2})", re.IGNORECASE)
_EMPTY = re.compile(r"<input(?![^>]*\btype=)[^>]*>|<img(?![^>]*\bsrc=)[^>]*>")
"""An input or image that lost its `type` or `src`."""
_HOLLOW = re.compile(r'<a href="[^"]*"></a>|<label><span></span></label> ?')
"""What is left of a link to a heading, and of the box of a task."""


def sanitise(html: str, resolve: Callable[[str], str | None]) -> str:
    """Return HTML without anything that runs, loads, or imitates the page itself.

    `resolve` maps every relative URL to the one to write, or to None to drop it.
    """
    before = getattr(_current, "resolve", None), getattr(_current, "ids", None), getattr(_current, "foreign", False)
    # Ids are unique on a page, and the renderer's own take precedence.
    _current.resolve, _current.ids, _current.foreign = resolve, set(_SEALED_ID.findall(html)), False
    try:
        return _EMPTY.sub("", _CLEANER.clean(html))
    finally:
        _current.resolve, _current.ids, _current.foreign = before


def make_absolute(html: str, base: str) -> str:
    """Return sanitised HTML for readers elsewhere: with absolute links, and without what only our pages need.

    `base` is the address of the page that the HTML is from.
    """
    return _HOLLOW.sub("", sanitise(spell(html), lambda url: urljoin(base, url)))


def spell(html: str) -> str:
    """Return rendered HTML with the source in place of each formula and diagram, for readers that draw none."""
    return drop_drawings(spell_formulas(html))


def _resolve(url: str) -> str | None:
    resolved: str | None = _current.resolve(url)
    return resolved


def is_shown(tag: str) -> bool:
    """Return whether an element in a contributor's HTML is kept."""
    return tag in _TAGS and tag not in _SEALED_TAGS


def drop_tags(html: str, between: str = "") -> str:
    """Return sanitised HTML with `between` in place of each tag."""
    return _TAG.sub(between, spell(html))


def is_absolute(url: str) -> bool:
    """Return whether a browser may read a URL as one of another origin."""
    return bool(_ABSOLUTE.match(url.translate({9: None, 10: None, 13: None})))


def _claim(name: str) -> str | None:
    """Return a contributor's id; None if the page uses it itself or has it already."""
    if not _ID.match(name) or _OWN_IDS.match(name) or name in _current.ids:
        return None
    _current.ids.add(name)
    return name


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Return the value to write for an attribute; None to drop it."""
    if value.startswith(SEAL):
        return value[len(SEAL) :]
    if SEAL in value:  # HTML of the renderer, which a quotation mark that is left open has swallowed
        return None
    if attribute in _SEALED_ONLY or tag in _SEALED_TAGS:
        return None
    if attribute in ("href", "rel"):
        return _mark_foreign(attribute, value)
    if attribute in ("id", "name"):
        return _claim(value)
    refused = (attribute == "src" and is_absolute(value)) or (
        attribute in ("width", "height") and not _SIZE.match(value)
    )
    return None if refused else value


def _mark_foreign(attribute: str, value: str) -> str | None:
    """Return the `href` of a link as it is, and its `rel` if it leads to another website.

    The cleaner gives every link a `rel`, which comes after its other attributes.
    """
    was_foreign, _current.foreign = _current.foreign, attribute == "href" and is_absolute(value)
    return value if attribute == "href" or was_foreign else None


_current = threading.local()
# Created once: setting it up takes a third as long as sanitising a note.
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes=set(SCHEMES),
    url_relative=_resolve,
    link_rel=FOREIGN_LINK,
    strip_comments=True,
)
