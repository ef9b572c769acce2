"""Resolves links in notes: to notes, files, generated pages or other websites."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from cop_site.content.file_types import note_name
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.sections import SECTION_URIS

_PLAIN = re.compile(r"(?:[^./][^/]*/)*[^./][^/]*")
"""A relative path without `.` and `..`, such as `topics/a.md`, which needs no normalisation."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")
"""`https:`, `mailto:`, or the beginning of `//example.org`."""


class LinkKind(StrEnum):
    """The kind of a link's destination."""

    NOTE = "note"
    ASSET = "asset"
    SECTION = "section"
    EXTERNAL = "external"
    UNPUBLISHED = "unpublished"
    OUTSIDE = "outside"
    MISSING = "missing"


RESOLVED = frozenset({LinkKind.NOTE, LinkKind.ASSET, LinkKind.SECTION})
"""The kinds that are part of the site."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The destination of a link."""

    kind: LinkKind
    uri: str = ""
    """The address on the site; for notes, assets and sections."""
    name: str = ""
    """The file's name below the content folder; empty for an external link."""
    anchor: str = ""
    note: Note[Fields] | None = None


def find_destination(target: str, origin: str, community: Community) -> Destination:
    """Return the destination of a link in the note with the name `origin`, resolved as on GitHub.

    Targets are relative to the note's folder, or to the repository's root if they begin with `/`; case matters.
    """
    if _SCHEME.match(target):
        return Destination(LinkKind.EXTERNAL)
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    if "%" in target:
        path, anchor = unquote(path), unquote(anchor)
    name = _resolve(path, origin, community.content_folder)
    if name is None:
        return Destination(LinkKind.OUTSIDE)
    index = f"{name}/index.md" if name != "." else "index.md"
    note = community.file_named(name) or community.file_named(index)
    if note is not None:
        kind = LinkKind.NOTE if note.has_page else LinkKind.UNPUBLISHED
        return Destination(kind, note.uri, note.source.name, anchor, note)
    kind = _find_kind(name, community)
    return Destination(kind, f"{name}/" if kind is LinkKind.SECTION else name, name, anchor)


def name_target(target: str, origin: str, content_folder: str) -> str | None:
    """Return the name of a link's file below the content folder, whether or not it exists; None for other links."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    return None if _SCHEME.match(target) or not path else _resolve(path, origin, content_folder)


def _find_kind(name: str, community: Community) -> LinkKind:
    """Return the kind of a name that is not a published note's."""
    if name + "/" in SECTION_URIS:
        return LinkKind.SECTION
    if name in community.asset_names:
        return LinkKind.ASSET
    return LinkKind.UNPUBLISHED if name in community.unpublished_names else LinkKind.MISSING


def _resolve(path: str, origin: str, root: str) -> str | None:
    """Return the name of a path below the content folder; None if it is outside."""
    path = note_name(path)
    if not path:
        return origin
    if path.startswith("/"):
        if not path.startswith(f"/{root}/"):
            return None
        path = path[len(root) + 2 :]
        return posixpath.normpath(path)
    folder = origin.rpartition("/")[0]
    if path.startswith("../") and folder:
        folder, path = folder.rpartition("/")[0], path[3:]
    if _PLAIN.fullmatch(path):
        return f"{folder}/{path}" if folder else path
    joined = posixpath.normpath(posixpath.join(folder, path))
    return None if joined == ".." or joined.startswith("../") else joined
