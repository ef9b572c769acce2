"""Reads one person out of what minutes say of them: a name, a handle, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cop_site.model.person_text import read_person

_HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z0-9](?:[\w-]|\.(?=\w)){0,38})(?![\w/-])")
"""A handle; `@circle/gardeners` is a team."""
_AT = re.compile(r"\A@(?=[^\x00-\x7f])")
"""Before a name that is no handle, such as `@王明`."""
_PROFILE = re.compile(r"https?://(?:www\.)?(?:github|gitlab|codeberg)\.[a-z]{2,3}/([\w-]{1,39})/?\Z")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_AFTER_NAME = re.compile(r"\s*(?:,|;|:|\||/| [-–—] |\s[-–—]{1,2}\s|\svia\s).*\Z", re.DOTALL)
_NOBODY = frozenset(
    {"none", "nobody", "n/a", "tbd", "everyone", "all", "others", "observers", "name", "names", "-", "guests"}
    | {"needed", "wanted", "open", "volunteer", "volunteers", "unknown", "pending", "rotating", "various", "nobody yet"}
    | {"secretary", "chair", "co-chair", "chairperson", "president", "treasurer", "moderator", "scribe", "note taker"}
    | {"keine", "niemand", "aucun", "personne", "ninguno", "nadie", "nenhum", "ninguém", "nessuno", "なし", "无"}
    | {"and more", "more", "and others", "etc", "et al", "todo", "tba", "tbc", "your name", "add your name", "xxx"}
)
_NO_HANDLE = frozenset(
    {"github", "twitter", "slack", "handle", "your-handle", "username", "your-username", "all", "here"}
)
_MAX_WORDS = 5
_SENTENCE = 3
"""So many words are no name if two of them have no capital, unless names have such words."""
SMALL_WORDS = frozenset(
    {"af", "al", "bin", "da", "de", "del", "della", "der", "den", "di", "do", "dos", "du", "e", "el", "la", "le", "ten"}
    | {"ter", "van", "von", "y", "zu"}
)
"""Words within names that are not capitalised."""
_HAN = re.compile(r"[\u4e00-\u9fff]{7}")
"""More than a name has: a sentence."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody whom minutes name as present."""

    name: str
    """Empty if only a handle is given."""
    handle: str = ""
    turned: str = ""
    """The name if what is written is the last name first, `Doe, Jan`; empty if it cannot be."""


def read_attendee(text: str, links: Iterable[str] = ()) -> Attendee | None:
    """Return the person that one item of a list names; what stands behind the name is left out."""
    handle = _HANDLE.search(text)
    profile = next((match[1] for link in links if (match := _PROFILE.match(link))), "")
    plain = " ".join(_HANDLE.sub(" ", _BRACKETS.sub(" ", text)).partition("(")[0].split())
    first, _, last = plain.rpartition(" ")
    # A link may show the handle; the last name may be the handle, too.
    if profile and last.casefold() == profile.casefold() and (not last[0].isupper() or re.search(r"[\d_-]", last)):
        plain = first
    name = _AFTER_NAME.sub("", f" {_AT.sub('', plain)}").strip().strip("\"'.*_:;,\\-–—")
    if not _is_name(name):
        name = ""
    known = handle[1] if handle and handle[1].casefold() not in _NO_HANDLE else profile
    said = read_person(plain.strip()).name if "," in plain else ""
    turned = said if name and said.endswith(f" {name}") else ""
    return Attendee(name, known, turned) if name or known else None


def drop_brackets(text: str) -> str:
    """Return a text with the texts of its links, and without what stands in brackets."""
    return _BRACKETS.sub(" ", _LINK.sub(r"\1", text))


def is_nobody(text: str) -> bool:
    """Return whether a text stands in place of names, such as `TBD`."""
    plain = text.strip(" \t*_.?")
    return plain.casefold() in _NOBODY or plain.startswith("$") or not any(map(str.isalnum, plain))


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _MAX_WORDS
        and any(character.isalpha() for character in text)
        and text.casefold() not in _NOBODY
        and not re.search(r"[?!=<>{}\[\]|@]|\bhttps?\b", text)
        and not (len(words) >= _SENTENCE and sum(_is_small(word) for word in words) > 1)
        and not _HAN.search(text)
        and bool(not re.search(r"\d", text) or re.fullmatch(r"[^\W\d][\w.-]{2,}", text, re.ASCII))
    )


def _is_small(word: str) -> bool:
    return word[0].islower() and word not in SMALL_WORDS
