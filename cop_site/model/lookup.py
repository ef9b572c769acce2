"""Finds what a name in a note means, and says why one means nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.people import fold_person
from cop_site.model.spelling.dates import read_day
from cop_site.model.spelling.fold import closest, fold
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_only_typo
from cop_site.model.values import Target

_KINDS = {target: kind for kind in Kind for target in kind.info.targets}


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that means nothing on the site."""

    message: str
    hint: str
    meant: str = ""
    """The name that was most likely meant; empty for none."""
    sure: bool = False
    """Whether nobody can have meant anything else."""


def find_unknown_name(target: Target, text: str, community: Community, *, origin: str = "") -> UnknownName | None:
    """Say why a name means nothing; None when it means something, or its file has problems of its own.

    `origin` is the name of the note that says it, which it will not have meant.
    """
    if target == "meetup" and read_day(text):
        return None  # the day to which a meetup was moved
    if target == "note":
        known: Iterable[str] = community.by_key
        name = f"{text}.md"
    else:
        kind = _KINDS[target]
        known = [note.slug for note in community.of(kind)]
        name = f"{kind.info.list_uri}{text}.md"
    if text in known or _has_other_name(target, text, community):
        return None
    if name in community.unpublished_names:
        return UnknownName(f"the {target} {text!r} is not published", "publish it first, or take it out here")
    if is_unread(name, community):
        return None
    own = origin.removesuffix(".md")
    others = [other for other in known if other not in (own, own.rpartition("/")[2])]
    meant = _find_meant(text, others)
    new = "" if target == "note" else f": cop new {target}"
    hint = f"did you mean {meant!r}?" if meant else f"correct the name, or write it first{new}"
    return UnknownName(
        f"there is no {target} {text!r}", hint, meant, bool(meant) and _is_sure(target, text, meant, others, community)
    )


def is_unread(name: str, community: Community) -> bool:
    """Whether a file stands there that could not be read as a note, so that its own diagnostic says all."""
    path = f"{community.content_folder}/{name}"
    known = name in community.by_name or name in community.unpublished_names
    return not known and any(problem.span.path == path for problem in community.problems)


def _has_other_name(target: Target, text: str, community: Community) -> bool:
    if target == "topic":
        return bool(community.topic_named(text))
    return target == "member" and community.person(text).key in community.members


def _find_meant(text: str, known: Iterable[str]) -> str:
    """The known name that a wrong one most likely means, even if it is written as a path to the file."""
    known = list(known)
    inside = text.removesuffix(".md").strip("./")
    for written in (text, inside, inside.rpartition("/")[2]):
        meant = written if written in known else closest(written, known)
        if meant:
            return meant
    return ""


def _is_sure(target: Target, text: str, meant: str, known: Iterable[str], community: Community) -> bool:
    """Whether a wrong name can have meant one thing only; of people, one letter may tell two from each other."""
    inside = text.removesuffix(".md").strip("./")
    if meant in (inside, inside.rpartition("/")[2]):
        return True
    name = inside if "/" in meant else inside.rpartition("/")[2]
    if target == "member":
        return fold_person(name) == fold_person(meant)
    differs_in_plural = fold(name) == fold(meant) and community.fold(name) != community.fold(meant)
    return is_only_typo(name, meant, known) and not differs_in_plural


class FileNames:
    """The files of a content folder, to be asked for the one that a wrong name most likely means."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._by_fold = {name.casefold(): name for name in reversed(self._names)}
        self._by_base: dict[str, list[str]] = {}
        for name in self._names:
            self._by_base.setdefault(posixpath.basename(name).casefold(), []).append(name)

    def closest(self, name: str) -> str:
        """The same name in other case, without its ending or elsewhere, or one like it; empty for none."""
        for wanted in (name, f"{name}.md"):
            if meant := self._by_fold.get(wanted.casefold()):
                return meant
        elsewhere = self._by_base.get(posixpath.basename(name).casefold(), ())
        if len(elsewhere) == 1:
            return elsewhere[0]
        # What folders and endings have in common makes no name a misspelling of another.
        meant = self._nearest.closest(name)
        return meant if closest(PurePosixPath(name).stem, [PurePosixPath(meant).stem]) else ""

    def is_sure(self, name: str, meant: str) -> bool:
        """Whether the name differs from this one in case or ending only, or is a slip for it and for no other."""
        if meant.casefold() in (name.casefold(), f"{name}.md".casefold()):
            return True
        folder, base = posixpath.split(name)
        beside = [posixpath.basename(other) for other in self._names if posixpath.dirname(other) == folder]
        return posixpath.dirname(meant) == folder and is_only_typo(base, posixpath.basename(meant), beside)

    @cached_property
    def _nearest(self) -> Names:
        return Names(self._names)
