"""Reads the structure of a body: its headings, links and anchors, with their positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cop_site.content.gfm.elements import OpenElements
from cop_site.content.gfm.events import VERBATIM, Anchors, LineIndex, raw_events, split_links, tag_of
from cop_site.content.gfm.prefilter import MAX_BLOCK_DEPTH, MAX_HTML_DEPTH, may_hold_bare_links
from cop_site.content.gfm.raw_html import TARGETS, read_tags
from cop_site.diagnostics import Problem, Span

_COLLECTING = frozenset({"Heading", "Link", "Image"})
"""Elements whose text is collected."""
_NESTING = frozenset({"BlockQuote", "List"})
_STARTING = _COLLECTING | _NESTING | {"CodeBlock"}
_TITLE_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Heading", "Link", "Image"})
"""A title may be one of these, or contain them."""


class TextRun(NamedTuple):
    """A byte range of a body, whose lines and columns are only computed when they are needed."""

    start: int
    end: int
    lines: LineIndex

    @property
    def span(self) -> Span:
        """The range in the file."""
        return self.lines.span(self.start, self.end)


class Heading(NamedTuple):
    """A heading of the body."""

    level: int
    text: str
    anchor: str
    """Its id on GitHub and on the site."""
    at: TextRun

    @property
    def span(self) -> Span:
        """The range in the file."""
        return self.at.span


class Link(NamedTuple):
    """A link or an image, in Markdown or raw HTML."""

    target: str
    """Without Markdown's escapes."""
    image: bool
    text: str
    """The link's text, or the image's alternative text."""
    at: TextRun | Span
    decorative: bool = False
    """Whether it is an image in raw HTML with `alt=""`."""

    @property
    def span(self) -> Span:
        """The range in the file."""
        return self.at if isinstance(self.at, Span) else self.at.span


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of a body."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids that a link can point to: of headings, and of `id` and `name` in raw HTML."""
    title: str = ""
    """The text of a `# heading` that the body begins with."""
    problems: tuple[Problem, ...] = ()
    too_deep: bool = False
    """Whether it is nested too deep to be rendered."""


def read_outline(body: str, path: str, first_line: int = 1) -> Outline:
    """Return the outline of a body that begins on `first_line` of the file `path`."""
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
    """Collects the outline in one pass over the events."""

    def __init__(self, lines: LineIndex) -> None:
        self.lines = lines
        self.anchors = Anchors()
        self.ids: set[str] = set()
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.title = ""
        self.seen_block = False
        self.open: list[_Opened] = []
        """The open elements that collect text, the outermost first."""
        self.block_depth = 0
        self.html: list[tuple[str, int]] = []
        """The lines of the current HTML block, with their byte offsets."""
        self.elements = OpenElements()
        self.deepest_block: tuple[int, int] | None = None
        self.inside_code = self.inside_link = 0

    def read(self, body: str) -> None:
        """Read all events, the most frequent kinds first, since a note has about a hundred."""
        bare_links = may_hold_bare_links(body)
        for event, at in raw_events(body):
            if event.__class__ is str:
                self._append(" ")  # a line break: other events without data are not inside of headings and links
            elif (text := event.get("Text")) is not None:
                self._append(text)
                if bare_links and not self.inside_code and not self.inside_link:
                    self._find_bare_links(text, at["start"], at["end"])
            elif tag := event.get("End"):
                self._end(tag_of(tag))
            elif tag := event.get("Start"):
                tag, data = (tag, None) if tag.__class__ is str else next(iter(tag.items()))
                if tag in _STARTING:
                    self._start(tag, data, at["start"], at["end"])
                self.seen_block = self.seen_block or tag not in _TITLE_INLINE
            else:
                ((name, data),) = event.items()
                self._take_other(name, data, at["start"])

    def _take_other(self, name: str, data: Any, start: int) -> None:
        if name in VERBATIM:
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
            target = attributes.get(TARGETS.get(tag.name, ""))
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
        for byte_range, what, limit in (
            (self.deepest_block, "lists and quotes are", MAX_BLOCK_DEPTH),
            (self.elements.too_deep, "HTML elements are", MAX_HTML_DEPTH),
        ):
            if byte_range:
                span = self.lines.span(*byte_range)
                message = f"{what} nested more than {limit} levels deep"
                yield Problem("nesting-is-shallow", span, message, "reduce the nesting")
