"""The fingerprints of names that were forgotten: they keep a name taken, and do not tell it.

A fingerprint is a salted hash. Whoever guesses a name can confirm it, so it is a lock on a name and no secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from hashlib import blake2b

from cop_site.model.kinds import Member
from cop_site.model.note import Note

_SALT_LENGTH = 16
"""Characters before the hash."""


def fingerprint(key: str, salt: str) -> str:
    """Return the fingerprint of a folded name; `salt` is 16 hexadecimal digits."""
    return salt + blake2b(key.encode(), salt=bytes.fromhex(salt), digest_size=12).hexdigest()


class Forgotten:
    """The names that members' files keep taken."""

    def __init__(self, members: Iterable[Note[Member]]) -> None:
        self._marks = {mark: member.slug for member in members for mark in member.fields.forgotten}
        self._salts = {mark[:_SALT_LENGTH] for mark in self._marks}

    def __bool__(self) -> bool:
        """Whether anybody was forgotten."""
        return bool(self._marks)

    def find(self, key: str) -> str:
        """Return the slug of the file that keeps a folded name taken; empty if none does."""
        found = (self._marks.get(fingerprint(key, salt), "") for salt in self._salts)
        return next(filter(None, found), "")

    def find_any(self, keys: Set[str]) -> str:
        """Return the same for the first of some names."""
        return next(filter(None, map(self.find, sorted(keys))), "")
