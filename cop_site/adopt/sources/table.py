"""Reads the rows of a CSV file, or the items of a list in YAML or JSON, as an issue tracker exports them, too."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, dropwhile
from pathlib import Path
from typing import Any

import yaml

from cop_site.adopt.front_matter import as_fields, parse_yaml
from cop_site.adopt.profile import load_profile
from cop_site.adopt.record import Collected, LeftOut, Record, name_source
from cop_site.adopt.sources.errors import SourceError
from cop_site.adopt.sources.folder import decode
from cop_site.model.field_names import fold_name

_BODY = ("body", "content", "text", "notes", "markdown", "minutes_text")
_ISSUE = frozenset({"body", "title", "number"})
"""The fields by which an issue is recognised."""
_MAX_BYTES = 32 * 1024 * 1024


def read_table(file: Path) -> Collected:
    """Return a record for each row; raise SourceError if the file is no table or list."""
    if file.stat().st_size > _MAX_BYTES:
        raise SourceError(f"{file} has more than {_MAX_BYTES // 1024**2} MB; split it")
    text, _ = decode(file.read_bytes())
    rows = list(
        _read_csv(text.replace("\0", ""), file) if file.suffix.lower() in (".csv", ".tsv") else _read_list(text, file)
    )
    if not rows:
        raise SourceError(f"{file} has no rows")
    records, left_out = [], []
    for number, row in enumerate(rows, 1):
        fields = _as_issue(row) if row.keys() >= _ISSUE else dict(row)
        name = next((name for name in fields if fold_name(name) in _BODY), "")
        body = str(fields.pop(name, "") or "") if name else ""
        origin = f"{file.name}#{fields.get('number') or number}"
        if any(fields.values()):
            records.append(Record(origin, fields, body, is_file=False, source=name_source(file.parent)))
        else:
            left_out.append(LeftOut(origin, "is empty"))
    return Collected(tuple(records), (), tuple(left_out))


def _read_csv(text: str, file: Path) -> Iterable[Mapping[str, Any]]:
    try:
        dialect = csv.Sniffer().sniff(text[:4096], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    dialect.doublequote = True  # which the sniffer denies where its sample has none
    csv.field_size_limit(_MAX_BYTES)
    lines = list(io.StringIO(text))
    rows = csv.DictReader(lines, dialect=dialect)
    begun = 0
    try:
        for row in chain([rows.fieldnames], rows):
            read, begun = lines[begun : rows.line_num], rows.line_num
            _check_quotes(read, dialect, file, rows.line_num)
            if not isinstance(row, Mapping):
                continue
            # Cells without a column have the name None.
            yield {name.strip(): value or "" for name, value in row.items() if name and isinstance(value, str | None)}
    except csv.Error as error:
        raise SourceError(f"{file}, line {begun + 1}: this is no table: {error}") from None


def _check_quotes(row: Sequence[str], dialect: type[csv.Dialect], file: Path, end: int) -> None:
    """Raise SourceError if a row of several lines is one only because a quotation mark is open."""
    lines = list(dropwhile(str.isspace, row))
    if len(lines) < 2:
        return
    try:
        list(csv.reader(lines, dialect, strict=True))
    except csv.Error:
        raise SourceError(
            f"{file}, line {end - len(lines) + 1}: a quotation mark in this row is not closed, so that it takes in "
            'the rows below: close it, or write it twice ("") where it is part of a quoted text'
        ) from None


def _read_list(text: str, file: Path) -> Iterable[Mapping[str, Any]]:
    try:
        content = json.loads(text) if file.suffix.lower() == ".json" else parse_yaml(text)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise SourceError(f"{file} cannot be read: {' '.join(str(error).split())}") from None
    if isinstance(content, Mapping) and any(
        load_profile("").target(str(name))[0] == "date" and not isinstance(value, list | Mapping)
        for name, value in content.items()
    ):
        content = [content]  # one record, whose lists are its own
    if isinstance(content, Mapping):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list):
        raise SourceError(f"{file} does not hold a list of records")
    try:
        return [as_fields(item) for item in content if isinstance(item, Mapping)]
    except ValueError as error:
        raise SourceError(f"{file} cannot be read: {error}") from None


def _as_issue(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an issue in the words of notes; it is about the day it was opened if it says no other."""
    labels = [label.get("name", "") if isinstance(label, Mapping) else label for label in row.get("labels") or ()]
    author = row.get("author") or row.get("user")
    names = {"createdAt", "created_at", "labels", "author", "user", "comments"}
    fields = {name: value for name, value in row.items() if name not in names}
    fields |= {"created": row.get("createdAt") or row.get("created_at") or "", "tags": labels}
    return fields | ({"authors": [author["login"]]} if isinstance(author, Mapping) and author.get("login") else {})
