"""Splits a note into front matter and body, and reports fences that are missing or misplaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from json import JSONDecoder
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from cop_site.content.frontmatter.conflicts import explain_conflict, find_conflicts, keep_ours
from cop_site.content.frontmatter.fields import FieldReader
from cop_site.content.frontmatter.places import Location, Places, Range
from cop_site.content.hidden import find_hiding_lines
from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Problem, Span

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_FENCE = re.compile(r"-{3}[ \t]*\Z")
_CLOSING = re.compile(r"\n-{3}[ \t]*$", re.MULTILINE)
"""With the end of the line before it, which is found several times as fast."""
_WRONG_FENCE = re.compile(r"(?:-{4,}|[\u2010-\u2015]+-*|\+{3,})[ \t]*\Z")
"""Fences with too many hyphens, with dashes, or TOML's `+++`."""
_KEY = re.compile(r"[^\W\d][\w-]*[ \t]*:(?:\s|$)")
_USUAL_FIELD = re.compile(r"(?:title|date|tags|name|url|summary|draft)[ \t]*:(?:\s|$)")
"""Fields that front matter often begins with, and a text hardly ever does."""
_UNPUBLISHED = re.compile(r"^(?:draft|consent)[ \t]*[:=]", re.MULTILINE)
_FIELD_OR_FENCE = re.compile(rf"{_KEY.pattern}|{_FENCE.pattern}")
_MAX_LINES_BEFORE = 6
"""Front matter is looked for below so many lines of text."""
_MAX_DISPLACED_LINES = 40
_TOML_KEY = re.compile(r"[A-Za-z_][\w-]*\s*=|\[\w")


@dataclass(frozen=True)
class FrontMatter:
    """The fields between the fences, and the body below them.

    Scalars are text as in the file, so that the model decides what `18:30`, `no` or `2026` means; an empty value is
    None.
    """

    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()
    """Names of fields that could not be read; each has a problem."""
    find_places: Callable[[], Places] = field(default=lambda: ({}, {}), compare=False, repr=False)
    """Finds where the values and their keys are: few notes have a problem with a place."""

    @property
    def positions(self) -> dict[Location, Range]:
        """The range of each value."""
        return self._places[0]

    @property
    def keys(self) -> dict[Location, Range]:
        """The range of each key, by the location of its value."""
        return self._places[1]

    @cached_property
    def _places(self) -> Places:
        return self.find_places()


class StrictHandler(BaseHandler):
    """A python-frontmatter handler that reads scalars as text and refuses what cop does not support.

    `frontmatter.loads(text, handler=StrictHandler())` raises ValueError with every problem in its message.
    """

    FM_BOUNDARY = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Parse the text between the fences; raise ValueError when anything in it is not plain."""
        reader = FieldReader(str(kwargs.get("path", "front matter")), int(str(kwargs.get("first_line", 1))))
        values = reader.read(fm)
        if reader.problems:
            raise ValueError("; ".join(f"{p.span}: {p.message}" for p in reader.problems))
        return values

    def export(self, metadata: dict[str, object], **kwargs: Any) -> str:
        """Write metadata as YAML that this handler reads back."""
        return str(yaml.dump(metadata, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, **kwargs)).strip()


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Return the front matter and body of a note.

    A note that does not begin with a fence has no front matter, which is not a problem. Fields that can be read are
    returned beside the problems with the others.
    """
    conflicts = find_conflicts(text)
    if not conflicts:
        return _read(text, path)
    problem = explain_conflict(text, conflicts[0], path)
    if not conflicts[0].start():
        return FrontMatter(body=text, problems=(problem,), lost=_find_unpublished(text))
    read = _read(keep_ours(text, conflicts), path)
    lost = read.lost.union(*(_find_unpublished(conflict[0]) for conflict in conflicts))
    return replace(read, problems=(problem, *read.problems), lost=lost)


def find_places(text: str, path: str) -> Places:
    """Return where the fields of a note are, and their keys."""
    if text.startswith("---\n") and (end := _CLOSING.search(text, 3)) and not find_conflicts(text):
        return _find_places(text[4 : end.start()], path, 2)  # without reading their values first
    return read_front_matter(text, path).find_places()


