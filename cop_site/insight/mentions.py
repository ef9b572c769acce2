"""The handles and due days in a list item: who took something on, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cop_site.content import gfm
from cop_site.diagnostics import Edit, Fix, Span
from cop_site.model.handles import HANDLE, find_hidden_handles
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.spelling.dates import is_like_day, read_day, read_written_day
from cop_site.wording.note_words import AND, DUE_AFTER, GLUED_DUE, SPACED_DUE, UNSPACED

if TYPE_CHECKING:
    from cop_site.content.gfm.events import LineIndex
    from cop_site.wording.catalogue import Wording

_HANDLE = re.compile(rf"(?<![^\s{UNSPACED}、，،]){HANDLE.pattern}")
_WORD = rf"(?:{SPACED_DUE})(?:\s?[:：]\s?|\s)|(?:{GLUED_DUE})\s?[:：]?\s?"
_DUE = re.compile(
    rf"[(（](?P<word>{_WORD})?(?P<day>[^()（）]*?)(?(word)(?:{DUE_AFTER})?|{DUE_AFTER})[)）]", re.IGNORECASE
)
"""`(due 2026-10-31)`, `(bis 31.10.2026)`, `（期限：2026年10月31日）`, `(10月31日まで)`."""
_JOINT = re.compile(rf"\s*(?:[,;&+/،、]|{AND}|و|と)?\s*(?:{AND})?\s*", re.IGNORECASE)
"""Between the handles of several people."""
_HONORIFIC = re.compile("(?:(?:さん|さま|様|氏|くん|君|ちゃん|先生)[がは、]?)?")
"""After a handle in Japanese, and of no use without it."""
_CODE = "\0"
"""Stands for each character of code, which names nobody and no day."""


class Mention(NamedTuple):
    """A handle with its `@`, or the day by which something is to be done."""

    text: str
    """As the note has it, without markup."""
    start: int
    """Where it stands in the joined pieces of the item."""
    item: gfm.ListItem
    lines: LineIndex
    language: str = ""
    """The one that a day is written in; empty for one that is not English."""

    @property
    def span(self) -> Span:
        """Where it stands in the file; counted when it is asked for, since most is as it should be."""
        return self.lines.span(*self.item.locate(self.start, self.start + len(self.text), self.lines.raw))

    @property
    def day(self) -> date | None:
        """The day, if it is in the calendar, and written year-month-day or as the language writes it."""
        return read_written_day(self.text, self.language)

    def replace_with(self, new: str, *, safe: bool) -> Fix | None:
        """Return the fix that writes another text in its place; None where there is markup within it."""
        span = self.span
        is_plain = span.line == span.end_line and span.end_column - span.column == len(self.text)
        return Fix((Edit(span, new),), safe) if is_plain else None


def names_somebody(item: gfm.ListItem) -> bool:
    """Return whether a handle stands in an item."""
    return bool(_HANDLE.search(item.join_pieces(_CODE)))


def split_item(
    item: gfm.ListItem, lines: LineIndex, hidden: HiddenNames, language: str
) -> tuple[str, tuple[Mention, ...], tuple[Mention, ...]]:
    """Return the text of an item without its handles and its date, the handles, and all due days.

    `language` is that of the note. A handle that is one of the `hidden` names is one as a whole, whatever stands
    between its words.
    """
    text, plain = item.join_pieces(), item.join_pieces(_CODE)
    handles = _find_handles(plain, hidden)
    dues = []
    for match in _DUE.finditer(plain):
        start, end = _strip(match)
        if any(map(str.isdecimal, plain[start:end])):
            dues.append((match.span(), Mention(text[start:end], start, item, lines, _find_language(match, language))))
    cut = [whole for whole, mention in dues if mention.day or is_like_day(mention.text)]
    return (
        _cut_out([*((start, _HONORIFIC.match(text, end).end()) for start, end in handles), *cut], text),  # type: ignore[union-attr]  # it always matches
        tuple(Mention(text[start:end], start, item, lines) for start, end in handles),
        tuple(mention for _, mention in dues),
    )


def word_dues(text: str, wording: Wording) -> str:
    """Return a text whose due dates, if written year-month-day, are in words; others stay as they are."""

    def word(match: re.Match[str]) -> str:
        found = read_day(match["day"].strip())
        if found is None:
            return match[0]
        day = wording.formats.day(found)
        is_due = (match["word"] or "").strip().casefold() == "due"
        due = wording.gettext("due %(day)s", day=day)
        return f"({due})" if is_due else match[0].replace(match["day"], day)

    return _DUE.sub(word, text) if "(" in text or "（" in text else text


def read_due(brackets: str, language: str) -> date | None:
    """Return the day in `(due …)` of a note in a language; None where nothing that is one stands there."""
    match = _DUE.fullmatch(brackets)
    return read_written_day(match["day"], _find_language(match, language)) if match else None


def _find_language(match: re.Match[str], language: str) -> str:
    """Return the language that a day is written in: that of the note, unless the word before it is of another one."""
    return language if (match["word"] or "").casefold().startswith("due") else ""


def _find_handles(text: str, hidden: HiddenNames) -> list[tuple[int, int]]:
    """Return where the handles stand, none within another."""
    found = [match.span() for match in _HANDLE.finditer(text)]
    whole = [(start, end) for start, end, _ in find_hidden_handles(text, hidden)]
    return whole + [(start, end) for start, end in found if not any(one <= start < two for one, two in whole)]


def _strip(match: re.Match[str]) -> tuple[int, int]:
    """Return where the day stands, without the spaces around it."""
    day, start = match["day"], match.start("day")
    return start + len(day) - len(day.lstrip()), start + len(day.rstrip())


def _cut_out(spans: Iterable[tuple[int, int]], text: str) -> str:
    """Return a text on one line without some handles and what joins them, and without some brackets."""
    kept, position = [], 0
    for start, end in sorted(spans):
        before = text[position:start]
        if not (position and _JOINT.fullmatch(before)):
            kept.append(before.rstrip() if text[start] in "(（" else before)
        position = end
    return " ".join("".join([*kept, text[position:]]).split()).lstrip(",:; ")
