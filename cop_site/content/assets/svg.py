"""Cleans drawings (SVG): what is published is written anew from what an XML parser read and an allow-list names.

What shows nothing (metadata, comments, the notes of drawing programs) is left out. What could act, or would be missed
if it were left out (scripts, HTML, animation, references to other files), makes the drawing unusable.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl, InputSource, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from cop_site.content.assets import svg_names as names
from cop_site.content.assets.metadata import strip_metadata
from cop_site.content.assets.signatures import RASTER, find_type
from cop_site.content.assets.svg_references import ReferenceGraph
from cop_site.content.assets.svg_style import (
    count_filters,
    filter_declarations,
    filter_style_sheet,
    find_references,
    is_plain,
    keep_inert,
)
from cop_site.content.note_text import decode
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Span

MAX_BYTES = 3 * 1024 * 1024
MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
MAX_CSS_CHARACTERS = 256 * 1024
MAX_SHOWN_ELEMENTS = 250_000
"""How many elements a browser may have to draw, with all that refer to others counted as these."""
_FILTER_WEIGHT = MAX_SHOWN_ELEMENTS // 200
"""How many elements count as much as a step of a filter, which may go over the whole drawing."""

_PLAIN_HINT = "export it as a plain SVG without scripts, animation and references to other files, or as PNG"
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)
_WEB_LINK = re.compile(r"https?://|mailto:", re.IGNORECASE)

Name = tuple[str | None, str]


class _RefusedError(Exception):
    """Says what is wrong with a drawing, and what to do."""

    def __init__(self, message: str, hint: str = _PLAIN_HINT) -> None:
        super().__init__(message)
        self.hint = hint


class _Parser(DefusedExpatParser):
    _parser: expat.XMLParserType
    """Refuses declarations; a bare document type, which many programs write, declares nothing and is not loaded."""

    def reset(self) -> None:
        """Begin anew, and never ask for the file that a document type names."""
        super().reset()
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def defused_start_doctype_decl(self, name: str, sysid: str | None, pubid: str | None, internal: bool) -> None:
        if internal:
            super().defused_start_doctype_decl(name, sysid, pubid, internal)


def clean_svg(raw: bytes, path: str) -> bytes | Problem:
    """Return a drawing as it is to be published, or the problem that makes it unusable; `path` is its name."""
    if len(raw) > MAX_BYTES:
        message = f"drawing has {len(raw):,} bytes (maximum {MAX_BYTES:,})"
        return Problem("file-type-is-allowed", Span(path), message, "simplify it, or export it as PNG")
    _, problems = decode(raw, path)
    if unreadable := next((problem for problem in problems if problem.name == "file-is-readable"), None):
        return unreadable
    parser = _Parser(forbid_dtd=True)
    cleaner = _Cleaner()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(cleaner)
    source = InputSource()
    source.setByteStream(BytesIO(raw))
    source.setEncoding("utf-8")
    try:
        parser.parse(source)
    except _RefusedError as error:
        place, message, hint = cleaner.location, f"drawing {error}", error.hint
    except DefusedXmlException:
        place = (parser.getLineNumber(), parser.getColumnNumber())
        message, hint = "drawing has declarations in its document type", "remove what stands between '[' and ']'"
    except SAXParseException as error:
        place = (error.getLineNumber(), error.getColumnNumber())
        message, hint = f"drawing is not valid XML: {error.getMessage()}", "export it anew"
    else:
        return cleaner.written
    line, column = place[0] or 1, place[1] or 0
    return Problem("file-type-is-allowed", Span(path, line, column + 1, line, column + 2), message, hint)


class _Cleaner(ContentHandler):
    """Writes what is allowed of a drawing; raises _RefusedError at what is refused."""

    def __init__(self) -> None:
        super().__init__()
        self._locator: Locator
        self.location: tuple[int | None, int | None] = (1, 0)
        """Line, from 1, and column, from 0, of the last element that began."""
        self._text = StringIO()
        self._writer = XMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._open: list[str] = []
        self._left_out = 0
        """How many elements are open that are left out, the outermost of which begins the part that is."""
        self._elements = 0
        self._css = 0
        self._style: list[str] = []
        self._references = ReferenceGraph()

    @property
    def written(self) -> bytes:
        """The cleaned drawing."""
        return self._text.getvalue().encode("utf-8") + b"\n"

    def startElementNS(self, name: Name, qname: str | None, attrs: Any) -> None:  # noqa: N802, ARG002  # SAX calls it so
        """Write the start of an element, or leave it out with all that it holds."""
        self.location = (self._locator.getLineNumber(), self._locator.getColumnNumber())
        self._elements += 1
        self._check_limits()
        if self._left_out or not self._is_kept(*name):
            self._left_out += 1
            return
        attributes = self._filter_attributes(name[1], dict(attrs.items()))
        if name[1] == "style" and attributes.get("type", "text/css") != "text/css":
            self._left_out += 1
            return
        self._references.open(attributes.get("id", ""))
        self._references.add(_find_shown(name[1], attributes))
        self._references.weigh(_FILTER_WEIGHT * _count_filter_steps(name[1], attributes))
        if not self._open:
            attributes = {"xmlns": names.SVG, "xmlns:xlink": names.XLINK, **attributes}
        self._open.append(name[1])
        self._writer.startElement(name[1], AttributesImpl(attributes))

    def endElementNS(self, name: Name, qname: str | None) -> None:  # noqa: N802, ARG002  # as above
        """Write the end of an element."""
        if self._left_out:
            self._left_out -= 1
            return
        if name[1] == "style":
            css = self._filter_css("".join(self._style), filter_style_sheet)
            self._references.add_anywhere(find_references(css))
            self._writer.characters(css)
            self._style = []
        self._open.pop()
        self._references.close()
        self._writer.endElement(name[1])

    def characters(self, content: str) -> None:
        """Write text where it is shown."""
        if self._left_out or self._open[-1] not in names.TEXT_ELEMENTS:
            return
        if self._open[-1] == "style":
            self._style.append(content)
        else:
            self._writer.characters(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802  # as above
        """Refuse an entity that is declared elsewhere: nobody knows what it stands for."""
        raise _RefusedError(f"has the entity {quote(name)}, which is not declared", "write the character itself")

    def endDocument(self) -> None:  # noqa: N802  # as above
        """Refuse what would grow without end when it is drawn."""
        size = self._references.measure(MAX_SHOWN_ELEMENTS)
        if size is None:
            raise _RefusedError("has a part that refers to itself")
        if size > MAX_SHOWN_ELEMENTS:
            raise _RefusedError(f"draws more than {MAX_SHOWN_ELEMENTS:,} elements, by references and filters")

    def _check_limits(self) -> None:
        if self._elements > MAX_ELEMENTS:
            raise _RefusedError(f"has more than {MAX_ELEMENTS:,} elements", "simplify it, or export it as PNG")
        if len(self._open) + self._left_out >= MAX_DEPTH:
            raise _RefusedError(f"is nested more than {MAX_DEPTH} levels deep", "simplify it, or export it as PNG")

    def _is_kept(self, namespace: str | None, name: str) -> bool:
        """Return whether an element is kept, rather than left out; raise _RefusedError if neither will do."""
        if not self._open and (namespace, name) != (names.SVG, "svg"):
            hint = f'the first element must be <svg xmlns="{names.SVG}">'
            raise _RefusedError(f"begins with the element {quote(name)} and not with that of SVG", hint)
        if namespace == names.SVG and name == "foreignObject" and self._open[-1] == "switch":
            return False  # what follows in the switch is for those who do not show HTML
        if namespace == names.XHTML or (namespace == names.SVG and name in names.ACTIVE_ELEMENTS):
            hint = _PLAIN_HINT
            if name == "foreignObject":
                hint = "export it with text as SVG instead of HTML (in Mermaid: htmlLabels: false), or as PNG"
            raise _RefusedError(f"has the element {quote(name)}, which can act or shows HTML", hint)
        return namespace == names.SVG and name in names.ELEMENTS

    def _filter_attributes(self, element: str, raw: Mapping[Name, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for (namespace, name), value in raw.items():
            if namespace is None and name.lower().startswith("on"):
                raise _RefusedError(f"has the attribute {quote(name)}, which runs a script")
            if (namespace, name) in names.LINKS:
                if target := _filter_link(element, value.strip()):
                    kept["href" if namespace is None else "xlink:href"] = target
            elif (namespace, name) in names.PREFIXED:
                kept[names.PREFIXED[namespace, name]] = value
            elif namespace is None and name == "style":
                kept[name] = self._filter_css(value, filter_declarations)
            elif namespace is None and name in names.PRESENTATION:
                kept[name] = self._filter_css(value, keep_inert)
            elif namespace is None and name in names.ATTRIBUTES:
                kept[name] = value
        return {name: value for name, value in kept.items() if value}

    def _filter_css(self, css: str, filter_text: Callable[[str], str]) -> str:
        """Return CSS without what could load something; raise _RefusedError if there is too much to look through."""
        if is_plain(css):
            return css
        self._css += len(css)
        if self._css > MAX_CSS_CHARACTERS:
            raise _RefusedError(f"has more than {MAX_CSS_CHARACTERS:,} characters of CSS", "leave out fonts and styles")
        try:
            return filter_text(css)
        except RecursionError:  # brackets in brackets without end
            return ""


def _filter_link(element: str, target: str) -> str:
    """Return a reference that is kept; raise _RefusedError at one that loads something or acts."""
    if not target or target.startswith("#"):
        return target
    if element == "a":
        if _WEB_LINK.match(target):
            return ""
        raise _RefusedError(f"links to {quote(target)}", "leave the link out: put it into the note")
    if element in ("image", "feImage") and (data := _DATA.match(target)):
        return _clean_picture(data[1])
    raise _RefusedError(f"refers to {quote(target)}", "put all that it shows into the file itself, or export it as PNG")


def _clean_picture(encoded: str) -> str:
    """Return the address of a picture within the drawing, without metadata; raise _RefusedError if it is none."""
    try:
        raw = b64decode(unquote(encoded), validate=False)
    except (Base64Error, ValueError):
        raw = b""
    kind = find_type(raw)
    if kind not in RASTER:
        raise _RefusedError("contains a picture that is not a PNG, JPEG, GIF, WebP or AVIF")
    return f"data:image/{kind};base64,{b64encode(strip_metadata(raw)).decode()}"


def _count_filter_steps(element: str, attributes: Mapping[str, str]) -> int:
    functions = count_filters(f"filter:{attributes.get('filter', '')};{attributes.get('style', '')}")
    return functions + (element in names.FILTER_STEPS)


def _find_shown(element: str, attributes: Mapping[str, str]) -> list[str]:
    """Return the ids of what is drawn where the element stands, each as often as it is."""
    links = [] if element == "a" else [attributes.get("href", ""), attributes.get("xlink:href", "")]
    shown = [link[1:] for link in links if link.startswith("#")]
    for name in ("style", *(attributes.keys() & names.PRESENTATION)):
        shown += find_references(attributes.get(name, ""))
    return shown
