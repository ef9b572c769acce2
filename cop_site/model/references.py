"""What a note's fields name by its slug or name, and where each of those names stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from cop_site.content.frontmatter.fields import Location
from cop_site.content.load import Source
from cop_site.diagnostics import Span
from cop_site.model.kinds import Fields, Part
from cop_site.model.note import Note
from cop_site.model.values import Reference, Target, is_plain_line

_NOTHING: Set[str] = frozenset()


class Mention(NamedTuple):
    """A text in a field that names something else in the community."""

    target: Target
    """What kind of thing it names."""
    text: str
    """As written, with white space folded."""
    at: Location
    """The way to it in the front matter."""
    source: Source
    """The note that names it."""

    @property
    def span(self) -> Span:
        """Where it stands; looked up when it is asked for, since most mentions are as they should be."""
        return self.source.span_of(*self.at)


def find_mentions(note: Note[Fields], *targets: Target, but: Set[str] = _NOTHING) -> Iterator[Mention]:
    """Yield every mention of one of these targets in a note's fields, in the order of their declaration.

    A text that no field can hold is not yielded: it has its own diagnostic. Nor are the texts in `but`, which spares
    asking again about what thousands of notes mention.
    """
    return find_source_mentions(note.source, type(note.fields), *targets, but=but)


def find_source_mentions(
    source: Source, model: type[Fields], *targets: Target, but: Set[str] = _NOTHING
) -> Iterator[Mention]:
    """Yield the same for a source that is to be a note of a kind, published or not."""
    for target, text, at in _walk(_shape_of(model, targets), source.front_matter.values, (), but):
        if is_plain_line(text):
            yield Mention(target, text, at, source)


def find_texts(source: Source, key: str) -> Iterator[tuple[str, Span]]:
    """Yield the texts of a top-level field, a single one or a list, and where each stands."""
    for at, text in locate_texts(source, key):
        yield text, source.span_of(*at)


def locate_texts(source: Source, key: str) -> Iterator[tuple[Location, str]]:
    """Yield the texts of a top-level field, each after the way to it."""
    yield from _texts(source.front_matter.values.get(key), (key,), _NOTHING)


_Shape = Mapping[str, "Target | _Shape"]
"""The fields that name something, and those that hold such fields, by the name that members write."""


def _walk(shape: _Shape, values: Any, at: Location, but: Set[str]) -> Iterator[tuple[Target, str, Location]]:
    if not isinstance(values, Mapping):
        return
    for key, meaning in shape.items():
        value = values.get(key)
        if value is None:
            continue
        if isinstance(meaning, str):
            for where, text in _texts(value, (*at, key), but):
                yield meaning, text, where
        else:
            groups = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, group in groups:
                where = (*at, key) if index is None else (*at, key, index)
                if isinstance(group, str) and len(meaning) == 1:  # a text instead of a group: `wants: [silence]`
                    (target,) = meaning.values()
                    if isinstance(target, str) and group not in but:
                        yield target, " ".join(group.split()), where
                yield from _walk(meaning, group, where, but)


def _texts(value: Any, at: Location, but: Set[str]) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if value not in but:
            yield at, " ".join(value.split())
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str) and item not in but:
                yield (*at, index), " ".join(item.split())


@cache
def _shape_of(model: type[BaseModel], targets: tuple[Target, ...]) -> _Shape:
    """The part of a model's fields that can name one of these targets."""
    found: dict[str, Target | _Shape] = {}
    for key, meaning in _shape(model).items():
        if isinstance(meaning, Reference):
            if meaning.target in targets:
                found[key] = meaning.target
        elif inner := _shape_of(meaning, targets):
            found[key] = inner
    return found


@cache
def _shape(model: type[BaseModel]) -> Mapping[str, Reference | type[Part]]:
    """The fields of a model that are references or hold some, by the name that members write."""
    found: dict[str, Reference | type[Part]] = {}
    for name, field in model.model_fields.items():
        meaning = next((_meaning(part) for part in (*field.metadata, field.annotation) if _meaning(part)), None)
        if meaning is not None:
            found[field.alias or name] = meaning
    return found


def _meaning(annotation: Any) -> Reference | type[Part] | None:
    if isinstance(annotation, Reference):
        return annotation
    if isinstance(annotation, type) and issubclass(annotation, Part) and not get_args(annotation):
        return annotation if _shape(annotation) else None
    parts = (*getattr(annotation, "__metadata__", ()), *get_args(annotation))
    return next((found for part in parts if (found := _meaning(part))), None)
