"""Edits fields of a note; every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cop_site.authoring.rename.note import BROKEN_FRONT_MATTER
from cop_site.authoring.rename.spans import cut_item, cut_out
from cop_site.content.files import SourceText
from cop_site.content.load import Source, load
from cop_site.content.note_text import decode
from cop_site.diagnostics import Edit, Span, UserError
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.fixes.frontmatter import write_scalar


class EditError(UserError):
    """The note cannot be edited; the message says what to do."""


def check_front_matter(source: Source) -> None:
    """Raise EditError if the front matter of a note is broken."""
    found = source.front_matter
    if found.lost or any(problem.name in BROKEN_FRONT_MATTER for problem in found.problems):
        raise EditError(f"fix the front matter of {source.path} first: cop check")


class NoteEditor:
    """Edits one note step by step; raise EditError if its front matter is broken, or an edit changes anything else."""

    def __init__(self, path: str, name: str, raw: bytes) -> None:
        self._path, self._name, self._raw, self._before = path, name, raw, raw
        check_front_matter(self.source)
        self._expected = dict(self.source.front_matter.values)
        self._body = self.source.body

    @property
    def text(self) -> SourceText:
        """The text of the note after the edits so far."""
        return SourceText(self._path, self._name, decode(self._raw, self._path)[0])

    @property
    def source(self) -> Source:
        """The same, parsed."""
        return load(self.text)

    @property
    def change(self) -> Change:
        """The change of the file by all edits so far."""
        return Change(self._path, self._path, self._before, self._raw)

    def set_text(self, key: str, value: str) -> None:
        """Set a field to a single value."""
        if key not in self.source.front_matter.values:
            self._add_field(key, write_scalar(value))
        elif _as_list(self._value(key)) != [value]:
            self._apply(Edit(self.source.span_of(key), write_scalar(value)))
        self._verify(key, value)

    def remove(self, key: str) -> None:
        """Remove a field with its lines."""
        if key in self.source.front_matter.values:
            value = self._value(key)
            in_lines = isinstance(value, list) and value and not self._written(key).startswith("[")
            # In YAML, a block list extends to the next field, and so over comments that belong to that field.
            end = self.source.span_of(key, len(value) - 1) if in_lines else self.source.span_of(key)
            begin = self.source.span_of_key(key)
            self._apply(Edit(Span(self._path, begin.line, 1, end.end_line + 1, 1), ""))
        self._verify(key, None)

    def set_list(self, key: str, items: Sequence[str]) -> None:
        """Set a list field: items that it has keep their places and spelling, new ones follow."""
        if not items:
            self.remove(key)
            return
        had = _as_list(self._value(key))
        kept = [item for item in had if item in items]
        if not kept:
            self.remove(key)
        else:
            for index in reversed([n for n, item in enumerate(had) if item not in items]):
                self._apply(cut_item(self.text.text, self.source, (key,), index))
        for item in dict.fromkeys(items):
            if item not in kept:
                self._append(key, item)
        added = [item for item in dict.fromkeys(items) if item not in kept]
        self._verify(key, [*kept, *added])

    def edit_body(self, edits: Iterable[Edit]) -> None:
        """Edit the body."""
        self._apply(*edits)
        self._body = self.source.body
        self._verify("", None)

    def _value(self, key: str) -> Any:
        return self.source.front_matter.values.get(key)

    def _written(self, key: str) -> str:
        return cut_out(self.text.text, self.source.span_of(key))

    def _append(self, key: str, item: str) -> None:
        source, value, written = self.source, self._value(key), write_scalar(item)
        if not value:
            self.remove(key)
            self._add_field(key, f"[{written}]")
            return
        span = source.span_of(key)
        now = self._written(key)
        if isinstance(value, str):
            self._apply(Edit(span, f"[{now}, {written}]"))
            return
        last = source.span_of(key, len(value) - 1)
        if now.startswith("["):
            self._insert(last.end_line, last.end_column, f", {written}")
            return
        line = self.text.text.split("\n")[last.line - 1]
        self._insert(last.end_line + 1, 1, f"{line[: last.column - 1]}{written}\n")

    def _add_field(self, key: str, written: str) -> None:
        closing = self.source.front_matter.body_line - 1
        if closing:
            self._insert(closing, 1, f"{key}: {written}\n")
        else:
            self._insert(1, 1, f"---\n{key}: {written}\n---\n")

    def _insert(self, line: int, column: int, text: str) -> None:
        self._apply(Edit(Span(self._path, line, column, line, column), text))

    def _apply(self, *edits: Edit) -> None:
        self._raw = apply_edits(self._raw, edits)

    def _verify(self, key: str, value: Any) -> None:
        """Raise EditError if the field does not have this value now, or anything else has changed."""
        if key:
            self._expected.pop(key, None)
            if value is not None:
                self._expected[key] = value
        source = self.source
        found = {name: _as_list(said) if name == key else said for name, said in source.front_matter.values.items()}
        expected = {name: _as_list(said) if name == key else said for name, said in self._expected.items()}
        if found != expected or source.body != self._body or source.front_matter.lost:
            what = f"the field {key!r}" if key else "the text"
            raise EditError(f"{self._path}: {what} cannot be changed as it is written; do it by hand")


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
