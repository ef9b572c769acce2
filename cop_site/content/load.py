"""Turns the text of a note into its front matter and, when asked, its outline and its prose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cop_site.content.agenda_block import blank_block
from cop_site.content.files import SourceText
from cop_site.content.frontmatter.fields import Location, Range
from cop_site.content.frontmatter.split import FrontMatter, read_front_matter
from cop_site.content.gfm import Outline, Prose, may_be_too_deep, may_begin_with_title, read_outline, read_prose
from cop_site.content.gfm.events import LineIndex
from cop_site.diagnostics import Span


@dataclass(frozen=True)
class Source:
    """A note as its author wrote it, read but not yet understood."""

    path: str
    """Relative to the project's directory."""
    name: str
    """Relative to the content folder."""
    front_matter: FrontMatter

    @cached_property
    def outline(self) -> Outline:
        """How the body is built; read when it is first asked for, since many questions need only the fields."""
        return read_outline(self.body, self.path, self.front_matter.body_line)

    @cached_property
    def prose(self) -> Prose:
        """What the body says; read when it is first asked for."""
        return read_prose(self.authored)

    @property
    def authored(self) -> str:
        """The body with spaces in the place of an agenda that `cop` has written: what people wrote."""
        return blank_block(self.body)

    @cached_property
    def lines(self) -> LineIndex:
        """What turns byte offsets of the body into spans of the file."""
        return LineIndex(self.body, self.path, self.front_matter.body_line)

    @property
    def title(self) -> str:
        """The text of a heading of the first level that the body begins with; mostly told without an outline."""
        return self.outline.title if may_begin_with_title(self.body) else ""

    @property
    def too_deep(self) -> bool:
        """Whether it is nested so deep that it must not be rendered; mostly told without an outline."""
        return may_be_too_deep(self.body) and self.outline.too_deep

    @cached_property
    def stem(self) -> str:
        """The file's name without `.md`: the note's slug."""
        return stem_of(self.name)

    @cached_property
    def folder(self) -> str:
        """The folders the note is in, relative to the content folder; empty at the top."""
        return self.name.rpartition("/")[0]

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.front_matter.body

    def span_of(self, *at: str | int) -> Span:
        """Where the value at a location stands, or the nearest thing around it."""
        return Span(self.path, *_nearest(self.front_matter.positions, at))

    def span_of_key(self, *at: str | int) -> Span:
        """Where the key at a location stands, or the nearest thing around it."""
        key = self.front_matter.keys.get(at)
        return Span(self.path, *key) if key else self.span_of(*at)


def stem_of(name: str) -> str:
    """Return the name of a note's file without its folders and `.md`."""
    return name.rpartition("/")[2].removesuffix(".md")


def load(source: SourceText) -> Source:
    """Read a note's front matter; what is wrong with it comes back inside."""
    return Source(source.path, source.name, read_front_matter(source.text, source.path))


Plain = tuple[Any, dict[Location, Range], dict[Location, Range], int, int]
"""What was read of a note without problems, but for its body, in Python's plain types."""


def reduce(source: Source) -> Plain | None:
    """What another process needs to restore a source from its text; None when there are problems to tell of."""
    found = source.front_matter
    if found.problems or found.lost:
        return None
    return found.values, found.positions, found.keys, len(found.body), found.body_line


def restore(source: SourceText, plain: Plain) -> Source:
    """The source that `load` gives, from what it was reduced to."""
    values, positions, keys, length, line = plain
    body = source.text[len(source.text) - length :]
    return Source(source.path, source.name, FrontMatter(values, positions, keys, body, line))


def _nearest(positions: dict[Location, Range], at: Location) -> Range | tuple[()]:
    for length in range(len(at), 0, -1):
        if at[:length] in positions:
            return positions[at[:length]]
    return ()