def _find_unpublished(unread: str) -> frozenset[str]:
    """Return `draft` as a lost field if text that is not read could have said that the note must not be published."""
    hides = _UNPUBLISHED.search(unread) or any(find_hiding_lines(unread, date.min))
    return frozenset({"draft"}) if hides else frozenset()


def _read(text: str, path: str) -> FrontMatter:
    if text.startswith("---\n") and (end := _CLOSING.search(text, 3)):  # as nearly all notes begin
        line = text.count("\n", 0, end.start()) + 3
        return _read_fields(text[4 : end.start()], path, 2, text[end.end() + 1 :], line, [])
    lines = text.split("\n")
    opening, problem = _find_opening(lines, path)
    if opening is None:
        lost = _find_unpublished(text) if problem else frozenset[str]()
        return FrontMatter(body=text, problems=(problem,) if problem else (), lost=lost)
    # A wrong fence at both ends is reported once.
    wrong = lines[opening].strip() if problem else ""
    closing = next(
        (n for n in range(opening + 1, len(lines)) if _FENCE.match(lines[n]) or (wrong and lines[n].strip() == wrong)),
        None,
    )
    if closing is None and not any(_KEY.match(line) for line in lines[opening + 1 : opening + 3]):
        return FrontMatter(body=text)  # a horizontal rule, not a fence
    problems = [replace(problem, fix=_fix_fences(lines, opening, closing, path))] if problem else []
    if closing is None:
        closing, body_at, problem = _find_end(lines, opening, path)
        problems.append(problem)
    else:
        body_at = closing + 1
    raw, body = "\n".join(lines[opening + 1 : closing]), "\n".join(lines[body_at:])
    return _read_fields(raw, path, opening + 2, body, body_at + 1, problems)


def _read_fields(  # noqa: PLR0913, PLR0917  # what is between the fences, what is below them, and where both begin
    raw: str, path: str, first_line: int, body: str, body_line: int, problems: list[Problem]
) -> FrontMatter:
    reader = FieldReader(path, first_line)
    values = reader.read(raw)
    lost = frozenset(reader.lost - {""})
    if reader.problems:
        lost |= {name for name in find_hiding_lines(raw, date.min) if name not in values}
    places = partial(_find_places, raw, path, first_line)
    return FrontMatter(values, body, body_line, (*problems, *reader.problems), lost, places)


def _find_places(raw: str, path: str, first_line: int) -> Places:
    reader = FieldReader(path, first_line)
    reader.read(raw)
    return reader.find_places()


def _find_opening(lines: list[str], path: str) -> tuple[int | None, Problem | None]:
    """Return the index of the opening fence, and a problem if it is wrong, misplaced or missing."""
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None, None
    line = lines[first]
    span = Span(path, first + 1, 1, first + 1, len(line) + 1)
    has_fields = any(_KEY.match(after) for after in lines[first + 1 : first + 3])
    if _FENCE.match(line):
        if first == 0 or not has_fields:
            return (0 if first == 0 else None), None
        message = "front matter must begin on the first line (found a blank line before it)"
        return first, Problem("front-matter-comes-first", span, message, "delete the lines before '---'")
    stripped = line.strip()
    if notation := _find_notation(lines, first):
        message = f"front matter must be YAML between two lines of '---' (found {notation})"
        hint = "write 'name: value' on a line for each field"
        return None, Problem("front-matter-comes-first", span, message, hint)
    if has_fields and (_WRONG_FENCE.match(stripped) or _FENCE.match(stripped)):
        message = f"front matter must begin with a line of '---' (found {quote(line)})"
        return first, Problem("front-matter-comes-first", span, message, "write exactly '---'")
    return None, _find_elsewhere(lines, first, path)


def _find_notation(lines: list[str], first: int) -> str:
    """Return the notation of fields at the top that is not YAML; empty if there is none."""
    if lines[first].strip() == "+++":
        end = next((n for n in range(first + 1, len(lines)) if lines[n].strip() == "+++"), first + 3)
        return "TOML" if any(map(_TOML_KEY.match, lines[first + 1 : end])) else ""
    if lines[first].startswith("{"):
        try:
            return "JSON" if JSONDecoder().raw_decode("\n".join(lines[first:]))[0] else ""
        except (ValueError, RecursionError):
            return ""
    return ""


