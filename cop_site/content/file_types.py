"""Tells by the name of a file whether it is a note, a static file, or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

from cop_site.diagnostics import Problem, Span

ASSET_SUFFIXES = (
    frozenset([".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"])
    | frozenset([".flac", ".m4a", ".mp3", ".mp4", ".ogg", ".opus", ".srt", ".vtt", ".wav", ".webm"])
    | frozenset([".csv", ".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".tsv", ".txt", ".xlsx"])
)
WELL_KNOWN = ".well-known"
"""The folder at the top whose files hosts and other programs look for (RFC 8615)."""
_HOST_FILES = frozenset({"CNAME", "_headers", "_redirects", ".nojekyll"})
"""Files at the top that hosts read."""
_OTHER_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mkdn", ".qmd", ".rmd", ".Rmd")
"""Endings of Markdown besides `.md`."""
_ACTIVE = frozenset(
    (
        *(".htm", ".html", ".mht", ".mhtml", ".shtml", ".xht", ".xhtml", ".xml", ".xsl", ".xslt", ".svgz", ".swf"),
        *(".cjs", ".css", ".js", ".jsx", ".mjs", ".ts", ".tsx", ".mdx", ".wasm", ".hta", ".url", ".webloc"),
        *(".asp", ".aspx", ".bat", ".cgi", ".cmd", ".com", ".dll", ".exe", ".jar", ".jsp", ".lnk", ".msi", ".php"),
        *(".ps1", ".scr", ".sh", ".vbs", ".apk", ".app", ".dmg", ".deb", ".rpm"),
    )
)
"""Endings of what browsers or computers run. It is an error, since its author may believe that it is published."""


def note_name(name: str) -> str:
    """Return the name by which a note is known: with `.md` where its file has another ending of Markdown."""
    return f"{name.rpartition('.')[0]}.md" if name.endswith(_OTHER_MARKDOWN) else name


def is_for_hosts(name: str) -> bool:
    """Return whether a file is one that hosts read, by its name below the content folder."""
    return name in _HOST_FILES or name.startswith(f"{WELL_KNOWN}/")


def is_shown_though_hidden(name: str) -> bool:
    """Return whether a file or a folder is read although its name begins with a dot."""
    return name in (WELL_KNOWN, ".nojekyll")


def check_type_of(name: str, span: Span, named: Callable[[], Collection[str]]) -> Problem | None:
    """Return a problem with a file that is neither a note nor a static file.

    `named` returns the names of the files that `mkdocs.yml` names; it is called for active files only.
    """
    suffix = os.path.splitext(name)[1]  # noqa: PTH122  # called for every file, and far cheaper than a Path
    low = suffix.lower()
    if suffix == ".md" or low in ASSET_SUFFIXES or name.endswith(_OTHER_MARKDOWN):
        return None
    is_active = low in _ACTIVE
    if (is_active and name in named()) or (not is_active and is_for_hosts(name)):
        return None
    if low == ".md":
        return Problem(
            "file-type-is-allowed", span, f"file type {suffix!r} is not allowed", "rename it to end in '.md'"
        )
    if is_active:
        hint = f"allowed types: md, {', '.join(sorted(s[1:] for s in ASSET_SUFFIXES))}"
        return Problem("file-type-is-allowed", span, f"file type {suffix!r} is not allowed", hint)
    message = "is left out, since it is neither a note nor a picture or document"
    return Problem("other-file-is-left-out", span, message, "move it out of the content folder if nobody needs it here")
