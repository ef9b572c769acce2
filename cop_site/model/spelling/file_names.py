"""Finds the file that a wrong name was meant to be."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath

from cop_site.model.spelling.fold import closest
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_only_typo


class FileNames:
    """The files of a content folder, to look up the one most similar to a wrong name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._by_fold = {name.casefold(): name for name in reversed(self._names)}
        self._by_base: dict[str, list[str]] = {}
        for name in self._names:
            self._by_base.setdefault(posixpath.basename(name).casefold(), []).append(name)

    def closest(self, name: str) -> str:
        """Return the name with other case, with its ending, in another folder, or with typos; empty for none."""
        for spelling in (name, f"{name}.md"):
            if suggestion := self._by_fold.get(spelling.casefold()):
                return suggestion
        elsewhere = self._by_base.get(posixpath.basename(name).casefold(), ())
        if len(elsewhere) == 1:
            return elsewhere[0]
        # Names that are similar only in their folder and ending are not suggested.
        suggestion = self._nearest.closest(name)
        alike = suggestion and closest(PurePosixPath(name).stem, [PurePosixPath(suggestion).stem])
        return suggestion if alike else ""

    def is_sure(self, name: str, suggestion: str) -> bool:
        """Return whether a name differs from the suggestion in case or ending only, or is a typo of no other name."""
        if suggestion.casefold() in (name.casefold(), f"{name}.md".casefold()):
            return True
        folder, base = posixpath.split(name)
        near = self._nearest.list_near(name)
        siblings = [posixpath.basename(other) for other in near if posixpath.dirname(other) == folder]
        return posixpath.dirname(suggestion) == folder and is_only_typo(base, posixpath.basename(suggestion), siblings)

    @cached_property
    def _nearest(self) -> Names:
        return Names(self._names)
