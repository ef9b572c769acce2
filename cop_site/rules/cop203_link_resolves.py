"""A link leads somewhere.

What: a link or an image points at a file that is not there or is not published, leaves the content
folder, or begins with something that a page must not open, such as `javascript:`.

Why: readers who follow it find nothing. Links are written as on GitHub: relative to the note, with the
`.md`, and upper and lower case count.

Example:

    [the opening round](../practices/opening-rounds.md)

How to mend it: take the file that the hint proposes. If a file was renamed, the links
to it have to follow.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from cop_site.content.gfm import Link
from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.links import Destination, Way, find_destination
from cop_site.model.lookup import FileNames, is_unread
from cop_site.model.note import Note
from cop_site.rules.rule import Given

CODE = "COP203"
NAME = "link-resolves"
SEVERITY = Severity.ERROR

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_OPENED = frozenset({"http", "https", "mailto", "tel"})


def check(given: Given) -> Iterable[Problem]:
    """Report each link and image of a note that leads nowhere."""
    community = given.community
    files = FileNames([*community.by_name, *community.asset_names])
    for note in community.by_name.values():
        for link in note.source.outline.links:
            yield from _check_link(link, note, community, files)


def _check_link(link: Link, note: Note[Fields], community: Community, files: FileNames) -> Iterator[Problem]:
    end = find_destination(link.target, note.source.name, community)
    if end.way is Way.EXTERNAL:
        scheme = _SCHEME.match(link.target)
        if scheme and scheme[1].lower() not in _OPENED:
            message = f"links that begin with '{scheme[1]}:' are not published"
            yield Problem(NAME, link.span, message, "link to a web address, or to a file beside the note")
    elif end.way is Way.OUTSIDE:
        message = f"{link.target!r} leaves the folder {community.content_folder!r}; nothing outside is published"
        hint = _propose(Destination(Way.MISSING, name=link.target.strip("/")), note, files)
        hint = hint or "link to its web address, or put a copy beside the note"
        yield Problem(NAME, link.span, message, hint)
    elif end.way is Way.WITHHELD:
        why = "the member is not listed" if end.note else "it is a draft, or a story without consent"
        message = f"{end.name!r} is not published: {why}"
        yield Problem(NAME, link.span, message, "take the link out until it is published")
    elif end.way is Way.MISSING and not is_unread(end.name, community):
        what = "image" if link.image else "file"
        hint = _propose(end, note, files)
        hint = hint or "links are relative to the note, and name the file with its ending"
        yield Problem(NAME, link.span, f"there is no {what} {end.name!r}", hint)


def _propose(end: Destination, note: Note[Fields], files: FileNames) -> str:
    meant = files.closest(end.name)
    if not meant:
        return ""
    written = posixpath.relpath(meant, posixpath.dirname(note.source.name) or ".")
    return f"did you mean '{written}{'#' if end.anchor else ''}{end.anchor}'?"
