"""Writes the lines of a calendar (RFC 5545): a name and a value, with what has a meaning escaped, and folded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_MOST_BYTES = 74
"""Bytes of a line, without the space that those after the first one begin with."""
_IN_CHARACTER = 0b1000_0000
"""What the first two bits of a byte are that does not begin a character in UTF-8."""


def write_text(name: str, text: str) -> str:
    """Return the line of a text."""
    return write_line(name, text.translate(_ESCAPED))


def write_list(name: str, texts: Iterable[str]) -> str:
    """Return the line of several texts."""
    return write_line(name, ",".join(text.translate(_ESCAPED) for text in texts))


def write_day(name: str, moment: date) -> str:
    """Return the line of a day, or of a moment in UTC or in a zone that has a name."""
    if not isinstance(moment, datetime):
        return write_line(f"{name};VALUE=DATE", moment.isoformat().replace("-", ""))
    digits = moment.replace(tzinfo=None).isoformat(timespec="seconds").replace("-", "").replace(":", "")
    if moment.tzinfo is UTC:
        return write_line(name, f"{digits}Z")
    return write_line(f"{name};TZID={moment.tzinfo}", digits)


def write_line(name: str, value: str) -> str:
    """Return a line, folded where it is too long: neither within a character nor within what is escaped."""
    line = f"{name}:{value}"
    rest = line.encode()
    if len(rest) <= _MOST_BYTES:
        return f"{line}\r\n"
    folded = []
    while len(rest) > _MOST_BYTES:
        end = _MOST_BYTES
        while rest[end] & 0b1100_0000 == _IN_CHARACTER:
            end -= 1
        end -= (end - len(rest[:end].rstrip(b"\\"))) % 2
        folded.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*folded, rest]).decode() + "\r\n"
