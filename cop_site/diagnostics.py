"""What is wrong with a note, where, and how to fix it: the values that every layer above speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How much a diagnostic weighs; `off` silences its rule."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class UserError(Exception):
    """Something that whoever runs a command can fix; the message says what."""


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, columns in characters, the end is exclusive.

    Spans sort by place. There is one for every value and every link, so it is the lightest thing that can be one.
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
    """A stretch of a file and what comes in its place; empty stretches and empty texts insert and delete."""

    span: Span
    text: str
    """With Unix line ends, whatever the file has."""


class Fix(NamedTuple):
    """Edits of one file that together fix a problem."""

    edits: tuple[Edit, ...]
    safe: bool = False
    """Whether nobody can have meant anything else, so that it may be done without asking."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was found, before a rule gives it a code and a severity."""

    name: str
    """The name of the rule that owns it, such as `tag-is-known`."""
    span: Span
    message: str
    """What is wrong, in one line without a final stop."""
    hint: str = ""
    """What to do about it, in the imperative; empty where the message says it all."""
    fix: Fix | None = None
    """How a machine would fix it; None where only a person can."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem as it is reported."""

    span: Span
    code: str
    """`COP` and three digits; never reused."""
    name: str
    severity: Severity
    message: str
    hint: str = ""
    fix: Fix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order in which diagnostics are reported: by place, then code."""
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


def pack_diagnostic(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic in JSON's own types, as short as can be."""
    fields = (diagnostic.code, diagnostic.name, diagnostic.severity.value, diagnostic.message, diagnostic.hint)
    packed = [list(diagnostic.span), *fields]
    if diagnostic.fix:
        edits = [[*edit.span[1:], edit.text] for edit in diagnostic.fix.edits]
        packed.append([diagnostic.fix.safe, edits])
    return packed


def unpack_diagnostic(packed: list[Any]) -> Diagnostic:
    """The diagnostic that was packed."""
    (path, *place), code, name, severity, message, hint, *rest = packed
    fix = None
    for safe, edits in rest:
        fix = Fix(tuple(Edit(Span(path, *at), text) for *at, text in edits), safe)
    return Diagnostic(Span(path, *place), code, name, Severity(severity), message, hint, fix)
