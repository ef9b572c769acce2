"""The settings with their types and defaults, from their models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cop_site.settings import Settings
from reference.markdown import code, join, table
from reference.types import describe_limits, describe_type

_HEAD = ("Setting", "Type", "Default", "Description")


def describe_settings() -> str:
    """Return a section for `[tool.cop]` and one for each table inside of it."""
    return join(_describe_table("tool.cop", Settings))


def _describe_table(name: str, model: type[BaseModel]) -> Iterator[str]:
    fields = model.model_fields
    tables = {key: type(field.default) for key, field in fields.items() if isinstance(field.default, BaseModel)}
    yield f"## [{name}]"
    yield (model.__doc__ or "").split("\n\n")[0]
    yield table(_HEAD, (_describe_field(key, field) for key, field in fields.items() if key not in tables))
    for key, inner in tables.items():
        yield from _describe_table(f"{name}.{key}", inner)


def _describe_field(name: str, field: FieldInfo) -> tuple[str, str, str, str]:
    if not field.description:
        raise ValueError(f"the setting {name} has no description")
    kind = describe_type(field.annotation) + describe_limits(field.metadata)
    return code(name), kind, _show_default(field.default), field.description


def _show_default(value: Any) -> str:
    """Return a default as TOML writes it; empty where a setting has none."""
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return code(str(value).lower())
    return code(f'"{value}"' if isinstance(value, str) else value)
