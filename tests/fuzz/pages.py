"""What has to hold for every page: nothing runs, nothing is loaded from elsewhere, ids are unique and links resolve.

Pages are read by Lexbor, which parses as browsers do and is not what our sanitiser is made of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cop_site.content.assets.svg import clean_svg

_LOADING = frozenset(
    [
        "action",
        "background",
        "cite",
        "data",
        "dynsrc",
        "formaction",
        "lowsrc",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcset",
    ]
)
_FORBIDDEN = frozenset(
    ["applet", "audio", "base", "embed", "frame", "frameset", "iframe", "object", "picture", "source"]
) | {*("plaintext", "portal", "textarea", "track", "video", "xmp")}
_FORMULA = frozenset(
    ["mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle", "msub"]
) | {*("msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover")}
"""What may be in a formula: of the elements of MathML Core those that neither lead anywhere nor hold HTML."""
_SCHEMES = ("http", "https", "mailto", "tel", "webcal")


@dataclass(frozen=True)
class Expected:
    """What a site is measured by."""

    addresses: Collection[str]
    """The addresses of its files, relative to its root; of a page, that of its folder, with a slash at the end."""
    scripts: Collection[str] = ()
    """The texts of the inline scripts that every site has."""
    home: str = "https://site.invalid/"


def find_breaches(uri: str, html: str, expected: Expected) -> Iterator[str]:
    """Yield what is wrong with the HTML of the page at an address, whole or a part of it."""
    elements = _walk(LexborHTMLParser(html))
    ids: Counter[str] = Counter()
    for element in elements:
        attributes = {name: value or "" for name, value in element.attributes.items()}
        ids.update([attributes["id"]] if "id" in attributes else [])
        for breach in _look_at(element, attributes, expected, uri):
            yield f"{breach}: {_shorten(element.html or '')}"
    yield from (f"an id is there {count} times: {name!r}" for name, count in ids.items() if count > 1 or not name)


def without_depth(script: str) -> str:
    """Return a script without how deep its page lies, which the theme writes into one."""
    return re.sub(r'new URL\("[./]*",location\)', "new URL", script)


def _walk(tree: LexborHTMLParser) -> list[LexborNode]:
    return [node for node in tree.root.traverse(include_text=False) if node.tag] if tree.root else []


def _parents(element: LexborNode) -> Iterator[LexborNode]:
    parent = element.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _look_at(element: LexborNode, attributes: dict[str, str], expected: Expected, uri: str) -> Iterator[str]:
    tag = element.tag or ""
    if tag in _FORBIDDEN:
        yield f"an element {tag!r}"
    if any(parent.tag == "math" for parent in _parents(element)) and (tag not in _FORMULA or "href" in attributes):
        yield f"an element {tag!r} in a formula"
    inline = tag == "style" or (tag == "script" and "src" not in attributes)
    if (
        inline
        and attributes.get("type") != "application/json"
        and without_depth(element.text()) not in expected.scripts
    ):
        yield f"a {tag} that is not the site's"
    if attributes.get("http-equiv", "content-security-policy").lower() not in ("content-security-policy", "refresh"):
        yield "a page that acts"
    drawn = attributes.get("class", "").startswith("cop-drawn ") and clean_svg(_read(attributes["src"]), "")
    for name, value in attributes.items():
        if name == "src" and isinstance(drawn, bytes):
            continue  # a diagram, in which there is nothing that a drawing may not have
        yield from _look_at_attribute(tag, name, value, expected, uri)


def _read(address: str) -> bytes:
    """Return the drawing that an address is itself; nothing if it leads to one."""
    head, _, svg = address.partition(",")
    return unquote(svg).encode() if head == "data:image/svg+xml" else b""


def _look_at_attribute(tag: str, name: str, value: str, expected: Expected, uri: str) -> Iterator[str]:
    if name.startswith("on") or (name in ("srcdoc", "style") and tag != "svg"):
        yield f"an attribute {name!r}"
    loads = name in _LOADING or (tag in ("link", "use", "image") and name.endswith("href"))
    if not loads and not name.endswith("href"):
        return
    plain = re.sub(r"[\x00-\x20]", "", value).casefold()
    scheme = re.match(r"([a-z][a-z0-9+.\-]*):", plain)
    foreign = bool(scheme or re.match(r"[/\\]{2}", plain))
    if foreign and (loads or (scheme and scheme[1] not in _SCHEMES)):
        yield f"{name!r} leads elsewhere"
    elif not foreign and expected.addresses:
        yield from _resolve(value, uri, expected)


def _resolve(value: str, uri: str, expected: Expected) -> Iterator[str]:
    try:
        target = urlsplit(urljoin(expected.home + quote(uri, errors="surrogateescape"), value))
    except ValueError:
        yield "an address that cannot be read"
        return
    path = unquote(target.path.removeprefix("/"), errors="surrogateescape")
    path = path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path
    if path not in expected.addresses:
        yield f"a link to {path!r}, which is not there"


def _shorten(html: str) -> str:
    return html if len(html) < 300 else f"{html[:300]}…"
