"""Checks that file names work on every operating system and in URLs."""

from __future__ import annotations

import re
import unicodedata

from cop_site.diagnostics import Problem, Span

MAX_NAME_CHARACTERS = 100

_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_UNPORTABLE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_UNUSUAL = re.compile(r"[^\w.]+")


def check_file_name(name: str, path: str) -> Problem | None:
    """Return a problem if a file name is not portable to other systems or URLs."""
    reason, hint = "", "use letters, digits, hyphens and dots"
    if match := _UNPORTABLE.search(name):
        reason = f"file name contains the character {match[0]!r}"
    elif name.partition(".")[0].lower() in _DEVICE_NAMES:
        reason = "file name is reserved on Windows"
    elif name.endswith((".", " ")) or name.startswith(" "):
        reason = "file name begins with a space, or ends with a space or a dot"
    elif len(name) > MAX_NAME_CHARACTERS:
        reason = f"file name has {len(name)} characters (maximum {MAX_NAME_CHARACTERS})"
        hint = "shorten the file name; the title may stay as it is"
    elif not name.isascii() and any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name):
        reason = "file name contains an invisible character"
    if not reason:
        return None
    suggestion = _UNUSUAL.sub("-", name).replace("-.", ".").strip("-.")
    if suggestion and suggestion != name and len(suggestion) <= MAX_NAME_CHARACTERS:
        hint += f", such as {suggestion!r}"
    return Problem("file-name-is-portable", Span(make_printable(path)), reason, hint)


def make_printable(path: str) -> str:
    """Return a path with U+FFFD for each character that cannot be printed on one line."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in path)
