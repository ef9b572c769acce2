"""The names that must not be shown, and where they stand in texts, fields and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain, combinations
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from cop_site.model.name_ways import fold_letters, strip_address
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.spaced_names import MOST_WORDS, SpacedNames, length_of_at
from cop_site.model.spelling.seen import as_seen
from cop_site.model.unspaced_names import UnspacedNames
from cop_site.model.words import Words, part_words, read_words, words_of_address


class HiddenNames:
    """The names that must not be shown, each with the slug of whose it is; found in a text in one pass."""

    def __init__(  # noqa: PLR0913  # all that is known of who is hidden, and who is not
        self,
        names: Mapping[str, str],
        find_forgotten: Callable[[str], str] | None = None,
        *,
        shown: Collection[str] = (),
        alone: Collection[str] = (),
        addresses: Mapping[str, str] = MappingProxyType({}),
        any_word: bool = False,
    ) -> None:
        """Take names as `fold_person` gives them, and what finds the file that keeps a forgotten one taken, if any is.

        `shown` are the folded names of people who are shown: another way to write a hidden name does not count if it is
        one. A person's name that is one of the words `alone` is a hidden one. `addresses` on the web have the slug of
        whose they are, too. With `any_word`, a name of one word counts wherever it stands.
        """
        self.slugs = names
        self._any_word = any_word
        self._find_forgotten = find_forgotten
        self._unspaced = UnspacedNames(names)
        self._addresses = {bare: slug for address, slug in addresses.items() if "/" in (bare := strip_address(address))}
        self._shown = {fold_letters(name) for name in shown}
        self._alone = {fold_letters(word) for word in alone}
        loose = {fold_letters(name): slug for name, slug in names.items()}
        self._joined = {name.replace("-", ""): slug for name, slug in loose.items() if "-" in name}
        """The same with the words of each name in one: `@AnaLi`."""
        self._all_words = {word for name in loose for word in name.split("-")}
        self._spaced = SpacedNames(names, self._shown, any_word=any_word)

    @cached_property
    def _web(self) -> re.Pattern[str] | None:
        """What finds web addresses."""
        longest = sorted(map(re.escape, self._addresses), key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(longest)})(?![A-Za-z0-9_-])", re.IGNORECASE) if longest else None

    @cached_property
    def digest(self) -> str:
        """What `find` depends on beside the text."""
        names = (sorted(self.slugs.items()), sorted(self._addresses.items()), sorted(self._shown))
        known = repr((*names, self._any_word))
        return blake2b(known.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()

    def may_be_in(self, text: str) -> bool:
        """Return whether a text may hold a name: a prefilter, which is all that most texts need."""
        text = as_seen(text)
        words = [words.folded for words in read_words(text)]
        is_literal = self._unspaced.may_be_in(words[0]) or (self._web and self._web.search(text))
        return bool(is_literal) or self._spaced.may_be_in(text, words)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and slug of each name in a text.

        A name of one word counts after an `@`, and with its capital within a sentence: `will` is a word, too.
        """
        text = as_seen(text)
        words = read_words(text)
        found = [*self._find_literally(text, words[0]), *chain(*(self._spaced.find(text, each) for each in words))]
        after = 0
        for start, end, slug in sorted(found, key=_by_length):  # the longest of those that begin at the same word
            if start >= after:
                after = end
                yield start - length_of_at(text, start), end, slug

    def _find_literally(self, text: str, words: Words) -> Iterator[tuple[int, int, str]]:
        for match in self._web.finditer(text) if self._web else ():
            if slug := self._addresses.get(match[0].lower()):
                yield match.start(), match.end(), slug
        if self._unspaced and self._unspaced.may_be_in(words.folded):
            yield from self._unspaced.find(text)

    def owner(self, key: str) -> str:
        """Return the slug of whose folded name it is, its words perhaps in one; empty if it may be shown."""
        forgotten = self._find_forgotten(key) if self._find_forgotten else ""
        return forgotten or self.slugs.get(key) or self._joined.get(fold_letters(key), "")

    def is_in_name(self, name: str) -> bool:
        """Return whether a person's name holds a hidden one: `Ana Li (she/her)`, or several people with commas."""
        parts = [part.strip() for part in re.split(r"[,;&/()]|\band\b", name)]
        slugs = (part.startswith("@") or (is_slug(part) and "-" in part and part == part.lower()) for part in parts[1:])
        is_first = len(parts) > 1 and is_slug(parts[0]) and parts[0] == parts[0].lower()
        keys = [fold_person(part) for part in parts]
        is_part = any(map(self.owner, keys)) or not self._spaced.written.isdisjoint(map(fold_letters, keys))
        return is_first or any(slugs) or is_part or any(self.find(name)) or self._has_words_of_one(name)

    def is_alone(self, key: str) -> bool:
        """Return whether a folded name is a word of a hidden one, and of none that is shown."""
        return fold_letters(key) in self._alone

    def _has_words_of_one(self, name: str) -> bool:
        """Return whether a person's name has all words of a hidden one, in any order: `Li, Ana`, `ana%2Dli`."""
        words = set(fold_letters(fold_person(unquote(name))).split("-"))
        if len(words) > MOST_WORDS:  # it is no name; which of its words are one would take too long to find
            return not words.isdisjoint(self._all_words)
        some = (chosen for length in range(2, len(words) + 1) for chosen in combinations(words, length))
        return not self._spaced.sets.isdisjoint(map(frozenset, some))

    def are_in_file(self, name: str) -> bool:
        """Return whether a static file is called after somebody: as an address is, or `members/ana.jpg`."""
        parts = [fold_person(part) for part in PurePosixPath(name).with_suffix("").parts]
        is_portrait = name.startswith("members/") and self._all_words.issuperset(fold_letters(parts[-1]).split("-"))
        return is_portrait or any(map(self.owner, parts)) or self.are_in_address(name)

    def are_in_address(self, name: str) -> bool:
        """Return whether a file or an address is called after somebody: `Li, Ana/1.png`, `2026-01-14-AnaLi.md`.

        A name of one word does not count: it is a word, too, after which a topic may be called.
        """
        if not self._may_be_in_address(name):
            return False
        plain = unquote(name)
        apart = part_words(plain)
        is_found = any(self.find(plain)) or (apart != plain and any(self.find(apart)))
        return is_found or any(map(self._are_in_part, plain.split("/")))

    def _may_be_in_address(self, name: str) -> bool:
        """Return whether an address may be called after somebody: a prefilter, which is all that most need."""
        if self._find_forgotten or "%" in name or not name.isascii():
            return True
        words = words_of_address(name)
        return not (self._all_words.isdisjoint(words) and self._joined.keys().isdisjoint(words))

    def _are_in_part(self, part: str) -> bool:
        words = [word for word in fold_letters(fold_person(part.strip())).split("-") if not word.isdecimal()]
        keys = ("-".join(words), "-".join(words[:-1]))  # the last may be what kind of file it is
        joined = (word.strip("0123456789") for word in words)
        without_initials = [word for word in words if len(word) > 1]
        return (
            any(self.owner(key) or key in self._spaced.written for key in keys if "-" in key)
            or not self._joined.keys().isdisjoint(joined)
            or self._are_beside(words)
            or self._are_beside(without_initials)
        )

    def _are_beside(self, words: Sequence[str]) -> bool:
        """Return whether words that follow each other are those of a name of several, in any order."""
        if sum(word in self._all_words for word in words) < 2:  # as few as a name of several has
            return False
        ranges = ((at, at + length) for length in range(2, MOST_WORDS + 1) for at in range(len(words) - length + 1))
        return any(frozenset(words[start:end]) in self._spaced.sets for start, end in ranges)


def _by_length(found: tuple[int, int, str]) -> tuple[int, int, str]:
    start, end, slug = found
    return start, -end, slug
