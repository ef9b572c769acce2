"""Redirects from old addresses to notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from cop_site.content.file_name import find_unportable
from cop_site.content.files import MAX_FOLDER_DEPTH
from cop_site.diagnostics import Problem
from cop_site.model.addresses import Addresses
from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.model.read import uri_of
from cop_site.model.references import locate_texts


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect from an old address to a note."""

    uri: str
    """Relative to the site's root: a folder that ends with `/`, or a file that ends with `.html`."""
    note: Note[Fields]
    folder: str = ""
    """The folder of the pages in a language of the site's; empty for the first."""


def find_redirects(notes: Iterable[Note[Fields]], addresses: Addresses) -> Iterator[Redirect | Problem]:
    """Yield the redirect from each `redirect_from` address of the notes that have a page, or why there is none."""
    for note in notes:
        if not note.fields.redirect_from or not note.has_page:
            continue
        own = f"is the address of {note.source.path}"
        for at, raw in locate_texts(note.source, "redirect_from"):
            uri, mistake = _read_address(raw)
            if not uri:
                message = f"{raw!r} is not an address below the site's root{mistake}"
                hint = "write the old address relative to the site's root: topics/old-name/"
                yield Problem("redirect-is-free", note.source.span_of(*at), message, hint)
            elif reason := addresses.claim(uri, f"redirects to {note.source.path} already"):
                hint = "delete it here, or rename the other"
                if reason == own:
                    reason, hint = f"{reason}, this note", "delete it"
                yield Problem("redirect-is-free", note.source.span_of(*at), f"{raw!r} {reason}", hint)
            else:
                yield Redirect(uri, note)


def _read_address(raw: str) -> tuple[str, str]:
    """Return an old address relative to the site's root; empty, and what is wrong with it, if it cannot be one."""
    path = unquote(raw).strip().removeprefix("/")
    is_file = path.endswith((".html", ".htm"))
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    is_file = is_file and not path.endswith("/")
    segments = path.rstrip("/").removesuffix(".md").split("/")
    for segment in segments:
        if reason := find_unportable(segment):
            return "", f": a name in it {reason}"
    if len(segments) > MAX_FOLDER_DEPTH or not all(map(_is_name, segments)) or path == "index.html":
        return "", ""
    return path if is_file else uri_of("/".join(segments)), ""


def _is_name(segment: str) -> bool:
    """Whether a browser can ask for a name between slashes; U+FFFD stands for what is not UTF-8."""
    return bool(segment) and not segment.startswith(".") and "#" not in segment and "\ufffd" not in segment
