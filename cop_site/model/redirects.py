"""Redirects from old addresses to notes, and their conflicts."""

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
"""A name between slashes that every file system accepts: `old-name`, `page.html`."""
_MAX_DEPTH = 16


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect from an old address to a note."""

    uri: str
    """Relative to the site's root: a folder that ends with `/`, or a file that ends with `.html`."""
    note: Note[Fields]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why there can be no redirect from an old address."""

    span: Span
    message: str
    hint: str


def find_redirects(community: Community) -> Iterator[Redirect | Conflict]:
    """Yield the redirect or the conflict of each `redirect_from` address of the notes that have a page."""
    used = _UsedAddresses(community)
    for note in community.by_name.values():
        if not note.fields.redirect_from or not note.has_page:
            continue
        for raw, span in find_texts(note.source, "redirect_from"):
            uri = _read_address(raw)
            reason = used.find_reason(uri)
            if not uri:
                message = f"{raw!r} is not an address below the site's root"
                yield Conflict(span, message, "write the old address relative to the site's root: topics/old-name/")
            elif reason:
                yield Conflict(span, f"{raw!r} {reason}", "delete it here, or rename the other")
            else:
                used.add(uri, f"redirects to {note.source.path} already")
                yield Redirect(uri, note)


class _UsedAddresses:
    """The addresses in use and what uses them; case and a slash at the end do not count."""

    def __init__(self, community: Community) -> None:
        self._community = community

    def find_reason(self, uri: str) -> str:
        """Return why an address is in use; empty if it is free."""
        key = uri.casefold().rstrip("/")
        parent = next((folder for folder in _parents(key) if folder in self._files), None)
        if key in self._folders and not uri.endswith("/"):
            return "is the folder of other pages"
        return self._reasons.get(key, "") or (f"is below {parent!r}, which is a file" if parent else "")

    def add(self, uri: str, reason: str) -> None:
        key = uri.casefold().rstrip("/")
        self._reasons[key] = reason
        self._folders.update(_parents(key))
        if not uri.endswith("/"):
            self._files.add(key)

    @cached_property
    def _reasons(self) -> dict[str, str]:
        community = self._community
        reasons = dict.fromkeys(
            (uri.rstrip("/") for uri in ("404.html", *SECTION_URIS)), "is the address of a generated page"
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
        return {folder for key in self._reasons for folder in _parents(key)}


def _parents(key: str) -> Iterator[str]:
    """Yield the folders above an address."""
    parts = key.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts)))


def _read_address(raw: str) -> str:
    """Return the normalised address; empty if it is not an address of this site."""
    path = unquote(raw).strip().removeprefix("/")
    is_file = path.endswith((".html", ".htm"))
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    is_file = is_file and not path.endswith("/")
    segments = path.rstrip("/").removesuffix(".md").split("/")
    if len(segments) > _MAX_DEPTH or not all(_SEGMENT.match(segment) for segment in segments):
        return ""
    if segments[0].lower() in RESERVED_FOLDERS or path == "index.html":
        return ""
    return path if is_file else uri_of("/".join(segments))
