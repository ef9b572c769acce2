"""One dialect of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Find = Callable[[str], str]
"""Returns the new address that the old name of a page or file leads to, empty for none."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A notation that GitHub does not know, and how GitHub would have it."""

    name: str
    """What it is, for the report."""
    signs: tuple[str, ...]
    """Texts of which one is in every use: looking for those is faster."""
    pattern: re.Pattern[str]
    convert: Callable[[re.Match[str], Find], str | None]
    """Returns the text in place of a match; None to leave it as it is."""
    sample: str
    result: str
    """What becomes of the sample, where `a page` and `pic.png` lead to `a-page.md` and `pic.png`."""
    is_loss: bool = False
    """Whether converting takes something out, which is reported."""
    in_code: bool = False
    """Whether it has the form of code."""
    end: re.Pattern[str] | None = None
    """What closes it, if that may be far away: what follows the last one is not searched, again and again."""


def quote_block(lines: str) -> str:
    """Return lines as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in lines.strip("\n").split("\n"))


def alert(kind: str, title: str, text: str) -> str:
    """Return an alert of GitHub's, with its title as a line of its own."""
    head = f"**{title.strip()}**\n\n" if title.strip() else ""
    return quote_block(f"[!{kind}]\n{head}{text.strip(chr(10))}")
