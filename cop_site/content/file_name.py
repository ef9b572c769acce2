"""Checks that file names work on every operating system and in URLs."""

from __future__ import annotations

import re
import unicodedata

from cop_site.content.control_characters import find_hidden
from cop_site.diagnostics import Problem, Span

MAX_NAME_BYTES = 255
"""As the file systems of Linux have it; a character takes up to four bytes."""

_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_UNPORTABLE = re.compile(r'[<>:"|?*#\\\x00-\x1f\x7f]|%(?:00|2e|2f|5c)', re.IGNORECASE)
"""Characters that mean something in a path, also as web addresses write them."""
_UNUSUAL = re.compile(r"[^\w.]+")


def check_file_name(name: str, path: str) -> Problem | None:
    """Return a problem if a file name is not portable to other systems or URLs."""
    reason = find_unportable(name)
    if not reason:
        return None
    hint = "use letters, digits, hyphens and dots"
    if reason.startswith("has"):
        hint = "shorten the file name; the title may stay as it is"
    suggestion = _UNUSUAL.sub("-", name).replace("-.", ".").strip("-.")
    if suggestion and suggestion != name and not find_unportable(suggestion):
        hint += f", such as {suggestion!r}"
    return Problem("file-name-is-portable", Span(make_printable(path)), f"file name {reason}", hint)


def find_unportable(name: str) -> str:
    """Return why a system would refuse or change the name of a file or a folder; empty if none does."""
    if match := _UNPORTABLE.search(name):
        return f"contains the character {match[0]!r}"
    if fold_path(name.partition(".")[0].rstrip()) in _DEVICE_NAMES:
        return "is reserved on Windows"
    if name.endswith((".", " ")) or name.startswith(" "):
        return "begins with a space, or ends with a space or a dot"
    size = len(name.encode("utf-8", "surrogatepass"))
    if size > MAX_NAME_BYTES:
        return f"has {size} bytes (maximum {MAX_NAME_BYTES})"
    return "" if name.isascii() else _find_unseen(name)


def _find_unseen(name: str) -> str:
    if list(find_hidden(name)) or any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name):
        return "contains an invisible character"
    return ""


def fold_path(path: str) -> str:
    """Return a key that is the same for paths that a file system may take for one, whatever their case."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def make_printable(path: str) -> str:
    """Return a path with U+FFFD for each character that cannot be printed on one line."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in path)
