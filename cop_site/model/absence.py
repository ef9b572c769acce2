"""A community without somebody: its notes with a person taken out of every field that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from cop_site.content.frontmatter.places import Location, order_locations
from cop_site.content.load import Source
from cop_site.model.assemble import Reading, ReadNamed, read_named
from cop_site.model.field_names import translate
from cop_site.model.kinds import Kind
from cop_site.model.read import kind_of_source
from cop_site.model.references import find_source_mentions


def read_without(is_they: Callable[[str], bool]) -> ReadNamed:
    """Return what reads a source as if its fields did not name somebody; `is_they` tells by a name as written."""

    def read(source: Source, as_of: date, field_names: Mapping[str, str]) -> Reading:
        model = kind_of_source(source).info.model
        named = translate(source, model, field_names) if field_names else source
        mentions = find_source_mentions(named, model, *Kind.MEMBER.info.targets)
        found = [
            mention.at[:-1] if mention.at[-1] == "name" and len(mention.at) > 1 else mention.at
            for mention in mentions
            if is_they(mention.text)
        ]
        return read_named(_take_out(named, found), as_of, {}) if found else read_named(source, as_of, field_names)

    return read


def _take_out(source: Source, locations: list[Location]) -> Source:
    """Return a source without the values at some locations; a list that they leave empty goes, too."""
    values = deepcopy(source.front_matter.values)
    for at in sorted(locations, key=order_locations, reverse=True):
        _delete(values, at)
    return replace(source, front_matter=replace(source.front_matter, values=values), facts={})


def _delete(values: dict[str, Any], at: Location) -> None:
    owner: Any = values
    for part in at[:-1]:
        owner = owner[part]
    del owner[at[-1]]
    if not owner and isinstance(owner, list):
        _delete(values, at[:-1])