def _find_elsewhere(lines: list[str], first: int, path: str) -> Problem | None:
    """Return a problem with fields at the top that have no fence, or with front matter below text."""
    end = next((n for n in range(first, len(lines)) if not _KEY.match(lines[n])), len(lines))
    is_usual = _USUAL_FIELD.match(lines[first]) and any(map(_FIELD_OR_FENCE.match, lines[first + 1 : first + 2]))
    hides = any(find_hiding_lines("\n".join(lines[first:end]), date.min)) or _hides_below(lines, first)
    end = max(end, first + 1)
    if is_usual or hides:
        span = Span(path, first + 1, 1, end, len(lines[end - 1]) + 1)
        message = "fields at the top have no '---' before them"
        hint = "write '---' on a line before and one after them"
        return Problem("front-matter-comes-first", span, message, hint)
    for number in range(first + 1, min(first + _MAX_LINES_BEFORE, len(lines) - 1)):
        closed = any(map(_FENCE.match, lines[number + 2 : number + 2 + _MAX_DISPLACED_LINES]))
        if _FENCE.match(lines[number]) and _USUAL_FIELD.match(lines[number + 1]) and closed:
            span = Span(path, number + 1, 1, number + 1, len(lines[number]) + 1)
            message = "front matter must begin on the first line (found text before it)"
            hint = "move the fields, with the '---' before and after them, to the top"
            return Problem("front-matter-comes-first", span, message, hint)
    return None


def _hides_below(lines: list[str], first: int) -> bool:
    """Return whether below a line that is nearly a fence, fenced fields keep the note off the site."""
    fields = lines[first + 1 : first + _MAX_DISPLACED_LINES]
    end = next(
        (n for n, line in enumerate(fields) if not (_KEY.match(line) or line.startswith((" ", "\t", "#", "- ")))), 0
    )
    is_closed = any(map(_FENCE.match, fields[end : end + 1]))
    return is_closed and any(find_hiding_lines("\n".join(fields[:end]), date.min))


def _fix_fences(lines: list[str], opening: int, closing: int | None, path: str) -> Fix:
    """Delete the blank lines before the opening fence, and correct wrong fences."""
    edits = [Edit(Span(path, 1, 1, opening + 1, 1), "")] if opening else []
    edits += [_write_fence(lines, n, path) for n in (opening, closing) if n is not None and not _FENCE.match(lines[n])]
    return Fix(tuple(edits), safe=True)


def _fix_closing(lines: list[str], opening: int, end: int, path: str) -> Fix:
    """Insert the missing fence below the fields; safe if every line above it is a field."""
    if end < len(lines) and _WRONG_FENCE.match(lines[end].strip()):
        return Fix((_write_fence(lines, end, path),), safe=True)
    fields = lines[opening + 1 : end]
    plain = all(_KEY.match(line) or line[:1] == " " for line in fields) and any(map(_KEY.match, fields))
    if end < len(lines):
        return Fix((Edit(Span(path, end + 1, 1, end + 1, 1), "---\n"),), safe=plain)
    last = len(lines[-1]) + 1
    return Fix((Edit(Span(path, end, last, end, last), "\n---\n"),), safe=plain)


def _write_fence(lines: list[str], number: int, path: str) -> Edit:
    return Edit(Span(path, number + 1, 1, number + 1, len(lines[number]) + 1), "---")


def _find_end(lines: list[str], opening: int, path: str) -> tuple[int, int, Problem]:
    """Return where front matter without a closing fence ends and where the body begins, with the problem.

    It ends at a wrong fence, or at the first line that cannot be part of a field.
    """
    end = opening + 1
    while end < len(lines) and lines[end].strip() and (_KEY.match(lines[end]) or lines[end][0] in " -#\t"):
        if _WRONG_FENCE.match(lines[end].strip()):
            break
        end += 1
    fix = _fix_closing(lines, opening, end, path)
    span = Span(path, opening + 1, 1, opening + 1, len(lines[opening]) + 1)
    hint = f"write '---' on a line of its own after line {end}"
    body_at = end
    if end < len(lines) and _WRONG_FENCE.match(lines[end].strip()):
        span = Span(path, end + 1, 1, end + 1, len(lines[end]) + 1)
        hint = "write exactly three hyphens"
        body_at = end + 1
    return end, body_at, Problem("front-matter-is-closed", span, "front matter has no closing '---'", hint, fix)
