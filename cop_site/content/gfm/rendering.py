"""Renders GitHub Flavored Markdown as GitHub does, with Material's classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from cop_site.content.gfm.code import Highlighter
from cop_site.content.gfm.diagrams import Diagrams, is_diagram
from cop_site.content.gfm.directions import DIRECTED, Directions
from cop_site.content.gfm.events import FORMULAS, VERBATIM, Anchors, split_links, walk
from cop_site.content.gfm.footnotes import Footnotes
from cop_site.content.gfm.formulas import Formulas
from cop_site.content.gfm.labels import name_task, open_quote
from cop_site.content.gfm.sanitise import SEAL, is_absolute, sanitise
from cop_site.content.gfm.terms import Vocabulary, Word, mark_terms, write_pieces
from cop_site.wording.catalogue import ENGLISH, Wording
from cop_site.wording.direction import Direction

Shape = Callable[[str], Iterable[tuple[str, str]]]
"""Returns the parts of a text, each with the URL that it leads to (empty for none)."""
_SIMPLE = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
}
_TEXTS = VERBATIM | {"Text"}
_BREAKS = {"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}
_RESERVED_ANCHORS = ("__", "cop-")
"""The beginnings of ids that the page itself uses."""


def render(  # noqa: PLR0913  # all that a body depends on
    body: str,
    resolve: Callable[[str], str | None],
    *,
    without_title: bool = False,
    below_title: bool = False,
    vocabulary: Vocabulary | None = None,
    hide: Callable[[str], str] | None = None,
    shape: Shape | None = None,
    wording: Wording = ENGLISH,
    direction: Direction = "ltr",
) -> str:
    """Return a body as sanitised HTML.

    `resolve` maps a relative URL of the note to that on the page, or to None to drop it. `without_title` leaves out
    the first heading. `below_title` moves all headings one level down if one of them is `h1`, for a page that has a
    title of its own. The first use of each term of the `vocabulary` becomes a link to it. `hide` takes out of
    a text what is not to be shown. `shape` splits text that is neither code nor a link into what readers see of it.
    `wording` is that of the body's language: for the titles of alerts, and for what links and checkboxes are called.
    `direction` is which way that language runs.
    """
    directions = Directions(direction, body)
    writer = _Writer(wording, directions, without_title=without_title, below_title=below_title, shape=shape)
    take = writer.take
    events = walk(body)
    if hide and ("@" in body or "&" in body):
        events = ((name, tag, hide(data) if name in _TEXTS else data) for name, tag, data in events)
    for name, tag, data in mark_terms(events, vocabulary) if vocabulary else events:
        take(name, tag, data)
    return writer.diagrams.place(writer.formulas.place(sanitise(writer.finish(), resolve)))


class _Writer:
    """Writes HTML in one pass over the events."""

    def __init__(
        self, wording: Wording, directions: Directions, *, without_title: bool, below_title: bool, shape: Shape | None
    ) -> None:
        self.wording, self.directions = wording, directions
        self.shape = shape
        self.out: list[str] = []
        self.outer: list[tuple[list[str], str]] = []
        """For each open footnote, the output around it, and its name."""
        self.anchors = Anchors()
        self.footnotes = Footnotes(SEAL, wording)
        self.highlighter = Highlighter(SEAL)
        self.formulas = Formulas(SEAL)
        self.diagrams = Diagrams(SEAL)
        self.drop_heading = without_title
        self.below_title = below_title
        self.levels: set[int] = set()
        """The levels of all headings; their elements are chosen at the end."""
        self.heading: list[str] | None = None
        """The text of the open heading."""
        self.heading_at = 0
        self.code: list[str] | None = None
        self.code_info = ""
        self.images: list[dict[str, str]] = []
        self.alternative: list[str] = []
        self.in_link = 0
        self.alignments: tuple[str, ...] = ()
        self.cell = 0
        self.cell_tag = "td"

    def take(self, name: str, tag: str, data: Any) -> None:
        if self.images and tag != "Image":
            if name in _TEXTS or name in ("SoftBreak", "HardBreak"):
                self.alternative.append(data or " ")
        elif name == "start":
            self._start(tag, data)
        elif name == "end":
            self._end(tag, data)
        else:
            self._leaf(name, data)

    def finish(self) -> str:
        html = "".join(self.out) + self.footnotes.render()
        lower = self.below_title and 1 in self.levels
        for level in self.levels:
            html = html.replace(f"{SEAL}h{level}", f"h{min(level + lower, 6)}")
        return html

    def _leaf(self, name: str, data: Any) -> None:
        if self.code is not None:
            self.code.append(data or "")
            return
        if self.heading is not None:
            self.heading.append(data if name in _TEXTS else " " if name.endswith("Break") else "")
        if name == "Text":
            self._text(data)
        elif name == "Marked":
            self._marked(data)
        elif name == "Code":
            self.out.append(f"<code>{escape(data, quote=False)}</code>")
        elif name in FORMULAS:
            self.out.append(self.formulas.draw(data, display=name == "DisplayMath"))
        elif name in ("Html", "InlineHtml"):
            self.out.append(data)
        elif name == "TaskListMarker":
            self._task(data)
        elif name == "FootnoteReference":
            self.out.append(self.footnotes.refer(data))
        else:
            self.out.append(_BREAKS[name])

    def _start(self, tag: str, data: Any) -> None:
        if tag in DIRECTED:
            self.directions.open(self.out)
        if tag in _SIMPLE:
            self.out.append(f"<{_SIMPLE[tag]}>")
        elif tag == "Heading":
            self.heading, self.heading_at = [], len(self.out)
        elif tag == "List":
            self.out.append(_open_list(data))
        elif tag == "BlockQuote":
            self.out.append(open_quote(data, self.wording, SEAL))
        elif tag == "CodeBlock":
            self.code, self.code_info = [], data["Fenced"] if isinstance(data, dict) else ""
        elif tag == "Link":
            self.in_link += 1
            scheme = "mailto:" if data["link_type"] == "Email" else ""
            self.out.append(f'<a href="{scheme}{escape(data["dest_url"])}"{_title(data["title"])}>')
        elif tag == "Image":
            self.images.append(data)
        elif tag == "FootnoteDefinition":
            self.outer.append((self.out, data))
            self.out = []
        else:
            self._start_table(tag, data)

    def _end(self, tag: str, data: Any) -> None:
        if tag in DIRECTED:
            self.directions.close(self.out)
        if tag in _SIMPLE:
            self.out.append(f"</{_SIMPLE[tag]}>" + ("\n" if tag in ("Paragraph", "Item") else ""))
        elif tag == "Heading":
            self._heading(int(data[1]))
        elif tag == "List":
            self.out.append("</ol>\n" if data else "</ul>\n")
        elif tag == "BlockQuote":
            self.out.append("</div>\n" if data else "</blockquote>\n")
        elif tag == "CodeBlock":
            self.out.append(self._code("".join(self.code or ()), self.code_info.strip()))
            self.code = None
        elif tag == "Link":
            self.in_link -= 1
            self.out.append("</a>")
        elif tag == "Image":
            self._image(self.images.pop())
        elif tag == "FootnoteDefinition":
            html = "".join(self.out)
            self.out, name = self.outer.pop()
            self.footnotes.define(name, html)
        else:
            self._end_table(tag)

    def _code(self, code: str, info: str) -> str:
        if info == "math":
            return f"<p>{self.formulas.draw(code, display=True)}</p>\n"
        html = self.highlighter.highlight(code, info)
        return self.diagrams.mark(code, html) if is_diagram(info) else html

    def _text(self, text: str) -> None:
        if self.in_link:
            self.out.append(escape(text, quote=False))
            return
        for piece, url in split_links(text):
            if url:
                self.out.append(_anchor(piece, url))
            else:
                self._plain(piece)

    def _marked(self, pieces: Iterable[tuple[str, str, Word | None]]) -> None:
        for text, url, word in pieces:
            if word or url or self.in_link:
                self.out.extend(write_pieces([(text, url, word)], SEAL))
            else:
                self._plain(text)

    def _plain(self, text: str) -> None:
        for piece, url in self.shape(text) if self.shape else ((text, ""),):
            self.out.append(_anchor(piece, url) if url else escape(piece, quote=False))

    def _task(self, done: bool) -> None:
        # The class belongs to the item, whose tag is written already.
        at = next(n for n in range(len(self.out) - 1, -1, -1) if self.out[n] == "<li>")
        self.out[at] = f'<li class="{SEAL}task-list-item">'
        checked = f' checked="{SEAL}"' if done else ""
        label = escape(name_task(self.wording, done=done))
        self.out.append(
            f'<label class="{SEAL}task-list-control"><input type="{SEAL}checkbox" disabled="{SEAL}"{checked}'
            f' aria-label="{SEAL}{label}"><span class="{SEAL}task-list-indicator"></span></label> '
        )

    def _heading(self, level: int) -> None:
        inner, text = "".join(self.out[self.heading_at :]), " ".join("".join(self.heading or ()).split())
        self.heading = None
        del self.out[self.heading_at :]
        anchor = self.anchors.add(text)
        if anchor.startswith(_RESERVED_ANCHORS):
            anchor = f"user-content-{anchor}"
        if self.drop_heading:
            self.drop_heading = False
            return
        self.levels.add(level)
        tag, direction = f"{SEAL}h{level}", self.directions.attribute(inner)
        if not anchor:  # only punctuation
            self.out.append(f"<{tag}{direction}>{inner}</{tag}>\n")
            return
        label = escape(self.wording.gettext("Link to “%(heading)s”", heading=text))
        self.out.append(
            f'<{tag} id="{SEAL}{escape(anchor)}"{direction}>{inner}'
            f'<a class="{SEAL}headerlink" href="#{escape(anchor)}"'
            f' aria-label="{SEAL}{label}"></a></{tag}>\n'
        )

    def _image(self, image: dict[str, str]) -> None:
        if self.images:
            return  # an image in another's alternative text
        url, alternative = escape(image["dest_url"]), escape(" ".join("".join(self.alternative).split()))
        self.alternative = []
        if is_absolute(image["dest_url"]):
            # A browser must load nothing from another origin, so the image becomes a link.
            self.out.append(alternative if self.in_link else f'<a href="{url}">{alternative or url}</a>')
        else:
            title = _title(image["title"])
            self.out.append(f'<img src="{url}" alt="{alternative}"{title} loading="{SEAL}lazy">')

    def _start_table(self, tag: str, data: Any) -> None:
        if tag == "Table":
            self.alignments = data
            self.out.append("<table>\n")
        elif tag in ("TableHead", "TableRow"):
            self.cell, self.cell_tag = 0, "th" if tag == "TableHead" else "td"
            self.out.append("<thead>\n<tr>\n" if tag == "TableHead" else "<tr>\n")
        elif tag == "TableCell":
            align = self.alignments[self.cell].lower() if self.cell < len(self.alignments) else "none"
            attribute = "" if align == "none" else f' align="{align}"'
            self.cell += 1
            self.out.append(f"<{self.cell_tag}{attribute}>")

    def _end_table(self, tag: str) -> None:
        if tag == "Table":
            self.out.append("</tbody>\n</table>\n")
        elif tag == "TableHead":
            self.out.append("</tr>\n</thead>\n<tbody>\n")
        elif tag == "TableRow":
            self.out.append("</tr>\n")
        elif tag == "TableCell":
            self.out.append(f"</{self.cell_tag}>\n")


def _anchor(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(text, quote=False)}</a>'


def _open_list(start: int | None) -> str:
    if start is None:
        return "<ul>\n"
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n'


def _title(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""
