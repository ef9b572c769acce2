"""Finds the words that a glossary explains, once each, where a note's text may carry a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from html import escape
from typing import Any, NamedTuple

from cop_site.content.gfm.events import split_links

_Event = tuple[str, str, Any]

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: scripts without spaces, where a word may end at any place."""
_HANGUL = "\uac00-\ud7a3"
"""Korean has spaces, but its particles stand right behind a word."""
_LETTER = rf"[^\W{_SPACELESS}]"
_FREE_START, _FREE_END = re.compile(f"[{_SPACELESS}]"), re.compile(f"[{_SPACELESS}{_HANGUL}]")
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_NAME_AFTER = rf"(?!{_LETTER}|[-/\\@.]\w)"
"""A word does not end where a longer one goes on: a compound with a hyphen, a path, an address, a file's name."""

_CLOSED = frozenset({"Heading", "Link", "Image", "CodeBlock", "FootnoteDefinition"})
"""Elements whose text is left alone. A footnote may stand anywhere in the source, or be referred to nowhere."""
_CLOSED_HTML = re.compile(
    r"<(/?)(?:a|abbr|button|code|dfn|h[1-6]|kbd|label|math|pre|samp|script|select|style|summary|svg|textarea|title|tt"
    r"|var|xmp)(?=[\s/>])",
    re.IGNORECASE,
)
_MARK = re.compile(r'<a class="cop-term" href="[^"]*" aria-describedby="cop-term-([^"]*)"')
"""Only a term's link reads so: `<` is escaped in text, quotes are in attributes, and the sanitiser drops both of these
attributes where a contributor writes them."""


class Word(NamedTuple):
    """A term as text refers to it."""

    key: str
    """What its id is made from: without white space, and unlike any other's."""
    target: str
    """The file that explains it, as a note would link to it."""


class Vocabulary:
    """The names of terms, to be looked for in any number of texts.

    A name counts as a whole word, in any case and in its plain plural; `meetup` in `meetup-notes` or `@meetup` is none.
    One with capitals inside, such as LPP or CoP, counts only as it is written. Where several begin at the same place,
    the longest counts.
    """

    def __init__(self, names: Iterable[tuple[str, Word]]) -> None:
        """Take names and what each means; the first meaning of a name counts."""
        self._meanings: dict[str, dict[str, Word]] = {}
        for name, word in [(" ".join(name.split()), word) for name, word in names]:
            if not re.search(r"\w", name):
                continue
            written = name if name.isupper() or _INNER_CAPITAL.search(name) else ""
            for form in _forms(_lower(name)):
                self._meanings.setdefault(form, {}).setdefault(written, word)
        self.left_out: frozenset[str] = frozenset()
        """The keys of terms that are found, but not to be marked."""
        self._pattern = _compile(self._meanings)

    def __bool__(self) -> bool:
        return bool(self._meanings)

    def without(self, key: str) -> Vocabulary:
        """The same for the page of a term, which does not explain itself."""
        others = copy(self)
        others.left_out = frozenset({key})
        return others

    def may_be_in(self, text: str) -> bool:
        """Whether a name may stand in a text."""
        return self._pattern.search(" " + _lower(text)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int, Word]]:
        """Where names stand in a text, and what each means."""
        # The pattern begins with the character before a word, which is how a regular expression gets to it fastest.
        for match in self._pattern.finditer(" " + _lower(text)):
            start, end = match.span(match.lastgroup or 0)
            found = " ".join(text[start - 1 : end - 1].split())
            for written, word in self._meanings[_lower(found)].items():
                if found.startswith(written):
                    yield start - 1, end - 1, word
                    break


def mark_terms(events: Iterable[_Event], vocabulary: Vocabulary) -> list[_Event]:
    """The events of a document, with the first use of each term marked.

    Text with a term in it comes as one event `Marked`, whose data are pieces: the text, the address it links to by
    itself, and the word it is. Headings, links, code, pictures and footnotes are left alone.
    """
    marked: list[_Event] = []
    seen = set(vocabulary.left_out)
    closed = closed_html = 0
    run = -1  # where the texts begin that the events so far end with, and between which are only line ends
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
    """The HTML of the pieces of a `Marked` event; every attribute that is ours carries the renderer's seal."""
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
    """The keys of the terms that are marked in a rendered body, in their order."""
    return _MARK.findall(html)


def _mark_run(marked: list[_Event], run: int, vocabulary: Vocabulary, seen: set[str]) -> None:
    """Mark the terms of the texts that the events end with, from the index `run` on."""
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
    """Small letters, as many as there were; the dotted capital I is the one letter that would become two."""
    return text.replace("\u0130", "i").lower()


def _forms(name: str) -> Iterator[str]:
    """A name and its plain plural."""
    yield name
    if name[-1].isascii() and name[-1].isalpha():
        yield f"{name}s"
        if len(name) > 2 and name[-1] == "y" and name[-2] not in "aeiou":
            yield f"{name[:-1]}ies"


def _compile(names: Iterable[str]) -> re.Pattern[str]:
    """One regular expression for all names, whose group is the name."""
    spaced: list[str] = []
    free: list[str] = []
    for name in names:
        (free if _FREE_START.match(name) else spaced).append(name)
    # What no word begins behind is passed over fast; only then is it asked whether it is a letter of another alphabet.
    parts = [rf"[^a-z0-9_@#/\\\-](?<!{_LETTER})(?P<spaced>{_tree(spaced)})"] if spaced else []
    parts += [f"(?P<free>{_tree(free)})"] if free else []
    return re.compile("|".join(parts))


def _tree(names: Iterable[str]) -> str:
    """A pattern for the longest of many names that share beginnings, so that no beginning is tried twice."""
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
