"""The names that must not be shown, and where they stand in texts, fields and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import combinations, pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote

from cop_site.model.person_names import WORD, fold_person, is_slug
from cop_site.model.spelling.seen import FILLER, as_seen

_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_MOST_WORDS = 8
"""Names of more words are not looked for in texts."""
# A literal first character is found a hundred times faster than what must not stand before it.
HANDLE = re.compile(rf"@(?<![\w@/.-]@)[@{FILLER}]*[\w-]+(?:(?:[.{FILLER}]+|%2[Dd])[\w-]+){{0,4}}")
"""A handle, also one whose parts a dot, a soft hyphen or an escaped hyphen joins."""
_BETWEEN = re.compile(r"(?:[\s*_~.\\·'’:/-]|\]|\[|\(|\)){1,4}")
"""What may stand between the words of a name: `Ana Li`, `ana-li`, `Ana **Li**`."""
_WORDS = re.compile(f"({WORD.pattern})")
_FOLDED = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
"""For each byte of ASCII its small letter or digit, and a space for others."""
_AT = re.compile(rf"(?:@[@{FILLER}]*)?\Z")
"""What stands before a handle."""
_AFTER_SMALL = re.compile(r"[^\W\d_A-Z][,;]?\s\Z")
"""The end of a text after which a capital letter begins no sentence."""


class HiddenNames:
    """The names that must not be shown, each with the slug of whose it is; found in a text in one pass."""

    def __init__(
        self, names: Mapping[str, str], find_forgotten: Callable[[str], str] | None = None, *, any_word: bool = False
    ) -> None:
        """Take names as `fold_person` gives them, and what finds the file that keeps a forgotten one taken, if any is.

        With `any_word`, a name of one word counts wherever it stands.
        """
        self.slugs = names
        self._any_word = any_word
        self._find_forgotten = find_forgotten
        self._shapes: dict[str, set[tuple[int, int]]] = {}
        """Of the names with each word as their longest: where it stands, and how many words there are."""
        self._sets: set[frozenset[str]] = set()
        """The words of the same names, of those with several."""
        self._joined = {name.replace("-", ""): slug for name, slug in names.items() if "-" in name}
        """The same with the words of each name in one: `@AnaLi`."""
        self._all_words = {word for name in names for word in name.split("-")}
        self._ones = {name for name in names if "-" not in name}
        self._pairs: set[tuple[str, ...]] = set()
        """The first two words of each name that has several."""
        for name in names:
            words = name.split("-")
            if len(words) <= _MOST_WORDS:
                anchor = max(words, key=len)
                self._shapes.setdefault(anchor, set()).add((words.index(anchor), len(words)))
                if len(words) > 1:
                    self._pairs.add(tuple(words[:2]))
                    self._sets.add(frozenset(words))

    @cached_property
    def digest(self) -> str:
        """What `find` depends on beside the text."""
        names = repr((sorted(self.slugs.items()), self._any_word))
        return blake2b(names.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()

    def may_be_in(self, text: str) -> bool:
        """Return whether a text may hold a name: a prefilter, which is all that most texts need."""
        return self._may_be_among(_split_words(text))

    def _may_be_among(self, words: Sequence[str]) -> bool:
        if self._shapes.keys().isdisjoint(words):
            return False
        return not (self._pairs.isdisjoint(pairwise(words)) and self._ones.isdisjoint(words))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of each name in a text.

        A name of one word counts after an `@`, and with its capital within a sentence: `will` is a word, too.
        """
        text = as_seen(text)
        if text.isascii() and not self.may_be_in(text):  # of other texts, it takes as long as what follows
            return
        pieces = _WORDS.split(text)  # a word stands between two gaps
        words = "\0".join(pieces[1::2]).casefold().replace(FILLER, "").split("\0")
        if not self._may_be_among(words):
            return
        shapes = self._shapes.keys() & set(words)
        ranges = {
            (first, last, name)
            for number in [number for number, word in enumerate(words) if word in shapes]
            for before, length in self._shapes[words[number]]
            if (first := number - before) >= 0 and (last := first + length - 1) < len(words)
            if (name := "-".join(words[first : last + 1])) in self.slugs
        }
        matches, start, passed = [], 0, 0
        for first, last, name in sorted(ranges):
            start, passed = start + len("".join(pieces[passed : 2 * first + 1])), 2 * first + 1
            found = pieces[passed : 2 * last + 2]
            if self._is_one(text, found, start):
                matches.append((start, -start - len("".join(found)), name))
        after = 0
        for start, end, name in sorted(matches):  # the longest of those that begin at the same word
            if start >= after:
                after = -end
                yield start - _length_of_at(text, start), after, self.slugs[name]

    def _is_one(self, text: str, pieces: Sequence[str], start: int) -> bool:
        """Return whether words that are a name are one here; `pieces` are these and what stands between them."""
        is_name = len(pieces) > 1 or self._any_word or _is_name(text, pieces[0], start)
        return is_name and all(_BETWEEN.fullmatch(gap.replace(FILLER, "")) for gap in pieces[1::2])

    def owner(self, key: str) -> str:
        """Return the slug of whose folded name it is, its words perhaps in one; empty if it may be shown."""
        forgotten = self._find_forgotten(key) if self._find_forgotten else ""
        return forgotten or self.slugs.get(key) or self._joined.get(key, "")

    def is_in_name(self, name: str) -> bool:
        """Return whether a person's name holds a hidden one: `Ana Li (she/her)`, or several people with commas."""
        parts = [part.strip() for part in re.split(r"[,;&/()]|\band\b", name)]
        slugs = (part.startswith("@") or (is_slug(part) and "-" in part and part == part.lower()) for part in parts[1:])
        is_first = len(parts) > 1 and is_slug(parts[0]) and parts[0] == parts[0].lower()
        is_part = any(map(self.owner, map(fold_person, parts))) or any(self.find(name))
        return is_first or any(slugs) or is_part or self._has_words_of_one(name)

    def _has_words_of_one(self, name: str) -> bool:
        """Return whether a person's name has all words of a hidden one, in any order: `Li, Ana`, `ana%2Dli`."""
        words = set(fold_person(unquote(name)).split("-"))
        if len(words) > _MOST_WORDS:  # it is no name; which of its words are one would take too long to find
            return not words.isdisjoint(self._shapes)
        some = (chosen for length in range(2, len(words) + 1) for chosen in combinations(words, length))
        return not self._sets.isdisjoint(map(frozenset, some))

    def are_in_file(self, name: str) -> bool:
        """Return whether a static file is called after somebody: as an address is, or `members/ana.jpg`."""
        parts = [fold_person(part) for part in PurePosixPath(name).with_suffix("").parts]
        is_portrait = name.startswith("members/") and self._all_words.issuperset(parts[-1].split("-"))
        return is_portrait or any(map(self.owner, parts)) or self.are_in_address(name)

    def are_in_address(self, name: str) -> bool:
        """Return whether a file or an address is called after somebody: `Li, Ana/1.png`, `2026-01-14-AnaLi.md`.

        A name of one word does not count: it is a word, too, after which a topic may be called.
        """
        if not self._may_be_in_address(name):
            return False
        plain = unquote(name)
        apart = _part_words(plain)
        is_found = any(self.find(plain)) or (apart != plain and any(self.find(apart)))
        return is_found or any(map(self._are_in_part, plain.split("/")))

    def _may_be_in_address(self, name: str) -> bool:
        """Return whether an address may be called after somebody: a prefilter, which is all that most need."""
        if self._find_forgotten or "%" in name or not name.isascii():
            return True
        words = {*_split_words(name), *_split_words(_part_words(name))}
        words |= {word.strip("0123456789") for word in words}
        return not (self._all_words.isdisjoint(words) and self._joined.keys().isdisjoint(words))

    def _are_in_part(self, part: str) -> bool:
        words = [word for word in fold_person(part.strip()).split("-") if not word.isdecimal()]
        keys = ("-".join(words), "-".join(words[:-1]))  # the last may be what kind of file it is
        joined = (word.strip("0123456789") for word in words)
        without_initials = [word for word in words if len(word) > 1]
        return (
            any(self.owner(key) for key in keys if "-" in key)
            or not self._joined.keys().isdisjoint(joined)
            or self._are_beside(words)
            or self._are_beside(without_initials)
        )

    def _are_beside(self, words: Sequence[str]) -> bool:
        """Return whether words that follow each other are those of a name of several, in any order."""
        if sum(word in self._all_words for word in words) < 2:  # as few as a name of several has
            return False
        ranges = ((at, at + length) for length in range(2, _MOST_WORDS + 1) for at in range(len(words) - length + 1))
        return any(frozenset(words[start:end]) in self._sets for start, end in ranges)


