"""What a note says, read from its Markdown: links, headings, list items, words, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cop_site.content.gfm.events import Anchors, Places, may_hold_links, raw_events, split_links
from cop_site.content.gfm.glance import MAX_BLOCK_DEPTH, MAX_HTML_DEPTH
from cop_site.content.gfm.raw_html import Tag, read_tags
from cop_site.diagnostics import Problem, Span

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_REPLACING = frozenset(["a", "dd", "dt", "li", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"])
"""Elements that end where the next of their kind begins, or with what is around them."""
_COLLECTING = frozenset({"Heading", "Link", "Image", "Item", "Paragraph"})
"""Elements whose text is wanted."""
_ENDING = _COLLECTING | {"BlockQuote", "List", "CodeBlock", "HtmlBlock"}
_PASSED = frozenset({"Emphasis", "Strong", "Strikethrough"})
"""Elements that change nothing; their text belongs to what is around them."""
_NO_BLOCK = _PASSED | {"Heading", "Link", "Image", "Paragraph"}
"""Elements that a title may stand in or hold; a paragraph before it counts when it ends."""
_BREAKS = frozenset({"SoftBreak", "HardBreak"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    level: int
    text: str
    anchor: str
    """The id that GitHub and the site give it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image, in Markdown or raw HTML."""

    target: str
    """As written, with Markdown's escapes resolved."""
    image: bool
    text: str
    """The link's text, or the image's alternative text."""
    span: Span
    decorative: bool = False
    """Whether it is an image in raw HTML that says by `alt=""` that there is nothing to say."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item, without the items nested in it."""

    text: str
    section: str
    """The text of the heading it stands under; empty before the first."""
    done: bool | None
    """Whether its task is ticked; None when it is no task."""
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """What the body of a note holds, without its markup."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    items: tuple[ListItem, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every id a link can point at: headings, and raw HTML `id` and `name`."""
    first_paragraph: str = ""
    words: int = 0
    title: str = ""
    """The text of a `# heading` that the body begins with."""
    problems: tuple[Problem, ...] = ()
    too_deep: bool = False
    """Nested so deep that it must not be rendered."""


def read_outline(body: str, path: str, first_line: int = 1) -> Outline:
    """Read the outline of a body that begins on `first_line` of the file `path`."""
    reader = _Reader(Places(body, path, first_line))
    reader.read(body)
    return reader.finish()


class _Opened(NamedTuple):
    """An element whose text is being collected."""

    tag: str
    data: Any
    start: int
    end: int
    pieces: list[str]
    ticked: list[bool]


