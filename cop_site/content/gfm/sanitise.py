"""The one door through which contributor text becomes HTML."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable

import nh3

SEAL = secrets.token_hex(8)
"""What the renderer puts before the value of an attribute that it wrote itself. No contributor can know it, so an
`id` or a `class` without it is not ours; it never reaches a page."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link to elsewhere may begin with."""
_TAG = re.compile(r"<[^>]*>")
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href", "name", "aria-label", "aria-describedby"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "disabled", "checked", "aria-label"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
}
_SEALED_ONLY = frozenset({"class", "style", "loading", "aria-label", "aria-describedby"})
_SEALED_TAGS = frozenset({"input", "label"})
_OWN_IDS = re.compile(r"__|fn[:\-]|fnref[:\-]|cop-", re.IGNORECASE)
_ID = re.compile(r"[\w][\w.\-]{0,99}\Z")
_SEALED_ID = re.compile(rf' id="{SEAL}([^"]*)"')
_SIZE = re.compile(r"\d{1,4}%?\Z")
_ABSOLUTE = re.compile(r"\s*(?:[a-z][a-z0-9+.\-]*:|[/\\]{2})", re.IGNORECASE)
_HOLLOW = re.compile(r"<input(?![^>]*\btype=)[^>]*>|<img(?![^>]*\bsrc=)[^>]*>")
"""What is left of an input or an image that was not allowed to do anything."""


def sanitise(html: str, resolve: Callable[[str], str | None]) -> str:
    """Let through what a note may show, and nothing that acts, loads, or poses as the page itself.

    `resolve` gets every relative URL and returns the one to write, or None to drop it.
    """
    before = getattr(_current, "resolve", None), getattr(_current, "ids", None)
    # An id is on a page once, and the renderer's own come first.
    _current.resolve, _current.ids = resolve, set(_SEALED_ID.findall(html))
    try:
        return _HOLLOW.sub("", _CLEANER.clean(html))
    finally:
        _current.resolve, _current.ids = before


def _resolve(url: str) -> str | None:
    """Ask whoever the text that is being cleaned belongs to."""
    resolved: str | None = _current.resolve(url)
    return resolved


def is_shown(tag: str) -> bool:
    """Whether an element that a contributor writes in HTML is kept."""
    return tag in _TAGS and tag not in _SEALED_TAGS


def drop_tags(html: str, between: str = "") -> str:
    """Return finished HTML without its tags, each of which becomes the text `between`."""
    return _TAG.sub(between, html)


def is_absolute(url: str) -> bool:
    """Whether a URL names another origin, or may be read by a browser as if it did."""
    return bool(_ABSOLUTE.match(url.translate({9: None, 10: None, 13: None})))


def _claim(name: str) -> str | None:
    """A contributor's id, unless the page needs it or has it already."""
    if not _ID.match(name) or _OWN_IDS.match(name) or name in _current.ids:
        return None
    _current.ids.add(name)
    return name


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Keep, change or drop (None) one attribute."""
    if value.startswith(SEAL):
        return value[len(SEAL) :]
    if attribute in _SEALED_ONLY or tag in _SEALED_TAGS:
        return None
    if attribute in ("id", "name"):
        return _claim(value)
    if attribute == "src" and is_absolute(value):
        return None
    if attribute in ("width", "height"):
        return value if _SIZE.match(value) else None
    return value


_current = threading.local()
# Made once: a third of the time it takes to clean a note would go into telling the sanitiser what is allowed.
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes=set(SCHEMES),
    url_relative=_resolve,
    link_rel=None,
    strip_comments=True,
)
