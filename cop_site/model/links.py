"""Where a link in a note leads: to a note, a file, a page of the site, another origin, or nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.sections import SECTION_URIS

_PLAIN = re.compile(r"(?:[^./][^/]*/)*[^./][^/]*")
"""A path that leads down, and needs no tidying."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")


class LinkKind(StrEnum):
    """What a link points at."""

    NOTE = "note"
    ASSET = "asset"
    SECTION = "section"
    EXTERNAL = "external"
    UNPUBLISHED = "unpublished"
    OUTSIDE = "outside"
    MISSING = "missing"


RESOLVED = frozenset({LinkKind.NOTE, LinkKind.ASSET, LinkKind.SECTION})
"""What readers can open on the site."""


@dataclass(frozen=True, slots=True)
class Destination:
    """The end of a link."""

    kind: LinkKind
    uri: str = ""
    """The address on the site, for notes, assets and sections."""
    name: str = ""
    """The file's name below the content folder, as far as the link says one."""
    anchor: str = ""
    note: Note[Fields] | None = None


def find_destination(target: str, origin: str, community: Community) -> Destination:
    """Follow a link's target from the note with the name `origin`, the way GitHub does.

    Relative targets start in the note's folder; `/x` starts at the repository's root. Case counts.
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
    note = community.by_name.get(name) or community.by_name.get(index)
    if note is not None:
        kind = LinkKind.NOTE if note.has_page else LinkKind.UNPUBLISHED
        return Destination(kind, note.uri, note.source.name, anchor, note)
    kind = _find_kind(name, community)
    return Destination(kind, f"{name}/" if kind is LinkKind.SECTION else name, name, anchor)


def name_target(target: str, origin: str, content_folder: str) -> str | None:
    """The name below the content folder that a link names, whatever is there; None for anything else."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    return None if _SCHEME.match(target) or not path else _resolve(path, origin, content_folder)


def _find_kind(name: str, community: Community) -> LinkKind:
    """What lies under a name that no published note has."""
    if name + "/" in SECTION_URIS:
        return LinkKind.SECTION
    if name in community.asset_names:
        return LinkKind.ASSET
    return LinkKind.UNPUBLISHED if name in community.unpublished_names else LinkKind.MISSING


def _resolve(path: str, origin: str, root: str) -> str | None:
    """The name below the content folder that a path means; None when it leaves the folder."""
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
