"""Reads the fields at the top of a file in any notation that is in use: YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import yaml

from cop_site.adopt.roles import names_role
from cop_site.content.hidden import find_hiding_fields, find_hiding_lines

_YAML = re.compile(r"\A(---)(?:[ \t]*ya?ml)?[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONG = re.compile(r"\A(-{4,})[ \t]*\n(?=[^\W\d][\w -]*:[ \t\n])(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
"""As Hexo has it; a line of dashes may also be a line."""
_TOML = re.compile(r"\A(\+\+\+|---[ \t]*toml)[ \t]*\n(.*?)(?:^|\n)(?:\+\+\+|---)[ \t]*(?:\n|\Z)", re.DOTALL)
_JSON = re.compile(r"\A(---[ \t]*json)[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_BLANK = re.compile(r"\A\s+(?=---[ \t]*\n[^\W\d][\w -]*:|\+\+\+[ \t]*\n)")
"""What some tools, such as Hugo, take no notice of before fields."""
_FIELD = re.compile(r"([^\W\d][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?\Z")
_PROPERTIES = re.compile(r"\s*(# [^\n]+\n)\s*((?:[^\W\d][\w ]{0,30}: [^\n]+\n){2,20})(?=\n|\Z)")
"""A heading, and two lines or more with a field each."""
_META = re.compile(r"((?:[^\W\d][\w -]{0,30}:[ \t]+[^\n]+\n){1,20})(?:[ \t]*\n|\Z)")
"""Fields that nothing frames, as MultiMarkdown, MkDocs and Pelican read them: a blank line ends them."""
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_MAX_VALUES = 20_000
"""Aliases can make few lines of YAML stand for millions of values."""
_MAY_BE_DEEP = re.compile(r"^[ \t?:-]{1000}", re.MULTILINE)
_MAX_DEPTH = 1_000
"""Lists within lists; of many more, the parser, which is written in C, ends the program."""
_MAX_KEPT_DEPTH = 100
"""Much more than front matter may have; programs that write fields take a call for each."""
_DEEP_NAME = re.compile(r"(?:\.[\w\"' \t-]{0,60}+){100}")
"""`a.b.c`, of which each part costs the parser what all before it do."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_fields(text: str) -> tuple[dict[str, Any], str, str]:
    """Return the fields of a file, the text below them, and what is wrong with the fields; empty where nothing is.

    Scalars are text. Fields that no parser reads are read line by line, as far as that goes.
    """
    text = _BLANK.sub("", text)
    for frame, parse in _FRAMES:
        if match := frame.match(text):
            return _parse(match[2], text[match.end() :], parse)
    if text.startswith(("{", "+++\n")):
        try:
            fields, end = json.JSONDecoder().raw_decode(text)
            return as_fields(fields), text[end:].lstrip("\n"), ""
        except (ValueError, RecursionError):  # it may be a text that begins so
            return _find_hiding(text.partition("\n\n")[0]), text, ""
    if text.startswith("---\n") and _FIELD.match(text[4:].partition("\n")[0]):
        return _split_unclosed(text[4:])
    return {}, text, ""


def read_properties(body: str) -> tuple[dict[str, Any], str]:
    """Return the fields in the lines below the heading that a text begins with, as Notion writes them, and the text.

    Lines that it begins with are fields if one of them is its title, or keeps it off its site.
    """
    if match := _META.match(body):
        fields = _read_lines(match[1].split("\n"))
        if "title" in map(str.casefold, fields) or find_hiding_fields(fields, date.min):
            return fields, body[match.end() :]
    match = _PROPERTIES.match(body)
    if not match:
        return {}, body
    lines = match[2].split("\n")
    roles = [line for line in lines if names_role(line.partition(":")[0])]  # who that is needs more care
    fields = _read_lines([line for line in lines if line not in roles])
    return fields, "\n".join([match[1], *roles, body[match.end() :]])


def _parse(raw: str, body: str, parse: Any) -> tuple[dict[str, Any], str, str]:
    try:
        return as_fields(parse(raw)), body, ""
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = " ".join(str(getattr(error, "problem", "") or error).split())
        return (
            {**_find_hiding(raw), **_read_lines(raw.split("\n"))},
            body,
            f"its fields cannot be parsed, and were read line by line ({problem})",
        )


def _find_hiding(raw: str) -> dict[str, Any]:
    """Return the fields that may have kept a note off its site, in what no parser reads; none of them says no."""
    return dict.fromkeys(map(str.strip, find_hiding_lines(raw, date.min)), "-")


def parse_yaml(raw: str) -> Any:
    """Return what a text in YAML holds, with texts as scalars; raise yaml.YAMLError or ValueError if it is none."""
    if raw.count("[") + raw.count("{") > _MAX_DEPTH or _MAY_BE_DEEP.search(raw):
        _check_depth(raw)
    return yaml.load(raw.replace("\t", "  "), _LOADER) or {}  # noqa: S506  # BaseLoader makes texts, lists and maps only


def parse_toml(raw: str) -> dict[str, Any]:
    """Return what a text in TOML holds; raise ValueError if it is none, or has names that are too deep."""
    if _DEEP_NAME.search(raw):
        raise ValueError("it is nested too deeply")
    return tomllib.loads(raw)


def _check_depth(raw: str) -> None:
    depth = 0
    for event in yaml.parse(raw.replace("\t", "  "), _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ValueError("it is nested too deeply")


_FRAMES: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    *((frame, parse_yaml) for frame in (_YAML, _LONG)),
    (_TOML, parse_toml),
    (_JSON, json.loads),
)
"""What surrounds fields, and what reads them."""


def as_fields(raw: Any) -> dict[str, Any]:
    """Return the fields with texts as scalars; raise ValueError if they are no fields, too many or too deep."""
    if not isinstance(raw, Mapping):
        raise ValueError("not fields with a name each")
    left = [_MAX_VALUES]
    return {str(key): _as_text(value, left, 1) for key, value in raw.items()}


def _as_text(value: Any, left: list[int], depth: int) -> Any:
    left[0] -= 1
    if depth > _MAX_KEPT_DEPTH:
        raise ValueError(f"more than {_MAX_KEPT_DEPTH} values within each other")
    if left[0] < 0:
        raise ValueError(f"more than {_MAX_VALUES:,} values")
    if isinstance(value, str):
        # JSON can name halves of a character, which no file can hold, and NUL.
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner, left, depth + 1) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_as_text(inner, left, depth + 1) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _read_lines(lines: Sequence[str]) -> dict[str, Any]:
    """Return the fields that stand in lines of their own, and the lists below them."""
    fields: dict[str, Any] = {}
    name = ""
    for line in lines:
        if match := _FIELD.match(line):
            name = match[1].strip()
            fields[name] = _unquote(match[2] or "")
        elif name and (match := _ITEM.match(line)):
            items = fields[name] = fields[name] if isinstance(fields[name], list) else []
            items.append(_unquote(match[1]))
    return fields


def _unquote(raw: str) -> str:
    """Return a value without the quotation marks around it."""
    text = raw.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _split_unclosed(text: str) -> tuple[dict[str, Any], str, str]:
    """Return the fields at the top that nothing closes, up to the first line that is none, and the rest."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if not (_FIELD.match(line) or line[:1] in ("-", " "))), len(lines))
    return (
        _read_lines(lines[:end]),
        "\n".join(lines[end:]),
        "nothing closes its fields, which end at the first other line",
    )
