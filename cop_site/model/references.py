"""Finds references in fields: names of topics, people, notes and other things, with their locations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel

from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.diagnostics import Span
from cop_site.model.kinds import SHORTHAND, Fields, Part
from cop_site.model.note import Note
from cop_site.model.parse import is_plain_line
from cop_site.model.person_text import read_person
from cop_site.model.values import Reference, Target

M = TypeVar("M", bound=BaseModel)
_NONE: Set[str] = frozenset()


class Mention(NamedTuple):
    """A reference in a field."""

    target: Target
    """The kind of thing that it names."""
    text: str
    """The name, with white space collapsed."""
    at: Location
    source: Source
    """The source of the note that holds it."""
    written: str
    """The whole value, with white space collapsed: of a person, it may say more than the name."""

    @property
    def span(self) -> Span:
        """Its span; computed on demand, since most mentions are valid."""
        return self.source.span_of(*self.at)


def find_mentions(note: Note[Fields], *targets: Target, but: Set[str] = _NONE) -> Iterator[Mention]:
    """Yield the mentions of some targets in a note's fields, in the order of the model's fields.

    Invalid texts are left out, since they have diagnostics of their own. So are the texts in `but`, which are known to
    be valid.
    """
    return find_source_mentions(note.source, type(note.fields), *targets, but=but)


def find_source_mentions(
    source: Source, model: type[Fields], *targets: Target, but: Set[str] = _NONE
) -> Iterator[Mention]:
    """Yield the same for a source, given the model of its kind."""
    shape, values = _shape_of(model, targets), source.front_matter.values
    if shape.keys().isdisjoint(values):
        return
    for target, written, at in _walk(shape, values, (), but):
        text = read_person(written).name if target == "person" and at[-1] != "name" else written
        if is_plain_line(text):
            yield Mention(target, text, at, source, written)


def rename_references(fields: M, names: Mapping[Target, Mapping[str, str]]) -> M:
    """Return fields in which references have other names: by target, `names` has what to write in place of some."""
    changed: dict[str, Any] = {}
    for name, field in type(fields).model_fields.items():
        reference, value = _find_reference(*field.metadata, field.annotation), getattr(fields, name)
        items = value if isinstance(value, tuple) else (value,)
        renamed: tuple[Any, ...]
        if isinstance(reference, Reference):
            known = names.get(reference.target, {})
            renamed = tuple(known.get(item, item) for item in items)
        else:
            renamed = tuple(rename_references(item, names) if isinstance(item, Part) else item for item in items)
        if renamed != items:
            changed[name] = renamed if isinstance(value, tuple) else renamed[0]
    return fields.model_copy(update=changed) if changed else fields


def find_texts(source: Source, key: str) -> Iterator[tuple[str, Span]]:
    """Yield the texts of a top-level field, which holds one or a list, with their spans."""
    for at, text in locate_texts(source, key):
        yield text, source.span_of(*at)


def locate_texts(source: Source, key: str) -> Iterator[tuple[Location, str]]:
    """Yield the texts of a top-level field, each after its location."""
    yield from _texts(source.front_matter.values.get(key), (key,), _NONE)


_Shape = Mapping[str, "Target | _Shape"]
"""The references and the groups with references of a model, by their names in front matter.

Under the empty name is the reference that a text is which stands for the whole group: `wants: [silence]`.
"""


def _walk(shape: _Shape, values: Any, at: Location, but: Set[str]) -> Iterator[tuple[Target, str, Location]]:
    if not isinstance(values, Mapping):
        return
    for key, field in shape.items():
        value = values.get(key)
        if value is None or not key or (but and _are_all_in(value, but)):
            continue
        if isinstance(field, str):
            for location, text in _texts(value, (*at, key), but):
                yield field, text, location
            if field == "person" and (
                value.__class__ is dict or (value.__class__ is list and dict in map(type, value))
            ):
                yield from ((field, text, location) for location, text in _names_in_groups(value, (*at, key)))
        else:
            groups = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, group in groups:
                where = (*at, key) if index is None else (*at, key, index)
                if isinstance(group, str) and group not in but and isinstance(target := field.get(""), str):
                    yield target, " ".join(group.split()), where
                yield from _walk(field, group, where, but)


def _texts(value: Any, at: Location, but: Set[str]) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if value not in but:
            yield at, " ".join(value.split())
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str) and item not in but:
                yield (*at, index), " ".join(item.split())


def _are_all_in(value: Any, but: Set[str]) -> bool:
    """Return whether nothing but texts that are left out is there, as where many notes name the same people."""
    try:
        return value in but if value.__class__ is str else value.__class__ is list and but >= set(value)
    except TypeError:  # groups of fields
        return False


def _names_in_groups(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    """Yield the names of people who are written as groups of fields, with where each stands."""
    groups = [((*at, n), item) for n, item in enumerate(value)] if isinstance(value, list) else [(at, value)]
    for where, group in groups:
        if isinstance(group, Mapping):
            yield from _texts(group.get("name"), (*where, "name"), _NONE)


@cache
def _shape_of(model: type[BaseModel], targets: tuple[Target, ...]) -> _Shape:
    """Return the shape of a model, reduced to references to some targets."""
    shape: dict[str, Target | _Shape] = {}
    for key, field in _find_references(model).items():
        if isinstance(field, Reference):
            if field.target in targets:
                shape[key] = field.target
        elif inner := _shape_of(field, targets):
            shape[key] = inner
    extra = model.model_config.get("json_schema_extra")
    if isinstance(extra, Mapping) and (target := shape.get(str(extra.get(SHORTHAND)))):
        shape[""] = target
    return shape


@cache
def _find_references(model: type[BaseModel]) -> Mapping[str, Reference | type[Part]]:
    """Return the references and the groups with references of a model, by their names in front matter."""
    return {
        field.alias or name: reference
        for name, field in model.model_fields.items()
        if (reference := _find_reference(*field.metadata, field.annotation))
    }


def _find_reference(*annotations: Any) -> Reference | type[Part] | None:
    for annotation in annotations:
        if isinstance(annotation, Reference):
            return annotation
        if isinstance(annotation, type) and issubclass(annotation, Part) and not get_args(annotation):
            if _find_references(annotation):
                return annotation
        elif found := _find_reference(*getattr(annotation, "__metadata__", ()), *get_args(annotation)):
            return found
    return None
