"""Reads the front matter of a note; its body is parsed lazily."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from cop_site.content.files import SourceText
from cop_site.content.frontmatter.places import Location, Range
from cop_site.content.frontmatter.split import FrontMatter, find_places, read_front_matter
from cop_site.content.generated_block import blank_blocks
from cop_site.content.gfm.prefilter import may_be_too_deep, may_begin_with_title, surely_title
from cop_site.content.remarks import blank_remarks
from cop_site.diagnostics import Problem, Span

if TYPE_CHECKING:
    from cop_site.content.gfm import Outline, Prose
    from cop_site.content.gfm.events import LineIndex

T = TypeVar("T")
_FOLDER_PAGES = frozenset({"index.md", "_index.md", "README.md", "readme.md", "Readme.md"})


@dataclass(frozen=True)
class Source:
    """A note whose front matter is read, but not yet validated."""

    path: str
    """Relative to the project's directory."""
    name: str
    """Relative to the content folder."""
    front_matter: FrontMatter
    head: str = ""
    """The lines before the body, front matter and fences included."""
    facts: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was computed from this note alone, each with what else it was given; see `recall`."""

    def recall(self, name: str, compute: Callable[[], T], given: str = "") -> T:
        """Return what is computed from this note and `given` alone; where it was before, in this run or an earlier one.

        It is made of Python's plain types.
        """
        if self.facts.get(name, ("\0",))[0] != given:
            self.facts[name] = (given, compute())
        value: T = self.facts[name][1]
        return value

    @cached_property
    def outline(self) -> Outline:
        """The structure of the body, parsed on first use."""
        from cop_site.content.gfm import read_outline  # noqa: PLC0415  # many commands parse no body

        return read_outline(self.body, self.path, self.front_matter.body_line)

    @cached_property
    def prose(self) -> Prose:
        """The text of the body, parsed on first use."""
        from cop_site.content.gfm import read_prose  # noqa: PLC0415  # as above

        return read_prose(self.authored)

    @cached_property
    def authored(self) -> str:
        """The body with spaces instead of what `cop` has written into it."""
        return blank_blocks(self.body)

    @cached_property
    def lines(self) -> LineIndex:
        """Converts byte offsets in the body to spans in the file."""
        from cop_site.content.gfm.events import LineIndex  # noqa: PLC0415  # as above

        return LineIndex(self.body, self.path, self.front_matter.body_line)

    def line_at(self, number: int) -> str:
        """Return a line of the body by its number in the file; empty for a line outside of it."""
        index = number - self.front_matter.body_line
        return self._body_lines[index] if 0 <= index < len(self._body_lines) else ""

    def is_generated(self, number: int) -> bool:
        """Return whether a line of the file, by its number, is one that `cop` has written into the body."""
        index = number - self.front_matter.body_line
        return bool(self.line_at(number).strip()) and not self._authored_lines[index].strip()

    @cached_property
    def _authored_lines(self) -> list[str]:
        return self.authored.split("\n")

    @cached_property
    def _body_lines(self) -> list[str]:
        return self.body.split("\n")

    @property
    def file(self) -> str:
        """The file below the content folder, with its own ending: `meetups/a.qmd`, whose name is `meetups/a.md`."""
        return self.name.removesuffix(".md") + self.path[self.path.rindex(".") :]

    @property
    def folder(self) -> str:
        """The folder of the file below the content folder, such as `meetups/2024`; empty at the top."""
        return self.name.rpartition("/")[0]

    @property
    def title(self) -> str:
        """The text of a `# heading` that the body begins with; a prefilter avoids parsing where it can."""
        return surely_title(self.body) or (self.outline.title if may_begin_with_title(self.body) else "")

    @property
    def too_deep(self) -> bool:
        """Whether the body is nested too deep to be rendered; a prefilter avoids parsing where it can."""
        return self.recall("deep", lambda: may_be_too_deep(self.body)) and self.outline.too_deep

    @cached_property
    def stem(self) -> str:
        """The file name without `.md`, or that of the folder whose page it is: the note's slug."""
        return stem_of(self.name)

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter, with blanks instead of remarks that nobody is to see."""
        return blank_remarks(self.front_matter.body)

    def field_at(self, line: int) -> str:
        """Return the top-level field that a line of the file belongs to; empty for a line outside of front matter."""
        at = bisect(self._fields, (line + 1,)) - 1 if line < self.front_matter.body_line else -1
        return self._fields[at][1] if at >= 0 else ""

    @cached_property
    def _fields(self) -> list[tuple[int, str]]:
        """The line and the name of each top-level field."""
        front = self.front_matter
        return self.recall("fields", lambda: sorted((k[0], str(at[0])) for at, k in front.keys.items() if len(at) == 1))

    def span_of(self, *at: str | int) -> Span:
        """Return the span of the value at a location, or of the nearest value around it."""
        return Span(self.path, *self.recall(f"span {at!r}", lambda: _nearest(self.front_matter.positions, at)))

    def span_of_key(self, *at: str | int) -> Span:
        """Return the span of the key at a location, or else that of the value."""
        key = self.recall(f"key {at!r}", lambda: self.front_matter.keys.get(at))
        return Span(self.path, *key) if key else self.span_of(*at)


def stem_of(name: str) -> str:
    """Return the name of a note's file without its folders and `.md`; of the page of a folder that of the folder."""
    folder, _, file = name.rpartition("/")
    return folder.rpartition("/")[2] if folder and is_folder_page(name) else file.removesuffix(".md")


def is_folder_page(name: str) -> bool:
    """Return whether a note is the page of its folder by its file name: `index.md`, `_index.md`, `README.md`."""
    return name.rpartition("/")[2] in _FOLDER_PAGES


def name_fields(problems: Iterable[Problem], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield problems with the names of the fields that they are in; `sources` are by path."""
    for problem in problems:
        source = sources.get(problem.span.path)
        field = source.field_at(problem.span.line) if source and not problem.field else ""
        yield replace(problem, field=field) if field else problem


def load(source: SourceText) -> Source:
    """Return a note with its front matter and the problems in that."""
    read = read_front_matter(source.text, source.path)
    return Source(source.path, source.name, read, source.text[: len(source.text) - len(read.body)])


Plain = tuple[Any, int, int]
"""The front matter of a note without problems, in types that `marshal` can write; of the body only the length."""


def reduce(source: Source) -> Plain | None:
    """Return what `restore` needs in another process to make the same source; None if it has problems."""
    read = source.front_matter
    if read.problems or read.lost:
        return None
    return read.values, len(read.body), read.body_line


def restore(source: SourceText, plain: Plain) -> Source:
    """Return the source that `load` would return, from its reduced form."""
    values, length, line = plain
    end = len(source.text) - length
    read = FrontMatter(values, source.text[end:], line, find_places=partial(find_places, source.text, source.path))
    return Source(source.path, source.name, read, source.text[:end])


def _nearest(positions: dict[Location, Range], at: Location) -> Range | tuple[()]:
    for length in range(len(at), 0, -1):
        if at[:length] in positions:
            return positions[at[:length]]
    return ()
