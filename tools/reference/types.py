"""The types of fields and settings in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from cop_site.model import values
from cop_site.settings import Language, Source
from reference.markdown import code, either

_WORDS: Sequence[tuple[Any, str, str]] = (
    (values.Line, "one line of text", "lines of text"),
    (values.Text, "text", "texts"),
    (values.Day, "date", "dates"),
    (values.PartialDay, "date, year and month, or year", "dates"),
    (values.Number, "whole number", "whole numbers"),
    (values.Flag, "`true` or `false`", "`true` or `false`"),
    (values.Days, "length of time", "lengths of time"),
    (values.Every, "length of time or days of the month", "lengths of time"),
    (values.Weekday, "day of the week", "days of the week"),
    (values.TimeZone, "time zone", "time zones"),
    (values.Zone, "time zone or offset", "time zones or offsets"),
    (values.Time, "time of day", "times of day"),
    (values.Contact, "web or mail address", "web or mail addresses"),
    (values.WebAddress, "web address", "web addresses"),
    (values.Fingerprint, "fingerprint", "fingerprints"),
    (values.TopicName, "topic", "topics"),
    (values.MeetupName, "meetup", "meetups"),
    (values.ResourceName, "resource", "resources"),
    (values.PracticeName, "practice", "practices"),
    (values.MemberName, "member", "members"),
    (values.PersonName, "person", "people"),
    (values.HostName, "organisation or person", "organisations or people"),
    (values.ObjectiveName, "objective", "objectives"),
    (values.NoteName, "note", "notes"),
    (values.Tag, "tag", "tags"),
    (values.WantedName, "topic, or other words", "topics, or other words"),
    (Language, "language code", "language codes"),
    (Source, "source", "sources"),
    (str, "text", "texts"),
    (bool, "`true` or `false`", "flags"),
    (int, "whole number", "whole numbers"),
    (float, "number", "numbers"),
    (date, "date", "dates"),
)
"""Each type with its words for one value and for several."""


def describe_type(hint: Any, *, many: bool = False) -> str:
    """Return the words for a type, as `get_type_hints(…, include_extras=True)` gives it.

    Raises KeyError for a type that has no words yet.
    """
    for known, one, several in _WORDS:
        if hint == known:
            return several if many else one
    inner = get_args(hint)
    return _describe_generic(get_origin(hint), inner, many=many) if inner else _describe_class(hint)


def find_group(hint: Any) -> type[BaseModel] | None:
    """Return the model whose fields a value of this type has, or None if it has none."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next(filter(None, map(find_group, get_args(hint))), None)


def describe_limits(metadata: Sequence[Any]) -> str:
    """Return `, at least 1, at most 52` for the limits among the metadata of a field; empty without any."""
    bounds = (("at least", "ge"), ("at most", "le"))
    limits = (
        f", {words} {getattr(limit, name)}" for words, name in bounds for limit in metadata if hasattr(limit, name)
    )
    return "".join(limits)


def _describe_generic(origin: Any, inner: Sequence[Any], *, many: bool) -> str:
    if origin in (Union, UnionType):
        (only,) = (part for part in inner if part is not NoneType)
        return describe_type(only, many=many)
    if origin is Literal:
        return either([word for word in inner if word])
    if origin is dict:
        return "table" if inner[1] is Any else f"table of {describe_type(inner[1], many=True)}"
    if origin is tuple:
        return f"list of {describe_type(inner[0], many=True)}"
    raise _no_words(origin)


def _describe_class(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return either([member.value for member in hint])
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        names = (field.alias or name for name, field in hint.model_fields.items())
        return code(f"{{{', '.join(names)}}}")
    raise _no_words(hint)


def _no_words(hint: Any) -> KeyError:
    return KeyError(f"tools/reference/types.py has no words for {hint}")
