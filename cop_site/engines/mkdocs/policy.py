"""The Content-Security-Policy of all pages: what a browser loads and runs on them, whatever their HTML says."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cop_site.settings import PolicySources

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

Inline = tuple[str, str, str]
"""The directive, the source and the text of an inline script or style of the theme."""

_SOURCES: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # the search is WebAssembly
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are in its style
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
_TEMPLATES = ("partials/javascripts", "partials/styles")
"""The folders of the theme whose inline scripts and styles may be used."""
_HEAD = re.compile(
    r"(?:\s|<!--.*?-->|<!doctype[^>]*>|<html[^>]*>|<head[^>]*>|<meta\s+charset=[^>]*>)*", re.DOTALL | re.IGNORECASE
)
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<(script|link|img|iframe|audio|video|source)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(src|href|rel|type)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUN = frozenset({"module", "text/javascript", "application/javascript"})
"""The types of scripts that run; others are data."""
_DIRECTIVES = {
    "script": "script-src",
    "style": "style-src",
    "stylesheet": "style-src",
    "icon": "img-src",
    "img": "img-src",
    "iframe": "frame-src",
    "audio": "media-src",
    "video": "media-src",
    "source": "media-src",
}
"""The directive for an element, and for a `link` by its `rel`."""


class Policy:
    """Makes the policy of each page: of the site's own, of the theme's inline scripts, and of what the settings add.

    Inline scripts and styles are known by their hashes. Only those have one that the theme's templates, rendered alone,
    have, too: what else is on a page never has a part in its policy.
    """

    def __init__(self, find_inline: Callable[[str], Sequence[Inline]], added: PolicySources) -> None:
        """`find_inline` returns the theme's scripts and styles on pages from which an address leads to the root."""
        self._find_inline = find_inline
        self._added = {name.replace("_", "-"): sources for name, sources in added if sources}

    def protect(self, html: str, base_url: str) -> str:
        """Return a page with its policy at the start of the head; `base_url` leads from the page to the site's root."""
        rules = escape(
            "; ".join(" ".join((name, *sources)) for name, sources in self._rules(html, base_url).items()), quote=False
        )
        before = _HEAD.match(html)
        end = before.end() if before else 0
        return f'{html[:end]}<meta http-equiv="Content-Security-Policy" content="{rules}">{html[end:]}'

    def find_blocked(self, html: str, base_url: str) -> Iterator[str]:
        """Yield a message for each thing on a page that the policy blocks: what it is, and how to allow it."""
        rules = self._rules(html, base_url)
        for tag, text in _ELEMENT.findall(html):
            attributes = _read_attributes(text)
            directive = _DIRECTIVES.get(attributes.get("rel", "") if tag.lower() == "link" else tag.lower())
            address = attributes.get("src") or attributes.get("href", "")
            if directive and urlsplit(address).netloc and not _is_allowed(address, rules.get(directive, ())):
                yield _explain(address, _origin(address), directive)
        for tag, directive, inline in _find_inline(html):
            if _hash(inline) not in rules[directive]:
                yield _explain(f"an inline {tag}, {inline.strip()[:40]!r}", _hash(inline), directive)

    def _rules(self, html: str, base_url: str) -> dict[str, tuple[str, ...]]:
        """Return the sources of each directive for a page."""
        used = ((name, (source,)) for name, source, inline in self._find_inline(base_url) if inline in html)
        rules = dict(_SOURCES)
        for name, more in (*used, *self._added.items()):
            before = (source for source in rules.get(name, ()) if source != "'none'")
            rules[name] = tuple(dict.fromkeys((*before, *more)))
        return rules


class ThemeScripts:
    """The scripts and styles that the theme writes into its pages."""

    def __init__(self, config: MkDocsConfig, environment: Environment) -> None:
        self._config, self._environment = config, environment
        self.inline: dict[str, list[Inline]] = {}
        """Those that were asked for, by the address that leads to the root."""
        found = {f"{folder}/{file.name}" for folder in _TEMPLATES for file in _find(config, folder)}
        self._templates = sorted(found)

    def find(self, base_url: str) -> list[Inline]:
        """Return those on pages from which an address leads to the site's root."""
        if base_url not in self.inline:
            features = self._config.theme.get("features") or ()
            values = {"config": self._config, "base_url": base_url, "features": features}
            rendered = (self._environment.get_template(name).render(values) for name in self._templates)
            found = (inline for html in rendered for inline in _find_inline(html))
            self.inline[base_url] = [(directive, _hash(text), text) for _, directive, text in found]
        return self.inline[base_url]


def allow_script(page: bytes, script: bytes) -> bytes:
    """Return a page whose policy allows one more inline script."""
    return page.replace(b"script-src ", f"script-src {_hash(script.decode())} ".encode(), 1)


def _find(config: MkDocsConfig, folder: str) -> Iterator[Path]:
    for directory in config.theme.dirs:
        yield from Path(directory, folder).glob("*.html")


def _find_inline(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield each script that runs and each style that is written on a page: its tag, its directive and its text."""
    for tag, attributes, text in _INLINE.findall(html):
        values = _read_attributes(attributes)
        if tag.lower() == "style" or ("src" not in values and values.get("type", "module") in _RUN):
            yield tag.lower(), _DIRECTIVES[tag.lower()], text


def _read_attributes(tag: str) -> dict[str, str]:
    return {name.lower(): value for name, value in _ATTRIBUTE.findall(tag)}


def _hash(inline: str) -> str:
    digest = sha256(inline.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme or 'https'}://{parts.netloc}"


def _is_allowed(address: str, sources: Sequence[str]) -> bool:
    return any(fnmatchcase(_origin(address), source) or address.startswith(source) for source in sources)


def _explain(what: str, source: str, directive: str) -> str:
    setting = f'{directive.replace("-", "_")} = ["{source}"]'
    return f"the policy of the pages blocks {what}; to allow it, write {setting} below [tool.cop.policy]"
