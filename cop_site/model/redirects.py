"""Old addresses and the notes that they lead to, and why one of them cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from cop_site.content.files import RESERVED_FOLDERS
from cop_site.diagnostics import Span
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.read import uri_of
from cop_site.model.references import find_texts
from cop_site.model.sections import SECTION_URIS

_SEGMENT = re.compile(r"(?!\.)[^<>:\"|?*#\\\x00-\x1f\x7f]{1,100}(?<![. ])\Z")
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address that leads to a note."""

    uri: str
    """Below the site's root: a folder with a slash at its end, or a page that ends in `.html`."""
    note: Note[Fields]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An old address that cannot lead anywhere."""

    span: Span
    message: str
    hint: str


def find_redirects(community: Community) -> Iterator[Redirect | Conflict]:
    """Yield what becomes of each `redirect_from` of the notes that have a page, in the order of the notes."""
    taken = _Taken(community)
    for note in community.by_name.values():
        if not note.fields.redirect_from or not note.has_page:
            continue
        for written, span in find_texts(note.source, "redirect_from"):
            uri = _read_address(written)
            reason = taken.find_reason(uri)
            if not uri:
                message = f"{written!r} is no address below the site's root"
                yield Conflict(span, message, "write the old address without the site's own: topics/old-name/")
            elif reason:
                yield Conflict(span, f"{written!r} {reason}", "delete it here, or rename the other")
            else:
                taken.add(uri, f"leads to {note.source.path} already")
                yield Redirect(uri, note)


class _Taken:
    """The addresses that are in use, case and a slash at the end aside, and by what."""

    def __init__(self, community: Community) -> None:
        self._community = community

    def find_reason(self, uri: str) -> str:
        """Why an address cannot be had; empty where it can."""
        key = uri.casefold().rstrip("/")
        above = next((part for part in _above(key) if part in self._files), None)
        if key in self._folders and not uri.endswith("/"):
            return "is the folder of other pages"
        return self._reasons.get(key, "") or (f"lies below {above!r}, which is a file" if above else "")

    def add(self, uri: str, reason: str) -> None:
        key = uri.casefold().rstrip("/")
        self._reasons[key] = reason
        self._folders.update(_above(key))
        if not uri.endswith("/"):
            self._files.add(key)

    @cached_property
    def _reasons(self) -> dict[str, str]:
        community = self._community
        reasons = dict.fromkeys(
            (uri.rstrip("/") for uri in ("404.html", *SECTION_URIS)), "is the address of a page that the site makes"
        )
        reasons |= {name.casefold(): "is the address of a file" for name in community.asset_names}
        return reasons | {
            note.uri.casefold().rstrip("/"): f"is the address of {note.source.path}"
            for note in community.by_name.values()
        }

    @cached_property
    def _files(self) -> set[str]:
        return {"404.html", *(name.casefold() for name in self._community.asset_names)}

    @cached_property
    def _folders(self) -> set[str]:
        return {part for key in self._reasons for part in _above(key)}


def _above(key: str) -> Iterator[str]:
    """The folders that an address lies in."""
    parts = key.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts)))


def _read_address(written: str) -> str:
    """The address that is meant; empty where it is none of this site."""
    path = unquote(written).strip().removeprefix("/")
    is_file = path.endswith((".html", ".htm"))
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    is_file = is_file and not path.endswith("/")
    segments = path.rstrip("/").removesuffix(".md").split("/")
    if len(segments) > _DEEPEST or not all(_SEGMENT.match(segment) for segment in segments):
        return ""
    if segments[0].lower() in RESERVED_FOLDERS or path == "index.html":
        return ""
    return path if is_file else uri_of("/".join(segments))
