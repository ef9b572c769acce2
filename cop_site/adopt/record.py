"""What a source holds, before any of it is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from cop_site.content.hidden import find_hiding_fields, is_hidden_path

T = TypeVar("T")
R = TypeVar("R")
Share = Callable[[Sequence[Any], Callable[[Iterable[Any]], Any]], tuple[Any, Any]]
"""Returns what is computed from the first of some items and from the last, which come in reverse order.

The last ones may be none, or be left to another process, which pickles what it computes.
"""
ROOTS = frozenset({"content", "docs", "source", "src", "static", "public", "assets", "site", "pages"})
"""Folders that many sources have, and whose files are published without it."""
_ENDING = r"\.(?:md|markdown|mdown|mkdn?|mdx|qmd|rmd{})(?:\.(?:erb|liquid|njk|j2|jinja2?))?\Z"
_MARKDOWN = re.compile(_ENDING.format(""), re.IGNORECASE)
_HEX = re.compile(r"[ -][0-9a-f]{32}\Z")
_PAGE = re.compile(_ENDING.format("|html?"), re.IGNORECASE)


def share_with_nobody(items: Sequence[Any], compute: Callable[[Iterable[Any]], Any]) -> tuple[Any, Any]:
    """Compute from all items in this process."""
    return compute(items), compute(())


def compute_all(compute: Callable[[T], R], items: Sequence[T], share: Share) -> list[R]:
    """Return what becomes of each item, in their order."""
    first, last = share(items, lambda some: list(map(compute, some)))
    return [*first, *reversed(last)]


def is_markdown(name: str) -> bool:
    """Return whether a file is Markdown by its name, such as `a.md`, or a template of it, such as `a.html.md.erb`."""
    return bool(_MARKDOWN.search(name))


def drop_endings(path: str) -> str:
    """Return a path or an address without what says that it is a page: `a` for `a.md`, `a.html` and `a.html.md`."""
    return _PAGE.sub("", _PAGE.sub("", path))


def name_source(folder: Path) -> str:
    """Return the name of a source: that of its folder, with the one around it if many are called so."""
    full = folder.resolve()
    return f"{full.parent.name}/{full.name}".lstrip("/") if full.name.casefold() in ROOTS else full.name


@dataclass(frozen=True, slots=True)
class Record:
    """A text with fields: a Markdown file, a row of a table, an event of a calendar, or an issue."""

    origin: str
    """Where it is from: a path relative to the source, `_posts/2024-01-09-x.md`, or file and number, `past.csv#3`."""
    fields: Mapping[str, Any]
    """Names as in the source; scalars are text."""
    body: str
    is_file: bool = True
    """Whether it is a file of its own, whose name and folders say something about it."""
    remarks: tuple[str, ...] = ()
    """What could not be read, and what became of it."""
    source: str = ""
    """The name of the folder that was adopted, or that holds the file; empty for what no file says alone."""
    part: str = ""
    """Which meeting of a log it is; empty for a file as a whole."""
    parts: int = 0
    """How many meetings of a log were taken out of it."""

    @property
    def folder(self) -> str:
        """The path of its folder; empty for what is in none."""
        return self.origin.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The name of its file, without folders."""
        return self.origin.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name of its file without its endings, and without what Notion puts behind every name."""
        return _HEX.sub("", drop_endings(self.name))

    @property
    def full_origin(self) -> str:
        """Where it is from, with the name of its source, as the note keeps it."""
        path = f"{self.source}/{self.origin}" if (self.is_file or self.part) and self.source else self.origin
        return f"{path}#{self.part}" if self.part else path

    def find_hiding(self, today: date) -> str:
        """Return what kept it off its old site; empty if nothing did."""
        in_hidden_folder = self.is_file and is_hidden_path(self.origin)
        return next(iter(find_hiding_fields(self.fields, today)), "its folder" if in_hidden_folder else "")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or a document that notes can refer to."""

    origin: str
    file: Path
    source: str
    """As in `Record`."""

    @property
    def full_origin(self) -> str:
        """As in `Record`."""
        return f"{self.source}/{self.origin}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not taken over."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a source says about the site that it makes."""

    name: str = ""
    address: str = ""
    """Host and path without a scheme, `example.org/circle`; empty if it is unknown."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """The name that is shown for each short name of an author."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that a source holds."""

    records: tuple[Record, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    file_names: frozenset[str] = frozenset()
    """The paths of all its files and folders, by which the tool it was written for can be told."""
    site: SiteFacts = SiteFacts()
