"""Reads the notes of a project, part of them in a process beside this one where there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cop_site.project.parallel import begin, is_worthwhile

if TYPE_CHECKING:
    from cop_site.content.files import SourceText
    from cop_site.content.load import Source

_SHARE = 0.65
"""What the second process takes: this one imports what understands the notes meanwhile."""


def begin_reading(texts: Sequence[SourceText]) -> Callable[[], list[Source]]:
    """Begin to read the front matter of notes; what is returned gives the sources in their order."""
    here = int(len(texts) * (1 - _SHARE)) if is_worthwhile(len(texts)) else len(texts)
    there = begin(lambda: _read_plain(texts[here:])) if here < len(texts) else list

    def finish() -> list[Source]:
        from cop_site.content.load import load, restore  # noqa: PLC0415  # each process imports it for itself

        sources = [load(text) for text in texts[:here]]
        for text, plain in zip(texts[here:], there(), strict=True):
            sources.append(restore(text, plain) if plain else load(text))
        return sources

    return finish


def _read_plain(texts: Sequence[SourceText]) -> list[Any]:
    """What was read of each note, in Python's plain types; None where something is wrong and has to be told."""
    from cop_site.content.load import load, reduce  # noqa: PLC0415  # as above

    return [reduce(load(text)) for text in texts]
