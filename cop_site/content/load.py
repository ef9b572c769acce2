"""Turns the text of a note into its front matter and outline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from cop_site.content.files import SourceText
from cop_site.content.frontmatter import FrontMatter, Location, read_front_matter
from cop_site.content.gfm import Outline, read_outline
from cop_site.diagnostics import Problem, Span


@dataclass(frozen=True)
class Source:
    """A note as its author wrote it, read but not yet understood."""

    path: str
    """Relative to the project's directory."""
    name: str
    """Relative to the content folder."""
    front_matter: FrontMatter
    outline: Outline

    @cached_property
    def stem(self) -> str:
        """The file's name without `.md`: the note's slug."""
        return PurePosixPath(self.name).stem

    @cached_property
    def folder(self) -> str:
        """The folders the note is in, relative to the content folder; empty at the top."""
        parent = str(PurePosixPath(self.name).parent)
        return "" if parent == "." else parent

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.front_matter.body

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was wrong with the text itself."""
        return (*self.front_matter.problems, *self.outline.problems)

    def span_of(self, *at: str | int) -> Span:
        """Where the value at a location stands, or the nearest thing around it."""
        return _nearest(self.front_matter.positions, at) or Span(self.path)

    def span_of_key(self, *at: str | int) -> Span:
        """Where the key at a location stands, or the nearest thing around it."""
        return self.front_matter.keys.get(at) or self.span_of(*at)


def load(source: SourceText) -> Source:
    """Read a note's front matter and outline; what is wrong with them comes back inside."""
    front_matter = read_front_matter(source.text, source.path)
    outline = read_outline(front_matter.body, source.path, front_matter.body_line)
    return Source(source.path, source.name, front_matter, outline)


def _nearest(positions: dict[Location, Span], at: Location) -> Span | None:
    for length in range(len(at), 0, -1):
        if at[:length] in positions:
            return positions[at[:length]]
    return None
