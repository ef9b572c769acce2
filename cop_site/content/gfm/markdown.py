"""Writes sanitised HTML as Markdown: what is shown is decided once, by what made the HTML.

Rendered again, the Markdown shows the same. What Markdown has no sign for stays HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from cop_site.content.gfm.diagrams import drop_drawings
from cop_site.content.gfm.labels import ALERT_CLASSES
from cop_site.content.gfm.markdown_blocks import (
    indent,
    is_simple_table,
    join_blocks,
    keep_table,
    read_table,
    write_list,
    write_table,
)
from cop_site.content.gfm.markdown_text import (
    BREAK,
    MARKS,
    drop_control,
    escape_text,
    protect,
    write_block,
    write_code,
    write_lines,
    write_link,
    write_target,
)
from cop_site.content.gfm.sanitise import drop_tags

_TOKEN = re.compile(r"(?:<(/?)([a-z][a-z0-9]*)([^>]*)>|<)?([^<]*)")
"""A tag and the text after it; sanitised HTML has these signs in no other place."""
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_CLOSING, _ESCAPED = re.compile(r"(?<= )#+$"), r"\\\g<0>"
"""What would end a heading instead of being a part of it."""
_DEEPEST = 60
"""Lists and quotes within each other, beyond which they are one: each indents all that is in it."""
_CONTAINERS = frozenset(["blockquote", "div", "li", "ol", "ul"])
_BLOCKS = _CONTAINERS | frozenset(
    ["dd", "details", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "section", "summary"]
)
_WHOLE = frozenset(["code", "math", "pre", "table"])
"""Elements that are written at once."""

Attributes = dict[str, str]


@dataclass(slots=True)
class _Open:
    """A container whose content is not complete yet."""

    tag: str
    attributes: Attributes
    around: list[str]
    """The blocks before it, in the container around it."""
    is_loose: bool = False
    """Whether paragraphs are in it, as in the items of a list with empty lines between them."""

    def has_class(self, name: str) -> bool:
        """Return whether its first class is this one; only the renderer can have written it."""
        return self.attributes.get("class", "").partition(" ")[0] == name


def write_markdown(html: str, locate: Callable[[str], str]) -> str:
    """Return sanitised HTML as GitHub Flavored Markdown; `locate` maps the URL of each link and image to another."""
    return _Writer(locate).write(drop_control(drop_drawings(html)))


class _Writer:
    """Writes Markdown in one pass over the tags."""

    def __init__(self, locate: Callable[[str], str]) -> None:
        self.locate = locate
        self.html, self.at = "", 0
        self.blocks: list[str] = []
        """Those of the innermost open container."""
        self.inline: list[str] = []
        """The parts of the open paragraph."""
        self.open: list[_Open] = []
        self.links: list[tuple[list[str], int, Attributes]] = []
        """For each open link the parts of its paragraph, and how many were before it."""

    def write(self, html: str) -> str:
        self._read(html)
        self._end_paragraph()
        return "\n\n".join(self.blocks)

    def write_line(self, html: str) -> str:
        """Return what has no blocks in it as one line."""
        self._read(html)
        return write_lines(self.inline, "<br>")

    def _read(self, html: str) -> None:
        self.html = html
        while self.at < len(html) and (token := _TOKEN.match(html, self.at)):
            closing, tag, rest, text = token.groups()
            self.at = after = token.start(4)
            if tag in MARKS:
                self._mark(tag, closing, rest)
            elif closing:
                self._end(tag)
            elif tag:
                self._start(tag, dict(_ATTRIBUTE.findall(rest)) if rest else {})
            if self.at == after:  # the element has not been read as a whole
                self.at = token.end()
                if text and (self.inline or not text.isspace()):  # most space is between blocks
                    self.inline.append(escape_text(unescape(text)))

    def _skip(self, tag: str) -> str:
        """Return the HTML in the element that has just begun, and go on after it."""
        start, depth = self.at, 1
        for match in re.compile(rf"<(/?){tag}[ >]").finditer(self.html, start):
            depth += -1 if match[1] else 1
            if not depth:
                self.at = match.end()
                return self.html[start : match.start()]
        self.at = len(self.html)
        return self.html[start:]

    def _mark(self, tag: str, closing: str, rest: str) -> None:
        if tag == "sup" and ' id="fnref:' in rest:  # no contributor can write such an id
            protect(self.inline)
            self.inline.append(f"[^{drop_tags(self._skip(tag))}]")
        else:
            self.inline.append(MARKS[tag][bool(closing)])

    def _whole(self, tag: str, attributes: Attributes) -> None:
        html = self._skip(tag) if tag == "table" else self._skip(tag).replace("<br>", "\n")
        before = self.inline[-1][-1:] if self.inline else ""
        if tag == "code" or (tag == "math" and (before == "$" or before.isalnum())):  # beside these, a formula is none
            code = unescape(attributes["alttext"] if tag == "math" else drop_tags(html))
            self.inline.append(write_code(code, is_next_to_code=before == "`"))
        elif tag == "math":
            sign = "$$" if attributes.get("display") == "block" else "$"
            self.inline.append(f"{sign}{' '.join(unescape(attributes['alttext']).split())}{sign}")
        else:
            self._end_paragraph()
            self.blocks.append(self._table(html) if tag == "table" else self._code(unescape(drop_tags(html))))

    def _code(self, code: str) -> str:
        around = self.open[-1].attributes.get("class", "") if self.open else ""
        return write_block(code, around.partition("highlight language-")[2])

    def _table(self, html: str) -> str:
        if not is_simple_table(html):
            return keep_table(html, self.locate)
        return write_table(read_table(html, self._cell))

    def _cell(self, html: str) -> str:
        return _Writer(self.locate).write_line(html)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "a":
            self._start_link(attributes)
        elif tag == "img":
            target = write_target(self.locate(unescape(attributes["src"])), unescape(attributes.get("title", "")))
            self.inline.append(f"![{escape_text(unescape(attributes.get('alt', '')))}]({target})")
        elif tag == "br":
            self.inline.append(BREAK)
        elif tag == "input":
            self.inline.append("[x]" if "checked" in attributes else "[ ]")
        elif tag in _WHOLE:
            self._whole(tag, attributes)
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._start_block(tag, attributes)

    def _start_block(self, tag: str, attributes: Attributes) -> None:
        if tag in _CONTAINERS:
            self.open.append(_Open(tag, attributes, self.blocks))
            self.blocks = []
        elif tag == "hr" and not (self.open and self.open[-1].has_class("footnote")):
            self.blocks.append("___")
        elif tag == "p" and self.open:
            self.open[-1].is_loose = True

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._end_paragraph(int(tag[1]) if tag[1:].isdigit() else 0)
            if tag in _CONTAINERS:
                self._end_container()

    def _start_link(self, attributes: Attributes) -> None:
        if attributes.get("class") == "footnote-backref":
            self._skip("a")
        else:
            self.links.append((self.inline, len(self.inline), attributes))

    def _end_link(self) -> None:
        inline, start, attributes = self.links.pop()
        text = "".join(inline[start:])
        if inline is self.inline and text.strip() and "href" in attributes:
            url, title = self.locate(unescape(attributes["href"])), unescape(attributes.get("title", ""))
            del inline[start:]
            protect(inline)
            inline.append(write_link(text, url, title))

    def _end_paragraph(self, level: int = 0) -> None:
        """Add the open paragraph to the blocks; with a level, it is a heading."""
        if not self.inline:
            return
        text = write_lines(self.inline, " " if level else "\\\n")
        self.inline = []
        if text and level:
            text = f"{'#' * level} {_CLOSING.sub(_ESCAPED, text)}"
        if text:
            self.blocks.append(text)

    def _end_container(self) -> None:
        opened, blocks = self.open.pop(), self.blocks
        self.blocks = opened.around
        around = self.open[-1] if self.open else None
        is_footnotes = around is not None and around.has_class("footnote")
        if len(self.open) >= _DEEPEST or (is_footnotes and opened.tag == "ol"):
            self.blocks += blocks
        elif opened.tag == "li":
            self._end_item(opened, blocks, around)
        elif opened.tag in ("ul", "ol"):
            self.blocks.append(write_list(blocks, opened.attributes, opened.tag, opened.is_loose, self.blocks))
        elif opened.tag == "blockquote" or opened.has_class("admonition"):
            self.blocks.append(indent(_quote(opened, blocks), "> "))
        else:
            self.blocks += blocks

    def _end_item(self, opened: _Open, blocks: list[str], around: _Open | None) -> None:
        name = opened.attributes.get("id", "")
        content = join_blocks(blocks, opened.is_loose)
        if name.startswith("fn:"):  # as above
            self.blocks.append(indent(content, "    ", f"[^{name[3:]}]: "))
        elif around and around.tag in ("ul", "ol"):
            around.is_loose |= opened.is_loose
            self.blocks.append(content)
        else:
            self.blocks.append(write_list([content], {}, "ul", False, self.blocks))


def _quote(opened: _Open, blocks: list[str]) -> str:
    """Return what a quote has in it; that of an alert begins with its kind."""
    text = "\n\n".join(blocks)
    if opened.has_class("admonition"):
        title, _, rest = text.partition("\n\n")
        kind = next(kind for kind, name in ALERT_CLASSES.items() if opened.attributes["class"].endswith(f" {name}"))
        return f"[!{kind}]\n{rest}" if rest else title  # an alert without a text is none
    return text
