"""Follows notes that were moved from one document to the next, so that they are compared with themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

_FOLDERS = ("topics", "members", "paths")
"""The folders whose notes a list of a document is about; its items have a slug and no address."""


def find_moves(before: Mapping[str, Any], after: Mapping[str, Any], redirects: Mapping[str, str]) -> dict[str, str]:
    """Return where each note of the first document is in the second, by its address, if it is not where it was.

    A note moved if its address redirects to a new note, or if it is the only one of its kind and title to go, and one
    such note is new.
    """
    old, new = ({note["url"]: note for note in document["notes"]} for document in (before, after))
    gone, added = ({uri: one[uri] for uri in one.keys() - other.keys()} for one, other in ((old, new), (new, old)))
    moves = {uri: redirects[uri] for uri in gone if redirects.get(uri) in added}
    found = _group_by_name({uri: note for uri, note in added.items() if uri not in moves.values()})
    for name, uris in _group_by_name({uri: note for uri, note in gone.items() if uri not in redirects}).items():
        if len(uris) == len(found[name]) == 1:
            moves[uris[0]] = found[name][0]
    return moves


def _group_by_name(notes: Mapping[str, Mapping[str, Any]]) -> defaultdict[tuple[str, str], list[str]]:
    """The addresses of notes by their kind and title."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for uri, note in notes.items():
        groups[note["kind"], note["title"]].append(uri)
    return groups


def apply_moves(document: Mapping[str, Any], moves: Mapping[str, str]) -> dict[str, Any]:
    """Return a document in which each note that moved stands where it is now."""
    keys = {old.removesuffix("/"): new.removesuffix("/") for old, new in moves.items()}

    def place(key: str) -> str:
        return keys.get(key, key)

    def rename(folder: str, slug: str) -> str:
        return place(f"{folder}/{slug}").rpartition("/")[2]

    moved = dict(document)
    for folder in _FOLDERS:
        moved[folder] = [{**item, "slug": rename(folder, item["slug"])} for item in document[folder]]
    moved["paths"] = [{**path, "steps": [place(key) for key in path["steps"]]} for path in moved["paths"]]
    moved["repeats"] = [
        {
            **repeat,
            "topic": rename("topics", repeat["topic"]),
            "meetup": rename("meetups", repeat["meetup"]),
            "repeats": rename("meetups", repeat["repeats"]),
        }
        for repeat in document["repeats"]
    ]
    moved["freshness"] = {state: [place(key) for key in found] for state, found in document["freshness"].items()}
    moved["duplicates"] = [{**pair, "notes": [place(key) for key in pair["notes"]]} for pair in document["duplicates"]]
    moved["notes"] = [{**note, "url": moves.get(note["url"], note["url"])} for note in document["notes"]]
    return moved
