"""Makes one person of the handles and spellings under which a source names somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cop_site.adopt.attendance import Attendee
from cop_site.model.person_names import fold_person


@dataclass
class _Known:
    spellings: Counter[str] = field(default_factory=Counter)
    handles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody whom a source names in more than one way."""

    name: str
    """The spelling that is used most; a handle if there is no other."""
    aliases: tuple[str, ...]
    """The other spellings and the handles."""


class People:
    """The people of a source, by their names and handles."""

    def __init__(self, named: Iterable[Attendee]) -> None:
        named = list(named)
        owner: dict[str, str] = {}
        for who in named:
            if who.handle and who.name:
                # Whoever is given the same handle is the same person; the first spelling is the key.
                key = owner.setdefault(
                    f"@{who.handle.casefold()}", owner.get(fold_person(who.name), fold_person(who.name))
                )
                owner.setdefault(fold_person(who.name), key)
        self._known: dict[str, _Known] = {}
        self._owner = owner
        for who in named:
            known = self._known.setdefault(self._key(who), _Known())
            if who.name:
                known.spellings[who.name] += 1
            if who.handle:
                known.handles.add(who.handle)
        self._names = {key: self._name(known) for key, known in self._known.items()}

    def name(self, who: Attendee) -> str:
        """Return the one name of a person."""
        return self._names.get(self._key(who)) or who.name or who.handle

    @property
    def with_aliases(self) -> tuple[KnownPerson, ...]:
        """Everybody who has a handle or several spellings, by name."""
        found = [
            KnownPerson(self._names[key], aliases)
            for key, known in self._known.items()
            if (aliases := self._aliases(key, known))
        ]
        return tuple(sorted(found, key=lambda person: person.name.casefold()))

    def _key(self, who: Attendee) -> str:
        return self._owner.get(f"@{who.handle.casefold()}", "") or self._owner.get(
            fold_person(who.name), fold_person(who.name or who.handle)
        )

    def _aliases(self, key: str, known: _Known) -> tuple[str, ...]:
        name = self._names[key]
        others = {fold_person(other): other for other in (*sorted(known.handles), *known.spellings)}
        others.pop(fold_person(name), None)
        return tuple(sorted(others.values(), key=str.casefold))

    @staticmethod
    def _name(known: _Known) -> str:
        spellings = sorted(known.spellings.items(), key=lambda item: (" " not in item[0], -item[1], item[0]))
        return spellings[0][0] if spellings else next(iter(sorted(known.handles)), "")


def find_first_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name of one word the only longer name that begins with it, of somebody who may be the same."""
    by_first: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        by_first.setdefault(fold_person(name.partition(" ")[0]), {})[fold_person(name)] = name
    pairs = (tuple(sorted(same.items())) for same in by_first.values() if len(same) == 2)
    return {short: long for (first, short), (_, long) in pairs if "-" not in first and " " in long}
