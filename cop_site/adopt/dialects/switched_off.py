"""Finds parts of a text that the tools of a source do not show, whose ends are found by counting what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cop_site.content.gfm import find_hidden_html, is_in_code

Range = tuple[int, int]
"""Where a part begins and ends, in characters."""


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A notation for a part that is not shown."""

    name: str
    """What became of it, for the report."""
    find: Callable[[str], Iterable[Range]]
    """Returns the parts of a text; they may lie within one another."""
    sample: str
    result: str
    """What becomes of the sample."""


class _Opened(NamedTuple):
    start: int
    hides: bool


def _find_divisions(body: str) -> Iterator[Range]:
    """Yield the divisions that Pandoc and Quarto hide; the end of the text ends those that are open."""
    opened: list[_Opened] = []
    for match in _FENCE.finditer(body) if ":::" in body else ():
        if is_in_code(body, match.start(1)):
            continue
        if match[2]:
            opened.append(_Opened(match.start(), _is_hidden_by_quarto(match[2])))
        elif opened and (last := opened.pop()).hides:
            yield last.start, match.end()
    yield from ((last.start, len(body)) for last in opened if last.hides)


_FENCE = re.compile(r"^[ \t]{0,3}(:{3,})[ \t]*([^\n]*?)[ \t:]*(?:\n|\Z)", re.MULTILINE)
_CLASS = re.compile(r"\.(?:content-(visible|hidden)|(hidden))(?![\w-])")
_WHEN = re.compile(r"(when|unless)-(format|profile|meta)=[\"']?(\w*)")


def _is_hidden_by_quarto(attributes: str) -> bool:
    """Return whether a division is not shown in HTML; what depends on anything else is not."""
    if not (kind := _CLASS.search(attributes)):
        return False
    conditions = _WHEN.findall(attributes)
    if kind[2] or any(about != "format" for _, about, _ in conditions):
        return True
    is_met = all((word == "when") == (form == "html") for word, _, form in conditions)
    return is_met == (kind[1] == "hidden")


class _Branch(NamedTuple):
    name: str
    """What began it, such as `if`."""
    holds: bool | None
    """Whether this branch or one before it holds; None if that is not known."""
    start: int | None
    """Where the part that is not shown begins; None if the branch is shown."""


_TAG = re.compile(r"(?:\{%|<%)-?\s*(\w+)\b([^%\n]*)%[}>]")
_BEGINS = frozenset({"if", "unless", "case", "for", "tablerow", "ifchanged", "while", "begin"})
_BLOCK = re.compile(r"\bdo\b[^%]*\Z")
"""What ends a tag of ERB that begins a block: `items.each do |item|`."""
_ELSE = frozenset({"else", "elsif", "elif"})
_FALSE = re.compile(r"\s*(?:false|nil|null|none|0)\s*-?\Z", re.IGNORECASE)
_TRUE = re.compile(r"\s*true\s*-?\Z", re.IGNORECASE)


def _find_false_branches(body: str) -> Iterator[Range]:
    """Yield the branches of Liquid, ERB and their like that are never taken, and the tags of such conditions.

    A page with a condition that nothing closes was not made at all.
    """
    opened: list[_Branch] = []
    for match in _TAG.finditer(body) if "%" in body and ("{%" in body or "<%" in body) else ():
        name, start, end = match[1], *match.span()
        if (name in _BEGINS or _BLOCK.search(match[2])) and not is_in_code(body, start):
            holds = _holds(match[2]) if name in ("if", "unless") else None
            holds = not holds if holds is not None and name == "unless" else holds
            opened.append(_Branch(name, holds, start if holds is False else None))
            yield (start, end) if holds else (start, start)
        elif opened and opened[-1].holds is not None and name in _ELSE:
            last = opened.pop()
            is_taken = not last.holds and (name == "else" or _holds(match[2]) is True)
            if last.start is not None and is_taken:
                yield last.start, end
            off = start if last.start is None else last.start
            opened.append(_Branch(last.name, last.holds or is_taken, None if is_taken else off))
        elif opened and name in (f"end{opened[-1].name}", "end"):
            last = opened.pop()
            yield (start, start) if last.holds is None else (start if last.start is None else last.start, end)
    yield from ((last.start, len(body)) for last in opened if last.start is not None)


def _holds(condition: str) -> bool | None:
    return True if _TRUE.match(condition) else False if _FALSE.match(condition) else None


_ATTRIBUTES = re.compile(r"^[ \t]*\{:(?![:/])([^{}\n]*)\}[ \t]*$", re.MULTILINE)
_HIDING = re.compile(
    r"(?<![\w.-])\.?(?:hidden|d-none)(?![\w-])|display[ \t]*:[ \t]*none|visibility[ \t]*:[ \t]*hidden", re.IGNORECASE
)


def _find_blocks(body: str) -> Iterator[Range]:
    """Yield the blocks of kramdown whose attributes hide them: the one above those, or below if none is above."""
    for match in _ATTRIBUTES.finditer(body) if "{" in body and "{:" in body else ():
        if not _HIDING.search(match[1]) or is_in_code(body, match.start()):
            continue
        gap, after = body.rfind("\n\n", 0, match.start()), body.find("\n\n", match.end())
        above = gap + 2 if gap >= 0 else 0
        is_below = not body[above : match.start()].strip()
        yield (match.start(), after if after >= 0 else len(body)) if is_below else (above, match.end())


PARTS = (
    SwitchedOff(
        "elements that are hidden were taken out",
        find_hidden_html,
        "A\n\n<div hidden>\n\n<div>b</div>\n\nb\n\n</div>\n",
        "A\n\n\n",
    ),
    SwitchedOff(
        "blocks that Quarto hides were taken out",
        _find_divisions,
        "::: {.content-hidden}\n::: {.note}\nb\n:::\nb\n:::\nA\n",
        "A\n",
    ),
    SwitchedOff(
        "branches of templates that are never taken were taken out",
        _find_false_branches,
        "A{% if false %}b{% if x %}b{% else %}b{% endif %}b{% else %} seen{% endif %}\n",
        "A seen\n",
    ),
    SwitchedOff(
        "blocks with attributes that hide them were taken out", _find_blocks, "A\n\nb\nb\n{: hidden}\n", "A\n\n\n"
    ),
)
"""The parts that are switched off, each with a sample."""


def drop_ranges(body: str, ranges: Iterable[Range]) -> str:
    """Return a text without some parts, which may lie within one another."""
    kept, done = [], 0
    for start, end in sorted(ranges):
        if end > done:
            kept.append(body[done : max(start, done)])
            done = end
    return "".join(kept) + body[done:]
