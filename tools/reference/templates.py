"""The page templates with the values that each is filled with, from the dataclasses in `cop_site/pages/`."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from cop_site.model.kinds import Kind
from cop_site.pages.note import NotePage, NoteValues
from cop_site.pages.plain import KindPage
from cop_site.pages.templates import PageValues
from reference.markdown import code, either, join, table

TEMPLATES = Path(__file__).parents[2] / "docs_template" / "pages"
_WORDS: Mapping[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    int: ("whole number", "whole numbers"),
    bool: ("true or false", "true or false"),
    Markup: ("HTML", "HTML"),
}
"""Each simple type with its words for one value and for several."""


def describe_templates() -> str:
    """Return a section for each page template, and one for each type that the values of templates have."""
    pages = find_values()
    notes = ", ".join(code(f"{name}.html") for name, page in pages.items() if issubclass(page, NotePage))
    shared = [
        "## What every note has",
        f"These values are given to each template of a note, besides its own: {notes}.",
        _describe_values(NoteValues),
    ]
    types = (join([f"### {kind.__name__}", _summarise(kind), _describe_values(kind)]) for kind in find_types())
    return join([*(join(_describe_page(name, page)) for name, page in pages.items()), *shared, "## Types", *types])


def find_values() -> dict[str, type[PageValues]]:
    """Return what each page template is filled with, by the template's name; raise LookupError where nothing is."""
    names = [template.stem for template in sorted(TEMPLATES.glob("*.html"))]
    of_kinds = {kind.info.template for kind in Kind}
    return {name: KindPage if name in of_kinds else _find_values_of(name) for name in names}


def find_types() -> list[type]:
    """Return every dataclass that is part of the values of a template, by name."""
    found: dict[type, None] = {}
    waiting: list[type] = [*find_values().values(), NoteValues]
    while waiting:
        for hint in find_hints(waiting.pop()).values():
            new = [kind for kind in _find_classes(hint) if is_dataclass(kind) and kind not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return sorted(found, key=lambda kind: kind.__name__)


def find_hints(kind: type) -> dict[str, Any]:
    """Return the type of each field of a dataclass."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _find_values_of(name: str) -> type[PageValues]:
    for found in vars(import_module(f"cop_site.pages.{name}")).values():
        if isinstance(found, type) and issubclass(found, PageValues) and getattr(found, "template", "") == name:
            return found
    raise LookupError(f"cop_site/pages/{name}.py has no values for pages/{name}.html")


def _find_classes(hint: Any) -> Iterator[type]:
    if origin := get_origin(hint):
        yield from (part for inner in get_args(hint) for part in _find_classes(inner))
        hint = origin
    if isinstance(hint, type):
        yield hint


def _describe_page(name: str, page: type[PageValues]) -> Iterator[str]:
    yield f"## {name}.html"
    yield _summarise(page)
    if issubclass(page, NotePage):
        yield "It has [what every note has](#what-every-note-has)" + (", and:" if fields(page) else ".")
    if fields(page):
        yield _describe_values(page)


def _describe_values(kind: type) -> str:
    remarks = _read_remarks(kind)
    hints = find_hints(kind).items()
    return table(
        ("Name", "Type", "Description"),
        ([code(name), describe_type(hint), remarks.get(name, "")] for name, hint in hints),
    )


def _read_remarks(kind: type) -> dict[str, str]:
    """What stands below each field of a dataclass."""
    (body,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101  # it is the source of a class
    remarks = {}
    for before, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            remarks[ast.unparse(before.target)] = " ".join(str(after.value.value).split())
    return remarks


def describe_type(hint: Any, *, many: bool = False) -> str:
    """Return the words for a type, with links to the types that have a section; raise KeyError where there are none."""
    if hint in _WORDS:
        return _WORDS[hint][many]
    if isinstance(hint, TypeVar):
        return "whatever is listed"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return either([member.value for member in hint])
    inner = [part for part in get_args(hint) if part not in (NoneType, Ellipsis)]
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (only,) = inner
        return f"{describe_type(only, many=many)}, or none"
    if origin is tuple:
        return f"list of {describe_type(inner[0], many=True)}"
    name = (origin or hint).__name__
    link = f"[{name}](#{name.lower()})"
    return f"{link} of {describe_type(inner[0], many=True)}" if inner else link


def _summarise(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "")
