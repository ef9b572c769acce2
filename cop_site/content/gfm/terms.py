"""Finds the first use of each term of the glossary in a note, where it may become a link."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from cop_site.content.gfm.events import split_links
from cop_site.wording.marks import MARK, MARKS

_Event = tuple[str, str, Any]

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: scripts without spaces, in which a word may end anywhere."""
_HANGUL = "\uac00-\ud7a3"
"""Korean has spaces, but particles directly follow a word."""
_LETTER = rf"[^\W{_SPACELESS}]"
_VOWEL = re.compile(MARK)
"""A vowel or a tone that is written as a mark of a letter."""
_FREE_END = re.compile(f"[{_SPACELESS}{_HANGUL}]")
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_MORE = re.compile(rf"{_LETTER}|[-/\\@.]\w")
"""What must not follow a name: a letter, or more of a compound, a path, an address or a file name."""
_START = rf"(?:(?<=[{_SPACELESS}])|(?<![a-z0-9_@#/\\\-].)(?<![{MARKS}].)(?<!{_LETTER}.))"
"""What must be true after the first character of a name. The cheap test of ASCII comes before that of all letters."""
_MAX_HEAD = 3
"""So many characters of a name are looked up before all of it; more would exclude hardly more words."""

_SPACE = re.compile(r"\s\s+|[^\S ]")
"""White space that is not one space."""

_CLOSED = frozenset({"Heading", "Link", "Image", "CodeBlock", "FootnoteDefinition"})
"""Elements without marks. A footnote may be anywhere in the source, and may have no reference."""
_CLOSED_HTML = re.compile(
    r"<(/?)(?:a|abbr|button|code|dfn|h[1-6]|kbd|label|math|pre|samp|script|select|style|summary|svg|textarea|title|tt"
    r"|var|xmp)(?=[\s/>])",
    re.IGNORECASE,
)
_MARK = re.compile(r'<a class="cop-term" href="[^"]*" aria-describedby="cop-term-([^"]*)"')
"""A link to a term. Contributors cannot write one, since the sanitiser drops both attributes."""


class Word(NamedTuple):
    """A term, as the renderer needs it."""

    key: str
    """A unique key without white space, for ids."""
    target: str
    """The path of its file, as in a link from a note."""


class Vocabulary:
    """The names of terms, in an index that costs about the same for one name as for very many.

    A name matches as a whole word, in any case and in its plain plural, but not in `meetup-notes` or `@meetup`. A name
    with capitals inside, such as LPP or CoP, matches only in that case. Of several matches at one position, the longest
    counts.
    """

    def __init__(self, names: Iterable[tuple[str, Word]]) -> None:
        """Take pairs of a name and its term; the first term of a name counts."""
        self._meanings: dict[str, dict[str, Word]] = {}
        for name, word in [(" ".join(name.split()), word) for name, word in names]:
            if not re.search(r"\w", name):
                continue
            exact = name if name.isupper() or _INNER_CAPITAL.search(name) else ""
            for form in _forms(_lower(name)):
                self._meanings.setdefault(form, {}).setdefault(exact, word)
        self.excluded: frozenset[str] = frozenset()
        """The keys of terms that are not marked."""
        self._names = sorted(self._meanings)
        self._beginnings = list(_find_beginnings(self._names))
        """For each name, the lengths of the names that it begins with, its own included; the longest is last."""
        self._longest = max(map(len, self._names), default=0)
        self._head = min(_MAX_HEAD, min(map(len, self._names), default=0))
        self._heads = frozenset(name[: self._head] for name in self._names)
        columns = [f"[{''.join(map(re.escape, sorted(set(letters))))}]" for letters in zip(*self._heads, strict=True)]
        first, following = (columns[0], "".join(columns[1:])) if columns else ("(?!)", "")
        self._starts = re.compile(f"{first}(?={following}){_START}", re.DOTALL)

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def without(self, key: str) -> Vocabulary:
        """Return a vocabulary that does not mark one term, for that term's own page."""
        others = copy(self)
        others.excluded = frozenset({key})
        return others

    def find(self, text: str) -> Iterator[tuple[int, int, Word]]:
        """Yield start, end and term of each name in a text."""
        spaced = _SPACE.sub(" ", _lower(text))
        places: Sequence[int] = range(len(text) + 1)
        if len(spaced) < len(text):  # some of the white space is longer than one character
            places = [at for at, two in enumerate(pairwise(f"a{text}a")) if not "".join(two).isspace()]
        end = 0
        for match in self._starts.finditer(spaced):
            start = match.start()
            if start < end or spaced[start : start + self._head] not in self._heads:
                continue
            if name := self._find_longest(spaced, start):
                end = start + len(name)
                first, last = places[start], places[end - 1] + 1
                written = " ".join(text[first:last].split())
                meanings = self._meanings[name].items()
                yield from [(first, last, word) for exact, word in meanings if written.startswith(exact)][:1]

    def _find_longest(self, text: str, start: int) -> str:
        """Return the longest name at a position of a text; empty if there is none."""
        following = text[start : start + self._longest]
        # Every name that the text begins with is also a beginning of the last name that is not after the text.
        at = bisect_right(self._names, following) - 1
        name, lengths = (self._names[at], self._beginnings[at]) if at >= 0 else ("", ())
        fitting = bisect_left(lengths, True, key=lambda length: not following.startswith(name[:length]))
        ends = (length for length in reversed(lengths[:fitting]) if _may_end(text, start + length))
        return name[: next(ends, 0)]


