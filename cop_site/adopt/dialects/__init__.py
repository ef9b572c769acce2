"""Markdown of other programs, turned into GitHub's: a table of dialects, each with a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cop_site.adopt.dialects.blocks import BLOCKS
from cop_site.adopt.dialects.dialect import Dialect, Find
from cop_site.adopt.dialects.hidden import COMMENTS
from cop_site.adopt.dialects.inline import INLINE
from cop_site.adopt.dialects.switched_off import PARTS, drop_ranges
from cop_site.adopt.dialects.templates import TEMPLATES
from cop_site.content.gfm import find_foreign, is_in_code
from cop_site.diagnostics import Edit
from cop_site.fixes.edits import apply_edits

DIALECTS: tuple[Dialect, ...] = (*TEMPLATES, *BLOCKS, *INLINE)
"""In the order in which they are applied."""
_HASHTAG = re.compile(r"(?<![\w/#&(\[])#([^\W\d_][\w/-]{1,60})")
_TAG_LINE = re.compile(r"^#{1,6}[ \t]+tags:((?:[ \t,]*`[^`\n]{1,80}`)+)[ \t]*\n?", re.MULTILINE)
"""The line that HackMD reads as the tags of a note."""
_TAGGED = re.compile(r"\[\[[^\[\]\n]+\]\](?![(\[])")
"""What texts have whose `#words` are tags."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MOST_LOOKED_AT = 20
"""How often, for each character, a text may be searched again from a place in code."""
_ROUNDS = 3
"""A block within another is converted in the next round."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in GitHub's Markdown."""

    body: str
    remarks: tuple[str, ...]
    """What was taken out, and what could not be converted."""


def drop_hidden(body: str, comment_sign: str = "") -> Converted:
    """Return a text without what its tool showed to nobody.

    `comment_sign` is what lines begin with that are comments; empty for none.
    """
    remarks: Counter[str] = Counter()
    if comment_sign and comment_sign in body:
        lines = re.finditer(rf"^ {{0,3}}{re.escape(comment_sign)}[^\n]*(?:\n|\Z)", body, re.MULTILINE)
        found = [match.span() for match in lines if not is_in_code(body, match.start())]
        body = drop_ranges(body, found)
        remarks.update({"lines that are comments were taken out": len(found)} if found else {})
    for dialect in COMMENTS:
        body = apply_dialect(dialect, body, lambda _: "", remarks)
    for part in PARTS:
        if found := [(start, end) for start, end in part.find(body) if end > start]:
            body = drop_ranges(body, found)
            remarks[part.name] += 1
    return Converted(body, tuple(remarks))


def drop_comments(body: str) -> str:
    """Return a text without the comments of HTML, which stay in a note and say nothing about it."""
    end = body.rfind("-->") + 3 if "<!--" in body else 0
    return _COMMENT.sub("", body[:end]) + body[end:]


def convert(body: str, find: Find) -> Converted:
    """Return a text that has nothing hidden in GitHub's Markdown; code is left as it is.

    `find` returns the new address that the old name of a page or file leads to, empty for none.
    """
    remarks: Counter[str] = Counter()
    body = _TAG_LINE.sub("", body) if "tags:" in body else body
    for dialect in DIALECTS:
        body = apply_dialect(dialect, body, find, remarks)
    foreign = find_foreign(body, "")
    for _ in range(_ROUNDS):
        edits = list(_without_nested(found.fix.edits for found in foreign if found.fix))
        if not edits:
            break
        body = apply_edits(body.encode(), edits).decode()
        foreign = find_foreign(body, "")
    remarks.update(f"{found.description.partition(' (')[0]} is shown as text" for found in foreign)
    return Converted(body, tuple(remarks))


def apply_dialect(dialect: Dialect, body: str, find: Find, remarks: Counter[str]) -> str:
    """Convert every use of one dialect outside of code."""
    for sign in dialect.signs:
        if sign[0] in body and sign[-1] in body and sign in body:  # one character is found much faster
            break
    else:
        return body
    end = max((match.end() for match in dialect.end.finditer(body)), default=0) if dialect.end else len(body)
    if not (match := dialect.pattern.search(body, 0, end)):
        return body

    parts, done, left = [], 0, _MOST_LOOKED_AT * len(body)
    while match:
        is_code = not dialect.in_code and is_in_code(body, match.start())
        left -= len(match[0])
        # What begins in code does not end outside of it: something else may begin before that end.
        at = match.start() + 1 if is_code and left > 0 else max(match.end(), match.start() + 1)
        if not is_code:
            new = dialect.convert(match, find)
            if dialect.is_loss:
                remarks[dialect.name] += 1
            parts += [body[done : match.start()], match[0] if new is None else new]
            done = match.end()
        match = dialect.pattern.search(body, at, end)
    return "".join(parts) + body[done:]


def _without_nested(groups: Iterable[tuple[Edit, ...]]) -> Iterator[Edit]:
    """Yield the edits that do not lie within one before them; the others come in the next round."""
    end = (0, 0)
    for edit in sorted((edit for group in groups for edit in group), key=lambda edit: edit.span):
        if (edit.span.line, edit.span.column) > end:
            end = (edit.span.end_line, edit.span.end_column)
            yield edit


def find_tags(body: str, *, has_remarks: bool) -> tuple[str, ...]:
    """Return the tags in a text, each once; `has_remarks` says that Obsidian's remarks were taken out of it."""
    is_tagged = has_remarks or ("[[" in body and _TAGGED.search(body))
    found = _HASHTAG.finditer(body) if is_tagged else ()
    tags = [match[1] for match in found if not is_in_code(body, match.start())]
    lines = (match[1] for match in _TAG_LINE.finditer(body)) if "tags:" in body else ()
    return tuple(dict.fromkeys([*(tag.strip() for line in lines for tag in line.split("`")[1::2]), *tags]))
