"""Reads YAML fields strictly: nothing is guessed, nothing is lost, everything has a position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from cop_site.content.frontmatter.errors import explain_yaml_error, find_remarks
from cop_site.content.wording import quote
from cop_site.diagnostics import Fix, Problem, Span
from cop_site.fixes.frontmatter import PlainLoader, delete_line, quote_value, unfold_tabs

MAX_CHARACTERS = 16 * 1024
MAX_DEPTH = 8

Location = tuple[str | int, ...]
"""The way to a value: keys and list indexes, from the top."""

Range = tuple[int, int, int, int]
"""Where something stands in its file: line, column, end line and end column, as in a span."""

TEMPLATE_CODE = re.compile(r"\{\{|\{%")
_BLOCK = re.compile(r"(?:[^\W\d][\w-]*|<<|\"[^\"]*\"|'[^']*')[ \t]*:(?:\s|$)|%")
_SPECIAL = re.compile(r"[&*!]|<<|^%", re.MULTILINE)
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class FieldReader:
    """One pass over the text between the fences; collects positions and problems as it goes."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.positions: dict[Location, Range] = {}
        self.keys: dict[Location, Range] = {}
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self._raw = ""
        self._texts: list[Range] = []

    def read(self, raw: str) -> dict[str, Any]:
        """The fields that could be read; what is wrong with the others is in `problems`, and their names in `lost`."""
        if len(raw) > MAX_CHARACTERS:
            message = f"the front matter has {len(raw):,} characters, {MAX_CHARACTERS:,} are allowed"
            self._add("front-matter-is-small", self._span(0, 0, 0, 1), message, "move text into the body")
            self.lost.update(_name_of(line) for line in raw.split("\n"))
            return {}
        self._raw = raw
        self._check_text(raw)
        if self.problems:
            return self._salvage(raw)
        try:
            node = yaml.compose(raw, Loader=PlainLoader)
        except yaml.YAMLError as error:
            values = self._salvage(raw)
            if not self.problems:
                self.problems.append(explain_yaml_error(error, raw, self.path, self.first_line))
            return values
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._report_no_fields(node)
            return {}
        values = self._mapping(node, (), 1)
        self.problems.extend(find_remarks(raw, self._texts, self.path, self.first_line))
        return values

    def _check_text(self, raw: str) -> None:
        """Find what has to be refused before a YAML parser sees it, and template code left in."""
        for number, line in enumerate(raw.split("\n") if "\t" in raw or "{" in raw else ()):
            indent = len(line) - len(line.lstrip(" \t"))
            tab = line[:indent].find("\t")
            if tab >= 0 and line.strip():
                self._add(
                    "front-matter-is-yaml",
                    self._span(number, tab, number, tab + 1),
                    "a tab stands where YAML wants spaces",
                    "indent with two spaces",
                    unfold_tabs(raw, number, self.path, self.first_line),
                )
            if match := TEMPLATE_CODE.search(line):
                self._add(
                    "front-matter-has-no-template-code",
                    self._span(number, match.start(), number, match.end()),
                    f"template code ({match[0]!r}) was left in a field",
                    "write the value itself; nothing is filled in here",
                )
        if _SPECIAL.search(raw):
            self._check_tokens(raw)

    def _check_tokens(self, raw: str) -> None:
        """Refuse anchors, aliases, tags and merge keys, which can make much of little."""
        try:
            for token in yaml.scan(raw, Loader=PlainLoader):
                what = {
                    yaml.AnchorToken: "an anchor",
                    yaml.AliasToken: "an alias",
                    yaml.TagToken: "a type tag",
                    yaml.DirectiveToken: "a directive",
                }.get(type(token))
                if isinstance(token, yaml.ScalarToken) and token.plain and token.value == "<<":
                    what = "a merge key"
                if what:
                    start, end = token.start_mark, token.end_mark
                    written = raw[start.index : end.index]
                    message = f"{what} ({quote(written)}) is YAML that front matter does not need"
                    hint = f"put the text in quotes if {quote(written)} is meant, else write the value out"
                    span = self._span(start.line, start.column, end.line, end.column)
                    fix = quote_value(raw, start.line, self.path, self.first_line, refused=True)
                    self._add("yaml-is-plain", span, message, hint, fix)
        except yaml.YAMLError:
            return  # The composer meets the same error, and reports it with its place.

    def _salvage(self, raw: str) -> dict[str, Any]:
        """Read on their own the top-level fields of a block that is broken as a whole, so that one bad field
        costs only itself.
        """
        values: dict[str, Any] = {}
        reported = {problem.span.line - self.first_line for problem in self.problems}
        for number, block in _top_level_blocks(raw):
            if not reported.isdisjoint(range(number, number + block.count("\n") + 1)):
                self.lost.add(_name_of(block))
                continue
            reader = FieldReader(self.path, self.first_line + number)
            found = reader._read_block(block)
            if not found:
                self.lost.add(_name_of(block))
            self.problems.extend(reader.problems)
            for key, value in found.items():
                if key in values:
                    again = value == values[key] and "\n" not in block.rstrip()
                    span = Span(self.path, *reader.keys[(key,)])
                    self._report_twice(key, span, self.keys[(key,)][0], block if again else "")
                    continue
                values[key] = value
                self.positions |= {at: place for at, place in reader.positions.items() if at[:1] == (key,)}
                self.keys |= {at: place for at, place in reader.keys.items() if at[:1] == (key,)}
        return values

    def _read_block(self, block: str) -> dict[str, Any]:
        """Read one field of a broken whole; what is wrong with it is reported here, at its own place."""
        self._raw = block
        if _SPECIAL.search(block):
            self._check_tokens(block)
            if self.problems:
                return {}
        try:
            node = yaml.compose(block, Loader=PlainLoader)
        except yaml.YAMLError as error:
            self.problems.append(explain_yaml_error(error, block, self.path, self.first_line))
            return {}
        if node is None:
            return {}
        value = self._value(node, (), 1)
        if isinstance(value, dict):
            return value
        self._report_no_fields(node)
        return {}

    def _report_no_fields(self, node: yaml.Node) -> None:
        message = "front matter is a list of fields, one 'name: value' on a line"
        hint = "write for example 'title: What we learnt'"
        self._add("front-matter-is-fields", self._node_span(node), message, hint)

    def _report_twice(self, key: str, span: Span, first: int, again: str) -> None:
        """The field stands on the line `first` already.

        `again` is the line that can go, since the other says the same; empty where it does not.
        """
        message = f"the field {quote(key)} stands here and on line {first}"
        fix = delete_line(again, span) if again else None
        self._add(
            "field-is-given-once",
            span,
            message,
            "keep one of the two; where a field takes several, write [one, another]",
            fix,
        )

    def _value(self, node: yaml.Node, at: Location, depth: int) -> Any:
        self.positions[at] = self._place(node)
        if depth > MAX_DEPTH:
            message = f"fields are nested more than {MAX_DEPTH} deep"
            self._add("front-matter-is-small", self._node_span(node), message, "write it flatter")
            return None
        if isinstance(node, yaml.ScalarNode):
            self._texts.append(self.positions[at])
            return None if not node.style and node.value in NULLS else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*at, n), depth + 1) for n, item in enumerate(node.value)]
        return self._mapping(node, at, depth)

    def _mapping(self, node: yaml.Node, at: Location, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                message = "the name of a field is a word"
                self._add("front-matter-is-fields", self._node_span(key_node), message, "write 'name: value'")
                continue
            key = key_node.value
            if key in values:
                in_lines = isinstance(node, yaml.CollectionNode) and not node.flow_style
                again = self._line_of(key_node, value_node) if in_lines else ""
                same = again and FieldReader(self.path, 1)._value(value_node, (), depth + 1) == values[key]
                span = self._node_span(key_node)
                self._report_twice(key, span, self.keys[(*at, key)][0], again if same else "")
                continue
            self.keys[(*at, key)] = self._place(key_node)
            values[key] = self._value(value_node, (*at, key), depth + 1)
        return values

    def _line_of(self, key: yaml.Node, value: yaml.Node) -> str:
        """The line that a key and its value have for themselves; empty where they take more than one."""
        line = key.start_mark.line
        return self._raw.split("\n")[line] if value.end_mark.line == line else ""

    def _add(self, name: str, span: Span, message: str, hint: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(name, span, message, hint, fix))

    def _node_span(self, node: yaml.Node) -> Span:
        return Span(self.path, *self._place(node))

    def _place(self, node: yaml.Node) -> Range:
        start, end = node.start_mark, node.end_mark
        return start.line + self.first_line, start.column + 1, end.line + self.first_line, end.column + 1

    def _span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        first = self.first_line
        return Span(self.path, line + first, column + 1, end_line + first, end_column + 1)


def _name_of(block: str) -> str:
    """The name of the field that a block begins with; empty when it begins with something else."""
    return block.partition(":")[0].strip(" \t\"'") if _BLOCK.match(block) else ""


def _top_level_blocks(raw: str) -> Iterator[tuple[int, str]]:
    """Split front matter before each line that begins with a key; yield the line's index and the block."""
    start, block = 0, list[str]()
    for number, line in enumerate(raw.split("\n")):
        if _BLOCK.match(line) and block:
            yield start, "\n".join(block)
            start, block = number, []
        block.append(line)
    if block:
        yield start, "\n".join(block)
