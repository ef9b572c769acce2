"""Explains the errors of the YAML parser, and finds values that a `#` cuts short."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

import yaml

from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Problem, Span
from cop_site.fixes.frontmatter import KEY, put_in_quotes, quote_value

_FIELD = re.compile(rf"{KEY}(?:\s|$)")
_BEFORE_VALUE = r"^[ \t]*(?:(?:-[ \t]+)?[^\W\d][\w-]*:[ \t]+|-[ \t]+)"
"""Indent, dash and key, such as `  - name: `."""
_COMMENT = re.compile(
    _BEFORE_VALUE + r"(?P<value>(?:[^\s\"'\[{|>#&*!](?:[^#\n]|(?<=[^ \t])#)*)?)(?P<comment>(?<=[ \t])#[^\s#].*)$",
    re.MULTILINE,
)
"""For example `title: Meetup #3`, of which `#3` is lost; `# 3` is more likely a comment."""
_QUOTED = re.compile(
    _BEFORE_VALUE
    + r"(?P<whole>(?P<mark>[\"'])(?:(?!(?P=mark)).)*(?P=mark)[ \t]*(?P<after>[^\s#,\]}:](?:.*\S)?))[ \t]*$"
)
"""For example `title: "Meetup" three`."""
_LISTED = re.compile(_BEFORE_VALUE + r"\[[^\[\]]*\][ \t]*(?P<after>[^\s#].*)$")
"""For example `tags: [one] two`."""
_SPECIAL = re.compile(r"scanning (an anchor|an alias|a tag|a directive|a %\w+ directive)")
_HINT = "put the value in quotes if it holds ': ' or ' #', or begins with one of @ ` % [ { & * ! | >"


def explain_yaml_error(error: yaml.YAMLError, raw: str, path: str, first_line: int) -> Problem:
    """Return the problem with front matter that is not YAML; `raw` begins on `first_line` of the file `path`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        reason = str(error).splitlines()[0]
        return Problem("front-matter-is-yaml", Span(path, first_line), f"not valid YAML: {reason}", _HINT)
    context, opened = error.context or "", error.context_mark
    mark = error.problem_mark or opened
    line, column = (mark.line, mark.column) if mark else (0, 0)
    reason, hint = f"not valid YAML: {error.problem or context or 'cannot be read'}", _HINT
    fix = None
    if opened and "quoted scalar" in context:
        line, column = opened.line, opened.column
        inside = "''" if raw[opened.index : opened.index + 1] == "'" else '\\"'
        reason, hint = "quotation mark is never closed", f"close it, or write a quote inside as {inside}"
    elif after := _find(_QUOTED, raw, line):
        column, reason = after.start("after"), "text after the closing quotation mark"
        hint = "put the whole value in quotes, and write a quotation mark inside as ''"
        fix = _quote_all(after, path, first_line + line)
    elif after := _find(_LISTED, raw, line):
        column, reason = after.start("after"), "text after the closing bracket"
        hint = "write one list, such as [one, two]"
    elif opened and "flow" in context:
        line, column = opened.line, opened.column
        reason = "bracket is never closed, or a comma is missing after it"
        hint = "close it with ']' or '}', or put the value in quotes if the bracket is text"
    elif opened and (special := _SPECIAL.search(context)):
        message = f"{special[1]} is not supported in front matter"
        span = _at(path, first_line + opened.line, opened.column)
        fix = quote_value(raw, opened.line, path, first_line)
        return Problem("yaml-is-plain", span, message, "put the value in quotes if the sign is text", fix)
    elif "document start" in (error.problem or "") and (indented := _find_indented(raw)) is not None:
        line, column = indented, 0
        reason, hint = "first field is indented", "delete the spaces before it"
    if "expected a single document" in context:
        hint = "write all front matter between two lines of '---'"
    if line > raw.count("\n"):  # the parser adds the end of the last line that is missing
        line, column = raw.count("\n"), len(raw) - raw.rfind("\n") - 1
    fix = fix or quote_value(raw, line, path, first_line)
    return Problem("front-matter-is-yaml", _at(path, first_line + line, column), reason, hint, fix)


def find_comments(
    raw: str, texts: Sequence[tuple[int, int, int, int]], path: str, first_line: int
) -> Iterator[Problem]:
    """Yield a problem for each comment that is likely part of a value, since no space follows its '#'.

    `texts` are the ranges of all scalars, in order; a '#' inside one of them does not begin a comment.
    """
    for match in _COMMENT.finditer(raw) if " #" in raw else ():
        line = first_line + raw.count("\n", 0, match.start())
        start, column, end = (
            at - match.start() + 1 for at in (match.start("value"), match.start("comment"), match.end())
        )
        before = bisect(texts, (line, column, line, column)) - 1
        if before >= 0 and (line, column) < texts[before][2:]:
            continue
        edit = Edit(Span(path, line, start, line, end), put_in_quotes(match[0][start - 1 :]))
        message = f"{quote(match['comment'])} is dropped, since '#' begins a comment"
        hint = "put the value in quotes, or write a space after the '#'"
        yield Problem("yaml-is-plain", Span(path, line, column, line, end), message, hint, Fix((edit,)))


def _find(pattern: re.Pattern[str], raw: str, number: int) -> re.Match[str] | None:
    lines = raw.split("\n")
    return pattern.match(lines[number]) if number < len(lines) else None


def _quote_all(value: re.Match[str], path: str, line: int) -> Fix:
    """Put quotes around a value of which a part is quoted, or which has an apostrophe in it."""
    whole = value["whole"]
    text = whole[1:-1] if value["mark"] == "'" and whole.endswith("'") else whole
    span = Span(path, line, value.start("whole") + 1, line, value.end("whole") + 1)
    return Fix((Edit(span, put_in_quotes(text)),))


def _find_indented(raw: str) -> int | None:
    """Return the index of the first line with text, if it is an indented field."""
    lines = raw.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return first if lines[first][:1] == " " and _FIELD.match(lines[first].lstrip()) else None


def _at(path: str, line: int, column: int) -> Span:
    return Span(path, line, column + 1, line, column + 2)
