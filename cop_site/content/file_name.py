"""Which names of files survive a checkout on any system and the way into an address."""

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
    """Say why a name would not survive a checkout on another system or a way into a URL."""
    reason, hint = "", "use letters, digits, hyphens and dots"
    if match := _UNPORTABLE.search(name):
        reason = f"the name holds the character {match[0]!r}"
    elif name.partition(".")[0].lower() in _DEVICE_NAMES:
        reason = "the name means a device on Windows"
    elif name.endswith((".", " ")) or name.startswith(" "):
        reason = "the name begins with a space or ends with a space or a dot"
    elif len(name) > MAX_NAME_CHARACTERS:
        reason = f"the name has {len(name)} characters, {MAX_NAME_CHARACTERS} are allowed"
        hint = "give the file a shorter name; the title may stay as long as it is"
    elif not name.isascii() and any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in name):
        reason = "the name holds an invisible character"
    if not reason:
        return None
    better = _UNUSUAL.sub("-", name).replace("-.", ".").strip("-.")
    if better and better != name and len(better) <= MAX_NAME_CHARACTERS:
        hint += f", such as {better!r}"
    return Problem("file-name-is-portable", Span(make_printable(path)), reason, hint)


def make_printable(path: str) -> str:
    """A path that can be printed on one line; what cannot be is replaced."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in path)
