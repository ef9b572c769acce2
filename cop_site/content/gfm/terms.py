"""Finds the first use of each term of the glossary in a note, where it may become a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from html import escape
from typing import Any, NamedTuple

from cop_site.content.gfm.events import split_links

_Event = tuple[str, str, Any]

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: scripts without spaces, in which a word may end anywhere."""
_HANGUL = "\uac00-\ud7a3"
"""Korean has spaces, but particles directly follow a word."""
_LETTER = rf"[^\W{_SPACELESS}]"
_FREE_START, _FREE_END = re.compile(f"[{_SPACELESS}]"), re.compile(f"[{_SPACELESS}{_HANGUL}]")
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_NAME_AFTER = rf"(?!{_LETTER}|[-/\\@.]\w)"
"""What must not follow a name: a letter, or more of a compound, a path, an address or a file name."""

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
    """The names of terms, compiled into one regular expression.

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
        self._pattern = _compile(self._meanings)

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def without(self, key: str) -> Vocabulary:
        """Return a vocabulary that does not mark one term, for that term's own page."""
        others = copy(self)
        others.excluded = frozenset({key})
        return others

    def may_be_in(self, text: str) -> bool:
        """Return whether a text may contain a name."""
        return self._pattern.search(" " + _lower(text)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int, Word]]:
        """Yield start, end and term of each name in a text."""
        # The pattern includes the character before a word, with which a search is fastest.
        for match in self._pattern.finditer(" " + _lower(text)):
            start, end = match.span(match.lastgroup or 0)
            name = " ".join(text[start - 1 : end - 1].split())
            for exact, word in self._meanings[_lower(name)].items():
                if name.startswith(exact):
                    yield start - 1, end - 1, word
                    break


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
    if not vocabulary.may_be_in(text) or all(word.key in seen for _, _, word in vocabulary.find(text)):
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


def _compile(names: Iterable[str]) -> re.Pattern[str]:
    """Return one regular expression for all names; its groups contain the name."""
    spaced: list[str] = []
    free: list[str] = []
    for name in names:
        (free if _FREE_START.match(name) else spaced).append(name)
    # The cheap test of ASCII comes first; the lookbehind rejects letters of other alphabets.
    parts = [rf"[^a-z0-9_@#/\\\-](?<!{_LETTER})(?P<spaced>{_tree(spaced)})"] if spaced else []
    parts += [f"(?P<free>{_tree(free)})"] if free else []
    return re.compile("|".join(parts))


def _tree(names: Iterable[str]) -> str:
    """Return a pattern for the longest of many names, as a prefix tree, so that no prefix is tried twice."""
    root: dict[str, Any] = {}
    for name in names:
        node = root
        for character in name:
            node = node.setdefault(character, {})
        node[""] = "" if _FREE_END.match(name[-1]) or not name[-1].isalnum() else _NAME_AFTER
    return _alternatives(root)


def _alternatives(node: dict[str, Any]) -> str:
    parts = [(r"\s+" if key == " " else re.escape(key)) + _alternatives(node[key]) for key in sorted(node) if key]
    if "" in node:
        parts.append(node[""])
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
