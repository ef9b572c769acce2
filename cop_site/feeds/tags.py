"""The tags of a community as text and JSON, with commands that merge those that are nearly the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from cop_site.insight.tags import count_tags, find_near_tags
from cop_site.model.community import Community


def describe_tags(community: Community) -> dict[str, Any]:
    """Return tags by use, and near-duplicates with the command that merges them, in JSON's own types."""
    tags = count_tags(community)
    return {
        "tags": [{"tag": tag.text, "uses": tag.uses, "topic": tag.topic or None} for tag in tags],
        "twins": [
            {
                "tag": twin.tag.text,
                "uses": twin.tag.uses,
                "kept": twin.kept,
                "differ_in": twin.reason,
                "command": shlex.join(["cop", "rename", "tag", twin.tag.text, twin.kept]),
            }
            for twin in find_near_tags(tags, community)
        ],
    }


def render_tags(document: Mapping[str, Any]) -> str:
    """Return the document as text; ends with a newline."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    if not document["tags"]:
        yield "No note has a tag."
    for tag in document["tags"]:
        yield f"{tag['uses']:>5}  {tag['tag']}" + (f"  (the topic {tag['topic']})" if tag["topic"] else "")
    if document["twins"]:
        yield "\nNearly the same; if they are, merge them:"
    for twin in document["twins"]:
        yield f"\n    {twin['command']}"
        yield f"        {twin['tag']!r} and {twin['kept']!r} differ in {twin['differ_in']}"
