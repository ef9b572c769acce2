"""Reads front matter as strict YAML: every scalar stays text, and every value has a position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from cop_site.content.frontmatter.errors import explain_yaml_error, find_comments
from cop_site.content.frontmatter.places import MAX_DEPTH, Places, find_key, find_scalars, kind_of, place, range_of
from cop_site.content.wording import quote
from cop_site.diagnostics import Fix, Problem, Span
from cop_site.fixes.frontmatter import KEY, NULLS, PlainLoader, delete_line, expand_tabs, find_tabbed, quote_value

MAX_CHARACTERS = 16 * 1024
TEMPLATE_CODE = re.compile(r"\{\{|\{%")
_BLOCK_START = re.compile(rf"(?:<<[ \t]*:|{KEY})(?:\s|$)|%")
_SPECIAL = ("&", "*", "!", "<<", "%")
"""What anchors, aliases, tags, merge keys and directives have; most front matter has none of them."""

CONSENTS = frozenset({"listed", "consent"})
"""Fields by which people agree to be shown: given twice, neither value is theirs."""

_MAX_QUOTED = 20
"""Suggestions to quote a value: for each, the whole front matter is parsed."""


class FieldReader:
    """Reads the text between the fences once, and collects problems."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.lost: set[str] = set()
        self._raw = ""
        self._roots: list[tuple[int, yaml.MappingNode]] = []
        """The mappings that were read, each with the line that it is counted from."""

    def read(self, raw: str) -> dict[str, Any]:
        """Return the fields that can be read; the others have an entry in `problems`, and their names in `lost`."""
        if len(raw) > MAX_CHARACTERS:
            message = f"front matter has {len(raw):,} characters (maximum {MAX_CHARACTERS:,})"
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
            self._report_no_mapping(node)
            return {}
        self._roots = [(self.first_line, node)]
        values = self._mapping(node, 1)
        if " #" in raw:
            texts = [range_of(text, self.first_line) for text in find_scalars(node)]
            self.problems.extend(find_comments(raw, texts, self.path, self.first_line))
        return values

    def find_places(self) -> Places:
        """Return where the values are that `read` has returned, and where their keys are."""
        places: Places = ({}, {})
        for first_line, root in self._roots:
            place(root, (), first_line, places)
        return places

    def _check_text(self, raw: str) -> None:
        """Report tabs, YAML that is refused, and template code, before the parser runs."""
        lines = raw.split("\n") if "\t" in raw or "{" in raw else []
        tabbed = find_tabbed(lines) if "\t" in raw else frozenset()
        for number, line in enumerate(lines):
            indent = len(line) - len(line.lstrip(" \t"))
            tab = line[:indent].find("\t")
            if tab >= 0 and line.strip():
                self._add(
                    "front-matter-is-yaml",
                    self._span(number, tab, number, tab + 1),
                    "line is indented with a tab; YAML allows only spaces",
                    "indent with two spaces",
                    expand_tabs(line, self.first_line + number, self.path, safe=number in tabbed),
                )
            if match := TEMPLATE_CODE.search(line):
                self._add(
                    "front-matter-has-no-template-code",
                    self._span(number, match.start(), number, match.end()),
                    f"field contains template code ({match[0]!r})",
                    "write the value itself; templates are not expanded",
                )
        if any(sign in raw for sign in _SPECIAL):
            self._check_tokens(raw)

    def _check_tokens(self, raw: str) -> None:
        """Report anchors, aliases, tags and merge keys, with which a few bytes can expand to millions."""
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
                    token_text = quote(raw[start.index : end.index])
                    message = f"{what} ({token_text}) is not supported in front matter"
                    hint = f"put the text in quotes if {token_text} is part of it; otherwise write the value out"
                    span = self._span(start.line, start.column, end.line, end.column)
                    few = len(self.problems) < _MAX_QUOTED
                    fix = quote_value(raw, start.line, self.path, self.first_line, refused=True) if few else None
                    self._add("yaml-is-plain", span, message, hint, fix)
        except yaml.YAMLError:
            return  # The composer fails with the same error, which is reported with its location.

    def _salvage(self, raw: str) -> dict[str, Any]:
        """Read each top-level field on its own, so that an error in one field costs only that field."""
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        reported = {problem.span.line - self.first_line for problem in self.problems}
        for number, block in _top_level_blocks(raw):
            if not reported.isdisjoint(range(number, number + block.count("\n") + 1)):
                self.lost.add(_name_of(block))
                continue
            reader = FieldReader(self.path, self.first_line + number)
            fields = reader._read_block(block)
            if not fields:
                self.lost.add(_name_of(block))
            self.problems.extend(reader.problems)
            for key, value in fields.items():
                span = reader._node_span(find_key(reader._roots[0][1], key))
                if key in values:
                    same = value == values[key] and "\n" not in block.rstrip()
                    self._report_duplicate(key, span, lines[key], block if same else "")
                    if key in CONSENTS and not same:
                        self.lost.add(key)
                    continue
                values[key], lines[key] = value, span.line
            self._roots += reader._roots
        return values

    def _read_block(self, block: str) -> dict[str, Any]:
        """Return the fields of one top-level block, usually one."""
        self._raw = block
        if any(sign in block for sign in _SPECIAL):
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
        if isinstance(node, yaml.MappingNode):
            self._roots = [(self.first_line, node)]
            return self._mapping(node, 1)
        self._report_no_mapping(node)
        return {}

    def _report_no_mapping(self, node: yaml.Node) -> None:
        message = f"front matter must be a mapping (found {kind_of(node)})"
        hint = "write one 'name: value' per line, for example 'title: What we learnt'"
        self._add("front-matter-is-fields", self._node_span(node), message, hint)

    def _report_duplicate(self, key: str, span: Span, first: int, line: str) -> None:
        """Report a field that line `first` has, too; `line` is the text to delete if both have the same value."""
        message = f"duplicate field {quote(key)} (first on line {first})"
        hint = "keep one of the two; where a field takes several, write [one, another]"
        self._add("field-is-given-once", span, message, hint, delete_line(line, span) if line else None)

    def _value(self, node: yaml.Node, depth: int) -> Any:
        if node.__class__ is yaml.ScalarNode and depth <= MAX_DEPTH:  # as nearly all are
            value = node.value
            return None if value in NULLS and not node.style else value
        if depth > MAX_DEPTH:
            message = f"fields are nested more than {MAX_DEPTH} levels deep"
            self._add("front-matter-is-small", self._node_span(node), message, "reduce the nesting")
            return None
        if node.__class__ is yaml.SequenceNode:
            return [self._value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if key_node.__class__ is not yaml.ScalarNode:
                message = f"field name must be a word (found {kind_of(key_node)})"
                self._add("front-matter-is-fields", self._node_span(key_node), message, "write 'name: value'")
                continue
            key = key_node.value
            if key in values:
                is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
                line = self._line_of(key_node, value_node) if is_block else ""
                same = line and FieldReader(self.path, 1)._value(value_node, depth + 1) == values[key]
                first = self._node_span(find_key(node, key)).line
                self._report_duplicate(key, self._node_span(key_node), first, line if same else "")
                if key in CONSENTS and depth == 1 and not same:
                    self.lost.add(key)
                continue
            values[key] = self._value(value_node, depth + 1)
        return values

    def _line_of(self, key: yaml.Node, value: yaml.Node) -> str:
        """Return the line of a key and its value; empty if they take several lines."""
        if value.end_mark.line != key.start_mark.line:
            return ""
        # By offset, since YAML ends lines at more characters than we do, such as U+2028.
        start = self._raw.rfind("\n", 0, key.start_mark.index) + 1
        return self._raw[start:].partition("\n")[0]

    def _add(self, name: str, span: Span, message: str, hint: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(name, span, message, hint, fix))

    def _node_span(self, node: yaml.Node) -> Span:
        return Span(self.path, *range_of(node, self.first_line))

    def _span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        first = self.first_line
        return Span(self.path, line + first, column + 1, end_line + first, end_column + 1)


def _name_of(block: str) -> str:
    """Return the name of the field that a block begins with; empty if it does not begin with a field."""
    return block.partition(":")[0].strip(" \t\"'") if _BLOCK_START.match(block) else ""


def _top_level_blocks(raw: str) -> Iterator[tuple[int, str]]:
    """Split front matter before each line that begins with a key; yield line indexes and blocks."""
    start, block = 0, list[str]()
    for number, line in enumerate(raw.split("\n")):
        if _BLOCK_START.match(line) and block:
            yield start, "\n".join(block)
            start, block = number, []
        block.append(line)
    if block:
        yield start, "\n".join(block)