class _Reader:
    """One walk over the events."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.anchors = Anchors()
        self.ids: set[str] = set()
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.items: list[ListItem] = []
        self.paragraph = ""
        self.words = 0
        self.title = ""
        self.seen_block = False
        self.open: list[_Opened] = []
        """The elements that collect text, from the outermost."""
        self.block_depth = 0
        self.html: list[tuple[str, int]] = []
        """The lines of the HTML block that is being read, and where each begins."""
        self.elements: list[str] = []
        """The HTML elements that are open."""
        self.deepest_block: tuple[int, int] | None = None
        self.deepest_html: tuple[int, int] | None = None
        self.inside_code = self.inside_link = 0

    def read(self, body: str) -> None:
        """Take every event; what is told by most of them is looked at here, since there are a hundred to a note."""
        for raw, place in raw_events(body):
            if raw.__class__ is str:
                if raw in _BREAKS:
                    self._append(" ")
                continue
            ((name, data),) = raw.items()
            if name == "Text":
                self._text(data, place)
            elif name == "Start":
                tag, data = (data, None) if data.__class__ is str else next(iter(data.items()))
                if tag not in _PASSED:
                    self._start(tag, data, place["start"], place["end"])
            elif name == "End":
                tag = data if data.__class__ is str else next(iter(data))
                if tag in _ENDING:
                    self._end(tag)
            else:
                self._take_other(name, data, place["start"])

    def _take_other(self, name: str, data: Any, start: int) -> None:
        if name == "Code":
            self.words += len(data.split())
            self._append(data)
        elif name == "Html":
            self.html.append((data, start))
        elif name == "InlineHtml":
            self._html([(data, start)])
        elif name == "TaskListMarker":
            for opened in reversed(self.open):
                if opened.tag == "Item":
                    opened.ticked.append(data)
                    break

    def _start(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _COLLECTING:
            self.open.append(_Opened(tag, data, start, end, [], []))
            self.inside_link += tag in ("Link", "Image")
        elif tag in ("BlockQuote", "List"):
            self.block_depth += 1
            if self.block_depth > MAX_BLOCK_DEPTH and self.deepest_block is None:
                self.deepest_block = (start, end)
        elif tag == "CodeBlock":
            self.inside_code += 1
        if not self.seen_block and tag not in _NO_BLOCK:
            self.seen_block = True

    def _end(self, tag: str) -> None:
        if tag in _COLLECTING:
            opened = self.open.pop()
            self.inside_link -= tag in ("Link", "Image")
            text = "".join(opened.pieces)
            self._close(opened, text)
            if tag != "Item":
                self._append(text + (" " if tag == "Paragraph" else ""))
        elif tag in ("BlockQuote", "List"):
            self.block_depth -= 1
        elif tag == "CodeBlock":
            self.inside_code -= 1
        else:
            self._html(self.html)
            self.html = []

    def _close(self, opened: _Opened, text: str) -> None:
        if opened.tag == "Paragraph":
            if not self.paragraph and not any(other.tag == "Item" for other in self.open):
                self.paragraph = " ".join(text.split())
            self.seen_block = True
            return
        text = " ".join(text.split())
        span = self.places.span(opened.start, opened.end)
        if opened.tag == "Heading":
            anchor = self.anchors.add(text)
            level = int(opened.data["level"][1])
            if level == 1 and not self.headings and not self.seen_block:
                self.title = text
            self.headings.append(Heading(level, text, anchor, span))
            self.seen_block = True
        elif opened.tag == "Item":
            section = self.headings[-1].text if self.headings else ""
            self.items.append(ListItem(text, section, opened.ticked[0] if opened.ticked else None, span))
        else:
            scheme = "mailto:" if opened.data["link_type"] == "Email" else ""
            self.links.append(Link(scheme + opened.data["dest_url"], opened.tag == "Image", text, span))

    def _text(self, text: str, place: dict[str, int]) -> None:
        self.words += len(text.split())
        if self.open:
            self.open[-1].pieces.append(text)
        if not self.inside_code and not self.inside_link and may_hold_links(text):
            for shown, url in split_links(text):
                if url:
                    self.links.append(Link(url, False, shown, self.places.span(place["start"], place["end"])))

    def _append(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)

    def _html(self, pieces: list[tuple[str, int]]) -> None:
        for tag in read_tags(pieces):
            self._nest(tag)
            if tag.closing:
                continue
            attributes = dict(reversed(tag.attributes))
            self.ids.update(attributes[key] for key in ("id", "name") if attributes.get(key))
            target = attributes.get({"a": "href", "img": "src"}.get(tag.name, ""))
            if target:
                span = self.places.span(tag.start, tag.end)
                image = tag.name == "img"
                decorative = image and attributes.get("alt") == ""
                self.links.append(Link(target, image, attributes.get("alt", ""), span, decorative))

    def _nest(self, tag: Tag) -> None:
        """Keep count of the open elements; where an end does not fit, they are taken to be still open."""
        if tag.name in _VOID:
            return
        if not tag.closing:
            if not (self.elements and self.elements[-1] == tag.name and tag.name in _REPLACING):
                self.elements.append(tag.name)
            if len(self.elements) > MAX_HTML_DEPTH and self.deepest_html is None:
                self.deepest_html = (tag.start, tag.end)
            return
        end = len(self.elements)
        while end and self.elements[end - 1] in _REPLACING and self.elements[end - 1] != tag.name:
            end -= 1
        if end and self.elements[end - 1] == tag.name:
            del self.elements[end - 1 :]

    def finish(self) -> Outline:
        problems = tuple(self._find_depth_problems())
        return Outline(
            headings=tuple(self.headings),
            links=tuple(sorted(self.links, key=lambda link: link.span)),
            items=tuple(sorted(self.items, key=lambda item: item.span)),
            anchors=frozenset(self.ids | {heading.anchor for heading in self.headings}),
            first_paragraph=self.paragraph,
            words=self.words,
            title=self.title,
            problems=problems,
            too_deep=bool(problems),
        )

    def _find_depth_problems(self) -> Iterator[Problem]:
        for place, what, limit in (
            (self.deepest_block, "lists and quotes are", MAX_BLOCK_DEPTH),
            (self.deepest_html, "HTML elements are", MAX_HTML_DEPTH),
        ):
            if place:
                span = self.places.span(*place)
                yield Problem("nesting-is-shallow", span, f"{what} nested more than {limit} deep", "write it flatter")
