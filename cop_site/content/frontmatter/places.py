"""Where the values and the keys of front matter are in their file."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

MAX_DEPTH = 8

Location = tuple[str | int, ...]
"""The path to a value: keys and list indexes, from the top."""

Range = tuple[int, int, int, int]
"""Line, column, end line and end column in the file, as in a span."""

Places = tuple[dict[Location, Range], dict[Location, Range]]
"""The range of each value, and that of each key by the location of its value."""


def order_locations(at: Location) -> list[tuple[int, str]]:
    """Return a key that sorts locations, the items of a list by their numbers."""
    return [(part, "") if isinstance(part, int) else (-1, part) for part in at]


def range_of(node: yaml.Node, first_line: int) -> Range:
    """Return where a node is in a file in which `first_line` is the line that its marks are counted from."""
    start, end = node.start_mark, node.end_mark
    return start.line + first_line, start.column + 1, end.line + first_line, end.column + 1


def find_key(mapping: yaml.Node, key: str) -> yaml.Node:
    """Return the first key of a mapping with a name."""
    found: yaml.Node = next(node for node, _ in mapping.value if node.value == key)
    return found


def find_scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the scalars in a node, in order, but not the keys."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    else:
        for item in node.value:
            yield from find_scalars(item[1] if isinstance(node, yaml.MappingNode) else item)


def place(node: yaml.Node, at: Location, first_line: int, places: Places) -> None:
    """Add where a node is, and what is in it; of keys with the same name, the first counts."""
    positions, keys = places
    positions[at] = range_of(node, first_line)
    if isinstance(node, yaml.ScalarNode) or len(at) >= MAX_DEPTH:
        return
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            place(item, (*at, number), first_line, places)
        return
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and (location := (*at, key.value)) not in keys:
            keys[location] = range_of(key, first_line)
            place(value, location, first_line, places)


def kind_of(node: yaml.Node) -> str:
    """Return what a node is, in words for a message."""
    return {"MappingNode": "a mapping", "SequenceNode": "a list"}.get(type(node).__name__, "text")
