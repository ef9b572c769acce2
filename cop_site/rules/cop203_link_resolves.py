"""A link leads somewhere.

What: a link or an image points at a file that is not there or is not published, leaves the content
folder, or begins with something that a page must not open, such as `javascript:`. Or it is a web address
that leads elsewhere than it seems to, such as `https://bank.example@evil.example`.

Why: readers who follow it find nothing. Links are written as on GitHub: relative to the note, with the
`.md`, and upper and lower case count.

Example:

    [the opening round](../practices/opening-rounds.md)

How to fix it: take the file that the hint proposes. If a file was renamed, the links
to it have to follow.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from cop_site.content.frontmatter.fields import TEMPLATE_CODE
from cop_site.content.gfm import SCHEMES, Link
from cop_site.content.web_address import explain_address
from cop_site.diagnostics import Edit, Fix, Problem, Severity
from cop_site.fixes.markdown import find_target
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.links import RESOLVED, Destination, LinkKind
from cop_site.model.lookup import is_unread
from cop_site.model.note import Note
from cop_site.model.spelling.file_names import FileNames
from cop_site.rules.rule import RuleContext

CODE = "COP203"
NAME = "link-resolves"
SEVERITY = Severity.ERROR

_MAX_PROPOSED = 200
"""Broken links of one note for which a file is proposed."""


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each broken link and image."""
    community = context.community
    files, no_files = community.file_names, FileNames([])
    broken: Counter[str] = Counter()
    for note, link, end in context.links:
        # The page leaves out what `cop` wrote about notes that are gone since.
        if end.kind not in RESOLVED and not note.source.is_generated(link.span.line):
            broken[note.key] += 1
            proposed = files if broken[note.key] <= _MAX_PROPOSED else no_files
            yield from _check_link(link, end, note, community, proposed)


def _check_link(
    link: Link, end: Destination, note: Note[Fields], community: Community, files: FileNames
) -> Iterator[Problem]:
    if TEMPLATE_CODE.search(link.target):
        return  # Template code is reported by another rule.
    if end.kind is LinkKind.EXTERNAL:
        if misleading := explain_address(link.target):
            message = f"{link.target!r} is not a plain web address: {misleading}"
            yield Problem(NAME, link.span, message, "copy it again from the browser")
            return
        scheme, colon, _ = link.target.partition(":")
        if colon and scheme.lower() not in SCHEMES:
            message = f"links that begin with '{scheme}:' are not published"
            yield Problem(NAME, link.span, message, "link to a web address, or to a file beside the note")
    elif end.kind is LinkKind.OUTSIDE:
        message = f"{link.target!r} is outside the folder {community.content_folder!r}, and is not published"
        path, _, anchor = link.target.partition("#")
        hint = "link to its web address, or put a copy beside the note"
        outside = Destination(LinkKind.MISSING, name=unquote(path).strip("/"), anchor=anchor)
        yield Problem(NAME, link.span, message, *_propose(outside, link, note, files, hint))
    elif end.kind is LinkKind.UNPUBLISHED:
        reason = "the member is not listed" if end.note else "it is a draft, or a story without consent"
        message = f"{end.name!r} is not published: {reason}"
        yield Problem(NAME, link.span, message, "remove the link until it is published")
    elif end.kind is LinkKind.MISSING and not is_unread(end.name, community):
        message = f"there is no {'image' if link.image else 'file'} {end.name!r}"
        hint = "links are relative to the note, and name the file with its ending"
        yield Problem(NAME, link.span, message, *_propose(end, link, note, files, hint))


def _propose(
    end: Destination, link: Link, note: Note[Fields], files: FileNames, default_hint: str
) -> tuple[str, Fix | None]:
    """Return a hint that suggests a file, and a fix; the default hint if no file is similar."""
    suggestion = files.closest(end.name)
    if not suggestion:
        return default_hint, None
    path = posixpath.relpath(suggestion, posixpath.dirname(note.source.name) or ".")
    anchor = f"#{end.anchor}" if end.anchor else ""
    source = note.source
    at = find_target(source.line_at(link.span.line), link.span, link.target)
    target = quote(path, safe="/") + (f"#{quote(end.anchor)}" if end.anchor else "")
    fix = Fix((Edit(at, target),), files.is_sure(end.name, suggestion)) if at else None
    return f"did you mean '{path}{anchor}'?", fix
