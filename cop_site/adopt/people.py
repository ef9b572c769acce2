"""Makes one person of the handles and spellings under which a source names somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from cop_site.adopt.attendee import Attendee
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
        self._owner = _find_owners(named)
        self._known: dict[str, _Known] = {}
        for who in named:
            known = self._known.setdefault(self._key(who), _Known())
            if who.name:
                known.spellings[who.name] += 1
            if who.handle:
                known.handles.add(who.handle)
        shared = Counter(fold_person(name) for known in self._known.values() for name in known.spellings)
        self._names = {key: self._name(known, shared) for key, known in self._known.items()}

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
        by_name = fold_person(who.name or who.handle)
        by_name = self._owner.get(by_name, by_name)
        by_handle = self._owner.get(f"@{who.handle.casefold()}", "") if who.handle else ""
        is_slip = bool(who.name) and _is_full(fold_person(who.name)) and by_name != by_handle
        return by_name if not by_handle or is_slip else by_handle

    def _aliases(self, key: str, known: _Known) -> tuple[str, ...]:
        name = self._names[key]
        others = {fold_person(other): other for other in (*sorted(known.handles), *known.spellings)}
        others.pop(fold_person(name), None)
        return tuple(sorted(others.values(), key=str.casefold))

    @staticmethod
    def _name(known: _Known, shared: Mapping[str, int]) -> str:
        """The spelling that is used most, full names first; a handle rather than a first name that several have."""
        spellings = sorted(known.spellings.items(), key=lambda item: (" " not in item[0], -item[1], item[0]))
        best = spellings[0][0] if spellings else ""
        is_shared = bool(known.handles) and " " not in best and shared[fold_person(best)] > 1
        return best if best and not is_shared else next(iter(sorted(known.handles)), "")


def _find_owners(named: Sequence[Attendee]) -> dict[str, str]:
    """Return for the handles and names of everybody whom a source gives a handle the name or handle that they go by.

    A handle is that of the full name it is given to most, and of names that share a word with it: what a slip of the
    hand gives to somebody else is theirs no more than before. A name of one word has one handle, or says nobody.
    """
    given: dict[str, Counter[str]] = {}
    handles: dict[str, set[str]] = {}
    for who in named:
        if who.handle and who.name:
            handle = f"@{who.handle.casefold()}"
            given.setdefault(handle, Counter())[fold_person(who.name)] += 1
            handles.setdefault(fold_person(who.name), set()).add(handle)
    owners: dict[str, str] = {}
    for handle, names in given.items():
        best = min(names, key=lambda name: (not _is_full(name), -names[name], name))
        owner = owners.setdefault(best, best) if _is_full(best) or len(handles[best]) == 1 else handle
        owners[handle] = owner
        for name in names:
            is_same = len(handles[name]) == 1 if not _is_full(name) else not _words(name).isdisjoint(_words(best))
            if is_same and name != best:
                owners.setdefault(name, owner)
    return owners


def _is_full(folded: str) -> bool:
    return "-" in folded


def _words(folded: str) -> set[str]:
    return set(folded.split("-"))


def turn_names(came: Sequence[Sequence[Attendee]], others: Iterable[str]) -> list[list[Attendee]]:
    """Return who came to each meetup; `Doe, Jan` is Jan Doe unless the source says otherwise.

    It does where others are called Doe at first, where several came from Jan, as from an organisation, and where as
    many are written with their first name alone. `others` are names that stand elsewhere.
    """
    named = {who.name for found in came for who in found if not who.turned} | set(others)
    turned = {who.turned: who.name for found in came for who in found if who.turned}
    firsts = {fold_person(name.split(" ")[0]) for name in named if " " in name}
    alone = sum(" " not in name and name[:1].isupper() for name in named)
    behind = Counter(name.removesuffix(f" {last}") for name, last in turned.items())
    votes = [_vote(name.removesuffix(f" {last}"), last, firsts, behind) for name, last in turned.items()]
    if not turned or sum(votes) < 0 or (sum(votes) == 0 and alone >= len(turned)):
        return list(map(list, came))
    return [[Attendee(who.turned or who.name, who.handle) for who in found] for found in came]


def _vote(first: str, last: str, firsts: Set[str], behind: Mapping[str, int]) -> int:
    """Return whether `last, first` is a name with the last name first: 1, 0 if nothing tells, or -1."""
    is_first, is_last = fold_person(first) in firsts, fold_person(last) not in firsts
    return int(is_first) - int(not is_last or (behind[first] > 1 and not is_first))


def find_first_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name of one word the only longer name that begins with it, of somebody who may be the same."""
    by_first: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        by_first.setdefault(fold_person(name.partition(" ")[0]), {})[fold_person(name)] = name
    pairs = (tuple(sorted(same.items())) for same in by_first.values() if len(same) == 2)
    return {short: long for (first, short), (_, long) in pairs if "-" not in first and " " in long}
