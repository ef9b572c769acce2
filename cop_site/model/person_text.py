"""Reads how notes write people: a name, and what they add to it: `Kim Roe, Head of Maps, Example Maps (she/her)`.

The name is the person. Where a text may name several people, nobody is guessed: it is read as one, and a rule asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_SIGNS = re.compile(r"[,;&+()/\n]|\s(?:and|und|et|y)\s")
"""What a text has that is more than a name."""
_PRONOUN = r"(?:she|her|hers|he|him|his|they|them|theirs|it|its|xe|xem|ze|zir|zie|hir|sie|ihr|er|ihm|elle|ella|iel|any)"
_PRONOUNS = re.compile(rf"(?:pronouns:? *)?{_PRONOUN}(?: *[/|,] *{_PRONOUN}){{1,3}}|any pronouns|ask me", re.IGNORECASE)
_PRONOUNS_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*({_PRONOUNS.pattern})\s*[)\]]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*\Z")
_BETWEEN_PEOPLE = re.compile(r"\s*(?:\s[&+/]\s|\s(?:and|und|et|y)\s)\s*")
_ROLE = re.compile(
    r"\b(?:of|at|for|the|in|head|heads|lead|leader|leads|chief|director|manager|engineer|developer|designer|architect"
    r"|analyst|scientist|researcher|consultant|founder|cofounder|co-founder|owner|officer|president|chair|editor|writer"
    r"|teacher|coach|student|professor|prof|dr|ph\.?d|md|msc|ceo|cto|cfo|coo|cpo|vp|senior|junior|principal|staff"
    r"|team|inc|ltd|llc|gmbh|ag|university|college|institute|labs?|foundation|company|group|agency|freelancer?"
    r"|self-employed)\b|[/&@]",
    re.IGNORECASE,
)
"""Words of roles and organisations, which are in no name."""
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii)\.?", re.IGNORECASE)


class PersonText(NamedTuple):
    """What a text says of a person."""

    name: str
    role: str = ""
    organisation: str = ""
    pronouns: str = ""


@lru_cache(maxsize=20_000)
def read_person(text: str) -> PersonText:
    """Return who a text names; a text that surely names several is the name as a whole.

    `Doe, Jan` is Jan Doe. What follows the name is a role, and after that an organisation; a single part is a role if
    it has a word of one.
    """
    if not _SIGNS.search(text) or len(split_people(text)) > 1:
        return PersonText(text)
    said = _PRONOUNS_IN_BRACKETS.search(text)
    rest, pronouns, added = _PRONOUNS_IN_BRACKETS.sub("", text), said[1] if said else "", ""
    if (match := _IN_BRACKETS.search(rest)) and match.start():
        rest, added = rest[: match.start()], match[1].strip()
    parts = _split_at_commas(rest)
    if not parts:
        return PersonText(text)
    pronouns = next((part for part in parts[1:] if _PRONOUNS.fullmatch(part)), pronouns)
    parts = [part for part in parts if part != pronouns]
    name, others = _take_name(parts)
    others += [added] if added else []
    if len(others) == 1 and not _ROLE.search(others[0]):
        others.insert(0, "")
    return PersonText(name, others[0] if others else "", ", ".join(others[1:]), pronouns)


def list_several(text: str) -> list[str]:
    """Return the people in a text that names, or may name, several; none for a text that names one."""
    if not _SIGNS.search(text):
        return []
    people = split_people(text)
    parts = _split_at_commas(text)
    return people if len(people) > 1 else parts if len(parts) > 1 and all(map(_is_person, parts)) else []


def split_people(text: str) -> list[str]:
    """Return the people in a text that surely names several; else the text, which may name one or two."""
    people = [" ".join(part.split()) for part in re.split(r"[;\n]", text) if part.strip()]
    if len(people) > 1:
        return people
    parts = _split_at_commas(text)
    people = [name for part in parts for name in (_split_at_words(part) or [part])]
    if len(people) > len(parts) or all(map(_is_handle, people)):
        return people
    *others, last = people
    if len(others) > 2 and all(map(_is_full_name, others)):  # too many for roles: `… and the Mentors` is one of them
        return [*others, *_BETWEEN_PEOPLE.split(last, maxsplit=1)]
    return people if len(people) > 2 and all(map(_is_full_name, people)) else [text]


def _split_at_commas(text: str) -> list[str]:
    return [part for piece in text.split(",") if (part := " ".join(piece.split()))]


def _split_at_words(part: str) -> list[str]:
    """Return the people in `Ana Li and Bo Chen`; none for what is no list of people, as a role may be."""
    people = _BETWEEN_PEOPLE.split(part)
    names = [_IN_BRACKETS.sub("", name) for name in people]
    is_list = len(people) > 1 and not _ROLE.search(part.replace(" & ", " ").replace(" / ", " "))
    return people if is_list and (all(map(_is_word, names)) or all(map(_is_person, names))) else []


def _take_name(parts: Sequence[str]) -> tuple[str, list[str]]:
    """Return the name that some parts begin with, and the others."""
    first, *others = parts
    if others and _SUFFIX.fullmatch(others[0]):
        return f"{first} {others[0]}", others[1:]
    if others and _is_last_name(first) and _is_word(others[0]) and first not in others[0]:
        return f"{others[0]} {first}", others[1:]
    return first, others


def _is_last_name(text: str) -> bool:
    """Whether a text can be a last name before a first name: one word, or with small words before it (`van Dyk`)."""
    *small, last = text.split()
    return _is_word(last) and all(word.islower() and word.isalpha() for word in small)


def _is_word(text: str) -> bool:
    """Whether a text is one word of a name."""
    is_initial = len(text) == 2 and text.endswith(".")
    return (
        text[:1].isupper()
        and (is_initial or not text.isupper())
        and not any(map(str.isspace, text))
        and not _ROLE.search(text)
    )


def _is_full_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words) and not _ROLE.search(text)


def _is_handle(text: str) -> bool:
    return " " not in text and (text.startswith("@") or ("-" in text and text.islower()))


def _is_person(text: str) -> bool:
    return _is_full_name(text) or _is_handle(text)
