"""Takes a note apart into front matter and body, however its fences are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler

from cop_site.content.frontmatter.conflicts import explain_conflict, find_conflicts, keep_ours
from cop_site.content.frontmatter.fields import FieldReader, Location, Range
from cop_site.content.frontmatter.plain import read_plain_fields
from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Problem, Span

_FENCE = re.compile(r"-{3}[ \t]*\Z")
_LONG_FENCE = re.compile(r"(?:-{4,}|[\u2010-\u2015]+-*|\+{3,})[ \t]*\Z")
_KEY = re.compile(r"[^\W\d][\w-]*[ \t]*:(?:\s|$)")
_TELLING = re.compile(r"(?:title|date|tags|name|url|summary|draft)[ \t]*:(?:\s|$)")
"""The fields that a note's front matter begins with, and hardly any text does."""
_UNPUBLISHED = re.compile(r"^(?:draft|consent)[ \t]*[:=]", re.MULTILINE)
_FIELD_OR_FENCE = re.compile(rf"{_KEY.pattern}|{_FENCE.pattern}")
_FAR = 6
"""How many lines before displaced front matter are looked over."""
_LONG = 40
"""How many lines displaced front matter may have."""
_TOML_KEY = re.compile(r"[A-Za-z_][\w-]*\s*=|\[\w")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the fences.

    Scalars stay the text that was written (a field's own type decides what `18:30`, `no` or `2026` means
    there); an empty value is None.
    """

    values: dict[str, Any] = field(default_factory=dict)
    positions: dict[Location, Range] = field(default_factory=dict)
    """Where each value stands."""
    keys: dict[Location, Range] = field(default_factory=dict)
    """Where the key of each value stands."""
    body: str = ""
    body_line: int = 1
    """The line of the file on which the body begins."""
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] = frozenset()
    """Fields that are written but could not be read; each has a problem."""


class StrictHandler(BaseHandler):
    """A python-frontmatter handler that refuses what YAML would guess.

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
        return str(yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, **kwargs)).strip()


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Split a note into front matter and body, and read the front matter.

    A note without a fence on its first line has no front matter; that is no problem. Whatever else is wrong
    comes back as problems, and the values that could be read are kept.
    """
    conflicts = find_conflicts(text)
    if not conflicts:
        return _read(text, path)
    problem = explain_conflict(text, conflicts[0], path)
    if not conflicts[0].start():
        return FrontMatter(body=text, problems=(problem,), lost=_hold_back(text))
    found = _read(keep_ours(text, conflicts), path)
    lost = found.lost.union(*(_hold_back(conflict[0]) for conflict in conflicts))
    return replace(found, problems=(problem, *found.problems), lost=lost)


def _hold_back(unread: str) -> frozenset[str]:
    """What makes a note a draft where its fields are not read, but could say that it must not be published."""
    return frozenset({"draft"}) if _UNPUBLISHED.search(unread) else frozenset()


def _read(text: str, path: str) -> FrontMatter:
    lines = text.split("\n")
    opening, problem = _find_opening(lines, path)
    if opening is None:
        return FrontMatter(body=text, problems=(problem,), lost=_hold_back(text)) if problem else FrontMatter(body=text)
    # A wrong fence that stands at both ends is one mistake, not two.
    wrong = lines[opening].strip() if problem else ""
    closing = next(
        (n for n in range(opening + 1, len(lines)) if _FENCE.match(lines[n]) or (wrong and lines[n].strip() == wrong)),
        None,
    )
    if closing is None and not any(_KEY.match(line) for line in lines[opening + 1 : opening + 3]):
        return FrontMatter(body=text)  # a rule across the page, not a fence
    problems = [replace(problem, fix=_fix_fences(lines, opening, closing, path))] if problem else []
    if closing is None:
        return _read_unclosed(lines, opening, path, problems)
    body = "\n".join(lines[closing + 1 :])
    raw = "\n".join(lines[opening + 1 : closing])
    plain = read_plain_fields(raw, opening + 2)
    if plain:
        return FrontMatter(*plain, body, closing + 2, tuple(problems))
    reader = FieldReader(path, opening + 2)
    values = reader.read(raw)
    problems.extend(reader.problems)
    return FrontMatter(
        values,
        reader.positions,
        reader.keys,
        body,
        closing + 2,
        tuple(problems),
        frozenset(reader.lost - {""}),
    )


def _find_opening(lines: list[str], path: str) -> tuple[int | None, Problem | None]:
    """Find the index of the opening fence, or say why what looks like one is none."""
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None, None
    line = lines[first]
    span = Span(path, first + 1, 1, first + 1, len(line) + 1)
    looks_like_one = any(_KEY.match(after) for after in lines[first + 1 : first + 3])
    if _FENCE.match(line):
        if first == 0 or not looks_like_one:
            return (0 if first == 0 else None), None
        message = "front matter begins on the first line of the file, and a blank line stands before it"
        return first, Problem("front-matter-comes-first", span, message, "delete the lines before '---'")
    stripped = line.strip()
    if stripped == "+++" and any(_TOML_KEY.match(after) for after in lines[first + 1 : first + 3]):
        message = "front matter is YAML between two lines of '---', not TOML between '+++'"
        hint = "write 'name: value' instead of 'name = value'"
        return None, Problem("front-matter-comes-first", span, message, hint)
    if looks_like_one and (_LONG_FENCE.match(stripped) or _FENCE.match(stripped)):
        message = f"front matter is fenced by three hyphens at the start of a line, not by {quote(line)}"
        return first, Problem("front-matter-comes-first", span, message, "write exactly '---'")
    return None, _find_elsewhere(lines, first, path)


def _find_elsewhere(lines: list[str], first: int, path: str) -> Problem | None:
    """Fields that nobody will read, since no fence stands before them, or since text does."""
    if _TELLING.match(lines[first]) and any(map(_FIELD_OR_FENCE.match, lines[first + 1 : first + 2])):
        end = next((n for n in range(first, len(lines)) if not _KEY.match(lines[n])), len(lines))
        span = Span(path, first + 1, 1, end, len(lines[end - 1]) + 1)
        message = "the fields at the top have no '---' before them"
        hint = "write '---' on a line before and one after them"
        return Problem("front-matter-comes-first", span, message, hint)
    for number in range(first + 1, min(first + _FAR, len(lines) - 1)):
        closed = any(map(_FENCE.match, lines[number + 2 : number + 2 + _LONG]))
        if _FENCE.match(lines[number]) and _TELLING.match(lines[number + 1]) and closed:
            span = Span(path, number + 1, 1, number + 1, len(lines[number]) + 1)
            message = "front matter begins on the first line of the file, and text stands before it"
            hint = "move the fields, with the '---' before and after them, to the top"
            return Problem("front-matter-comes-first", span, message, hint)
    return None


def _fix_fences(lines: list[str], opening: int, closing: int | None, path: str) -> Fix:
    """Delete the blank lines before the opening fence, and write three hyphens where other signs stand."""
    edits = [Edit(Span(path, 1, 1, opening + 1, 1), "")] if opening else []
    edits += [_write_fence(lines, n, path) for n in (opening, closing) if n is not None and not _FENCE.match(lines[n])]
    return Fix(tuple(edits), safe=True)


def _fix_closing(lines: list[str], opening: int, end: int, path: str) -> Fix:
    """Write the fence that is missing where the fields end, which is safe where it is plain that they do."""
    if end < len(lines) and _LONG_FENCE.match(lines[end].strip()):
        return Fix((_write_fence(lines, end, path),), safe=True)
    fields = lines[opening + 1 : end]
    plain = all(_KEY.match(line) or line[:1] == " " for line in fields) and any(map(_KEY.match, fields))
    if end < len(lines):
        return Fix((Edit(Span(path, end + 1, 1, end + 1, 1), "---\n"),), safe=plain)
    last = len(lines[-1]) + 1
    return Fix((Edit(Span(path, end, last, end, last), "\n---\n"),), safe=plain)


def _write_fence(lines: list[str], number: int, path: str) -> Edit:
    return Edit(Span(path, number + 1, 1, number + 1, len(lines[number]) + 1), "---")


def _read_unclosed(lines: list[str], opening: int, path: str, problems: list[Problem]) -> FrontMatter:
    """Read front matter whose closing fence is missing, as far as it looks like front matter."""
    end = opening + 1
    while (
        end < len(lines)
        and lines[end].strip()
        and (_KEY.match(lines[end]) or lines[end][:1] in " -#\t" or not lines[end])
    ):
        if _LONG_FENCE.match(lines[end].strip()):
            break
        end += 1
    written = lines[end] if end < len(lines) else ""
    span = Span(path, opening + 1, 1, opening + 1, len(lines[opening]) + 1)
    hint = f"write '---' on a line of its own after line {end}"
    if _LONG_FENCE.match(written.strip()):
        span = Span(path, end + 1, 1, end + 1, len(written) + 1)
        hint = "write exactly three hyphens"
    fix = _fix_closing(lines, opening, end, path)
    problems.append(Problem("front-matter-is-closed", span, "the front matter has no closing '---'", hint, fix))
    reader = FieldReader(path, opening + 2)
    values = reader.read("\n".join(lines[opening + 1 : end]))
    skip = 1 if _LONG_FENCE.match(written.strip()) else 0
    body = "\n".join(lines[end + skip :])
    problems.extend(reader.problems)
    return FrontMatter(
        values,
        reader.positions,
        reader.keys,
        body,
        end + skip + 1,
        tuple(problems),
        frozenset(reader.lost - {""}),
    )