def _part_words(name: str) -> str:
    """Return a name with a space where a capital follows a small letter: `AnaLi` are two words."""
    if name.isascii() and name == name.lower():
        return name
    return _WITHIN_WORD.sub(
        lambda at: " " if name[at.start() - 1].islower() and name[at.start()].isupper() else "", name
    )


def _split_words(text: str) -> list[str]:
    """Return the folded words of a text."""
    if text.isascii():  # as fast as it gets: a search takes three times as long
        return text.encode().translate(_FOLDED).decode().split()
    return WORD.findall(text.casefold().replace(FILLER, ""))


def _is_name(text: str, word: str, start: int) -> bool:
    """Return whether a word that is a name as a whole is one here."""
    before = text[max(0, start - 3) : start]
    return _length_of_at(text, start) > 0 or (word[:1].isupper() and _AFTER_SMALL.search(before) is not None)


def _length_of_at(text: str, start: int) -> int:
    """Return how many signs before a word make it a handle."""
    match = _AT.search(text, max(start - 16, 0), start)
    return len(match[0]) if match else 0


def find_handles(text: str) -> Iterator[str]:
    """Yield the handles in a text, with their `@`."""
    return (match[0] for match in HANDLE.finditer(text)) if "@" in text else iter(())


def find_hidden_handles(text: str, hidden: HiddenNames) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and slug of each handle that is a hidden name, whatever stands between its words."""
    seen = as_seen(text)
    if "@" in seen:
        names = [name for name in hidden.find(text) if seen[name[0]] == "@"]
        whole = ((match.start(), match.end(), hidden.owner(fold_person(match[0]))) for match in HANDLE.finditer(seen))
        found, after = [*names, *(handle for handle in whole if handle[2])], 0
        for start, end, slug in sorted(found, key=lambda at: (at[0], -at[1])):
            if start >= after:
                after = end
                yield start, end, slug