def mark_terms(events: Iterable[_Event], vocabulary: Vocabulary) -> list[_Event]:
    """Return the events of a document, with the first use of each term marked.

    Text with a term becomes an event `Marked`, whose data is a list of pieces: text, URL if it is a bare link, and
    term. Headings, links, code, images and footnotes are unchanged.
    """
    marked: list[_Event] = []
    seen = set(vocabulary.excluded)
    closed = closed_html = 0
    run = -1  # the index of the first of the adjacent texts that `marked` ends with; -1 if it ends otherwise
    for event in events:
        name, tag, data = event
        if name == "Text":
            if run < 0 and not closed and not closed_html:
                run = len(marked)
        elif name != "SoftBreak":
            if run >= 0:
                _mark_run(marked, run, vocabulary, seen)
                run = -1
            if tag in _CLOSED:
                closed += 1 if name == "start" else -1
            elif name in ("Html", "InlineHtml"):
                for slash in _CLOSED_HTML.findall(data):
                    closed_html = max(0, closed_html - 1) if slash else closed_html + 1
        marked.append(event)
    if run >= 0:
        _mark_run(marked, run, vocabulary, seen)
    return marked


def write_pieces(pieces: Iterable[tuple[str, str, Word | None]], seal: str) -> Iterator[str]:
    """Yield the HTML of the pieces of a `Marked` event, with sealed attributes."""
    for text, url, word in pieces:
        shown = escape(text, quote=False)
        if word:
            yield (
                f'<a class="{seal}cop-term" href="{escape(word.target)}"'
                f' aria-describedby="{seal}cop-term-{escape(word.key)}">{shown}</a>'
            )
        else:
            yield f'<a href="{escape(url)}">{shown}</a>' if url else shown


def find_marks(html: str) -> list[str]:
    """Return the keys of the terms that are marked in a rendered body, in their order."""
    return _MARK.findall(html)


def _mark_run(marked: list[_Event], run: int, vocabulary: Vocabulary, seen: set[str]) -> None:
    """Mark the terms in the adjacent texts from the index `run` on."""
    text = marked[run][2] if run == len(marked) - 1 else "".join([data or "\n" for _, _, data in marked[run:]])
    if all(word.key in seen for _, _, word in vocabulary.find(text)):
        return
    pieces: list[tuple[str, str, Word | None]] = []
    for piece, url in split_links(text):
        at = 0
        for start, end, word in () if url else vocabulary.find(piece):
            if word.key not in seen:
                seen.add(word.key)
                pieces += [(piece[at:start], "", None), (piece[start:end], "", word)]
                at = end
        pieces.append((piece[at:], url, None))
    marked[run:] = [("Marked", "", pieces)]


def _lower(text: str) -> str:
    """Return a text in lower case with as many characters; only `İ` would become two."""
    return text.replace("\u0130", "i").lower()


def _forms(name: str) -> Iterator[str]:
    """Yield a name and its plain plural."""
    yield name
    if name[-1].isascii() and name[-1].isalpha():
        yield f"{name}s"
        if len(name) > 2 and name[-1] == "y" and name[-2] not in "aeiou":
            yield f"{name[:-1]}ies"


def _find_beginnings(names: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """Yield for each of sorted names the lengths of those that it begins with, the shortest first, and its own."""
    begun: list[str] = []
    for name in names:
        while begun and not name.startswith(begun[-1]):
            begun.pop()
        begun.append(name)
        yield tuple(map(len, begun))


def _may_end(text: str, end: int) -> bool:
    """Return whether a name may end at a position of a text."""
    last = text[end - 1]
    if _VOWEL.match(text, end):
        return False
    is_sign = not last.isalnum() and not _VOWEL.match(last)
    return is_sign or _FREE_END.match(last) is not None or _MORE.match(text, end) is None
