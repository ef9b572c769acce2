"""How the body of a note is built: its headings, links and anchors, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cop_site.content.gfm.elements import OpenElements
from cop_site.content.gfm.events import Anchors, LineIndex, raw_events, split_links
from cop_site.content.gfm.prefilter import MAX_BLOCK_DEPTH, MAX_HTML_DEPTH, may_hold_bare_links
from cop_site.content.gfm.raw_html import read_tags
from cop_site.diagnostics import Problem, Span

_COLLECTING = frozenset({"Heading", "Link", "Image"})
"""Elements whose text is wanted."""
_NESTING = frozenset({"BlockQuote", "List"})
_STARTING = _COLLECTING | _NESTING | {"CodeBlock"}
_NO_BLOCK = frozenset({"Emphasis", "Strong", "Strikethrough", "Heading", "Link", "Image"})
"""Elements that a title may stand in or hold."""


class TextRun(NamedTuple):
    """A stretch of a body, in bytes of its UTF-8; most are never shown to anybody, and need no lines and columns."""

    start: int
    end: int
    lines: LineIndex
    """What turns it into lines and columns."""

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.lines.span(self.start, self.end)


class Heading(NamedTuple):
    """A heading of the body."""

    level: int
    text: str
    anchor: str
    """The id that GitHub and the site give it."""
    at: TextRun

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.at.span


class Link(NamedTuple):
    """A link or an image, in Markdown or raw HTML."""

    target: str
    """As written, with Markdown's escapes resolved."""
    image: bool
    text: str
    """The link's text, or the image's alternative text."""
    at: TextRun
    decorative: bool = False
    """Whether it is an image in raw HTML that says by `alt=""` that there is nothing to say."""

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.at.span


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body is made of and where it leads, without its markup."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every id a link can point at: headings, and raw HTML `id` and `name`."""
    title: str = ""
    """The text of a `# heading` that the body begins with."""
    problems: tuple[Problem, ...] = ()
    too_deep: bool = False
    """Nested so deep that it must not be rendered."""


def read_outline(body: str, path: str, first_line: int = 1) -> Outline:
    """Read the outline of a body that begins on `first_line` of the file `path`."""
    reader = _Reader(LineIndex(body, path, first_line))
    reader.read(body)
    return reader.finish()


class _Opened(NamedTuple):
    """An element whose text is being collected."""

    tag: str
    data: Any
    start: int
    end: int
    pieces: list[str]


class _Reader:
    """One walk over the events."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.anchors = Anchors()
        self.ids: set[str] = set()
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.title = ""
        self.seen_block = False
        self.open: list[_Opened] = []
        """The elements that collect text, from the outermost."""
        self.block_depth = 0
        self.html: list[tuple[str, int]] = []
        """The lines of the HTML block that is being read, and where each begins."""
        self.elements = OpenElements()
        self.deepest_block: tuple[int, int] | None = None
        self.inside_code = self.inside_link = 0

    def read(self, body: str) -> None:
        """Take every event; most say nothing here, and there are a hundred to a note, so they are passed first."""
        bare_links = may_hold_bare_links(body)
        for event, place in raw_events(body):
            if event.__class__ is str:
                self._append(" ")  # a line break; the other events that are names stand in no heading and no link
            elif (text := event.get("Text")) is not None:
                self._append(text)
                if bare_links and not self.inside_code and not self.inside_link:
                    self._find_bare_links(text, place["start"], place["end"])
            elif tag := event.get("End"):
                self._end(tag if tag.__class__ is str else next(iter(tag)))
            elif tag := event.get("Start"):
                tag, data = (tag, None) if tag.__class__ is str else next(iter(tag.items()))
                if tag in _STARTING:
                    self._start(tag, data, place["start"], place["end"])
                self.seen_block = self.seen_block or tag not in _NO_BLOCK
            else:
                ((name, data),) = event.items()
                self._take_other(name, data, place["start"])

    def _take_other(self, name: str, data: Any, start: int) -> None:
        if name == "Code":
            self._append(data)
        elif name == "Html":
            self.html.append((data, start))
        elif name == "InlineHtml":
            self._html([(data, start)])

    def _start(self, tag: str, data: Any, start: int, end: int) -> None:
        if tag in _COLLECTING:
            self.open.append(_Opened(tag, data, start, end, []))
            self.inside_link += tag != "Heading"
        elif tag in _NESTING:
            self.block_depth += 1
            if self.block_depth > MAX_BLOCK_DEPTH and self.deepest_block is None:
                self.deepest_block = (start, end)
        else:
            self.inside_code += 1

    def _end(self, tag: str) -> None:
        if tag in _COLLECTING:
            opened = self.open.pop()
            self.inside_link -= tag != "Heading"
            text = "".join(opened.pieces)
            self._close(opened, " ".join(text.split()))
            self._append(text)
        elif tag in _NESTING:
            self.block_depth -= 1
        elif tag == "CodeBlock":
            self.inside_code -= 1
        elif tag == "HtmlBlock":
            self._html(self.html)
            self.html = []

    def _close(self, opened: _Opened, text: str) -> None:
        at = TextRun(opened.start, opened.end, self.lines)
        if opened.tag == "Heading":
            level = int(opened.data["level"][1])
            if level == 1 and not self.headings and not self.seen_block:
                self.title = text
            self.headings.append(Heading(level, text, self.anchors.add(text), at))
            self.seen_block = True
        else:
            scheme = "mailto:" if opened.data["link_type"] == "Email" else ""
            self.links.append(Link(scheme + opened.data["dest_url"], opened.tag == "Image", text, at))

    def _find_bare_links(self, text: str, start: int, end: int) -> None:
        for shown, url in split_links(text):
            if url:
                self.links.append(Link(url, False, shown, TextRun(start, end, self.lines)))

    def _append(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)

    def _html(self, pieces: list[tuple[str, int]]) -> None:
        for tag in read_tags(pieces):
            self.elements.take(tag)
            if tag.closing:
                continue
            attributes = dict(reversed(tag.attributes))
            self.ids.update(attributes[key] for key in ("id", "name") if attributes.get(key))
            target = attributes.get({"a": "href", "img": "src"}.get(tag.name, ""))
            if target:
                at = TextRun(tag.start, tag.end, self.lines)
                image = tag.name == "img"
                decorative = image and attributes.get("alt") == ""
                self.links.append(Link(target, image, attributes.get("alt", ""), at, decorative))

    def finish(self) -> Outline:
        problems = tuple(self._find_depth_problems())
        return Outline(
            headings=tuple(self.headings),
            links=tuple(sorted(self.links, key=lambda link: link.at[:2])),
            anchors=frozenset(self.ids | {heading.anchor for heading in self.headings}),
            title=self.title,
            problems=problems,
            too_deep=bool(problems),
        )

    def _find_depth_problems(self) -> Iterator[Problem]:
        for place, what, limit in (
            (self.deepest_block, "lists and quotes are", MAX_BLOCK_DEPTH),
            (self.elements.too_deep, "HTML elements are", MAX_HTML_DEPTH),
        ):
            if place:
                span = self.lines.span(*place)
                yield Problem("nesting-is-shallow", span, f"{what} nested more than {limit} deep", "write it flatter")
