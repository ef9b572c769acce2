"""Diagnostics: what is wrong with a note, where, and how to fix it. Every other package uses these values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """The severity of a diagnostic; `off` disables its rule."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class UserError(Exception):
    """An error that the user can fix; the message says how. Commands print it without a traceback."""


class Span(NamedTuple):
    """A range of a file: lines and columns count from 1, columns in characters, the end is exclusive.

    Spans sort by position. There is one for every value and every link, so it is a NamedTuple, which is cheap to make.
    """

    path: str
    """The file, relative to the project's directory, with forward slashes."""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Edit(NamedTuple):
    """A replacement of a span by a text. An empty span inserts, an empty text deletes."""

    span: Span
    text: str
    """With `\\n` line ends, whatever the file's are."""


class Fix(NamedTuple):
    """Edits of one file that together fix a problem."""

    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether it is certain to be what the author meant, so that `cop check --fix` may apply it without asking."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding, before its rule adds a code and a severity."""

    name: str
    """The name of the rule that owns it, such as `tag-is-known`."""
    span: Span
    message: str
    """What is wrong, in one line without a full stop."""
    hint: str = ""
    """What to do about it, in the imperative; empty if the message is enough."""
    fix: Fix | None = None
    """The edits that fix it; None if a person has to decide."""
    field: str = ""
    """The field of the front matter that it is in; empty for a problem elsewhere."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem with the code and the severity of its rule."""

    span: Span
    code: str
    """`COP` and three digits; never reused."""
    name: str
    severity: Severity
    message: str
    hint: str = ""
    fix: Fix | None = None
    field: str = ""
    """As in `Problem`."""
    more: int = 0
    """The number of further ones of its rule in its file, which are not listed."""
    baseline_state: str = ""
    """`unchanged` if the baseline has it, else `new`, as in SARIF; empty if there is no baseline."""

    @property
    def is_known(self) -> bool:
        """Whether the baseline has it, so that it stops nothing."""
        return self.baseline_state == "unchanged"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The key that sorts diagnostics by position, then code."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


def pack_diagnostic(diagnostic: Diagnostic) -> list[Any]:
    """Return a diagnostic as a compact list of JSON's own types."""
    found = diagnostic
    packed: list[Any] = [list(found.span), found.code, found.name, found.severity.value, found.message, found.hint]
    packed += [found.field, found.more, found.baseline_state]
    if diagnostic.fix:
        edits = [[*edit.span[1:], edit.text] for edit in diagnostic.fix.edits]
        packed.append([diagnostic.fix.safe, edits])
    return packed


def unpack_diagnostic(packed: list[Any]) -> Diagnostic:
    """Return the diagnostic that `pack_diagnostic` packed."""
    (path, *place), code, name, severity, message, hint, field, more, state, *rest = packed
    fix = None
    for safe, edits in rest:
        fix = Fix(tuple(Edit(Span(path, *at), text) for *at, text in edits), safe)
    return Diagnostic(Span(path, *place), code, name, Severity(severity), message, hint, fix, field, more, state)
