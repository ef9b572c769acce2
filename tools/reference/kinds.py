"""The kinds of note and their fields, from the models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_type_hints

from pydantic import BaseModel

from cop_site.model.kinds import Fields, Kind, Reviewed
from reference.markdown import code, join, table
from reference.types import describe_type, find_group

_HEAD = ("Field", "Type", "Required", "Description")
_SHARED: dict[type[BaseModel], str] = {Fields: "Every kind", Reviewed: "Kept up to date"}


def describe_kinds() -> str:
    """Return a section for what kinds share and one for each kind, after a table of all."""
    overview = [
        (f"[{kind.value}](#{kind.value})", code(_find_place(kind)), _summarise(kind.info.model)) for kind in Kind
    ]
    shared = (join([f"## {title}", _summarise(model), _describe_fields(model)]) for model, title in _SHARED.items())
    kinds = (join(describe_kind(kind, kind.info.model)) for kind in Kind)
    return join([table(("Kind", "Where", "What it is"), overview), *shared, *kinds])


def describe_kind(kind: Kind, model: type[BaseModel]) -> Iterator[str]:
    """Yield the sections of a kind: what it is, its own fields, and the fields inside of those."""
    yield f"## {kind.value.capitalize()}"
    yield f"{_summarise(model)} It is {_describe_place(kind)}."
    shared = [base for base in _SHARED if issubclass(model, base)]
    links = " and ".join(f"[{_SHARED[base].lower()}](#{_SHARED[base].lower().replace(' ', '-')})" for base in shared)
    own = _describe_fields(model, shared)
    yield f"Fields, besides those of {links}:" if own else f"It has the fields of {links}, and none of its own."
    yield own
    for name, group in _find_groups(model):
        yield f"### Inside {code(name)}"
        yield _summarise(group)
        yield _describe_fields(group)


def _describe_fields(model: type[BaseModel], without: Sequence[type[BaseModel]] = ()) -> str:
    """Return the table of a model's fields, but for those that it has just as other models have them; maybe empty."""
    known = [row for other in without for row in _list_fields(other)]
    rows = [row for row in _list_fields(model) if row not in known]
    return table(_HEAD, rows) if rows else ""


def _list_fields(model: type[BaseModel]) -> Iterator[tuple[str, str, str, str]]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        required = "yes" if field.is_required() else ""
        if not field.description:
            raise ValueError(f"{model.__name__}.{name} has no description")
        yield code(field.alias or name), describe_type(hints[name]), required, field.description


def _find_groups(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    hints: dict[str, Any] = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if group := find_group(hints[name]):
            yield field.alias or name, group


def _summarise(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").split("\n\n")[0]


def _find_place(kind: Kind) -> str:
    folder = kind.info.folder
    return "content/index.md" if kind is Kind.COMMUNITY else f"content/{folder}/" if folder else "content/"


def _describe_place(kind: Kind) -> str:
    place = code(_find_place(kind))
    if kind is Kind.PAGE:
        return f"any other file below {place}"
    return f"the file {place}" if kind is Kind.COMMUNITY else f"a file in {place}"
