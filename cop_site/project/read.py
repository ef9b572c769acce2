"""Reads the front matter of notes; if there are many, part of them in a second process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cop_site.project.parallel import is_worthwhile, start

if TYPE_CHECKING:
    from cop_site.content.files import SourceText
    from cop_site.content.load import Source

_SHARE = 0.65
"""Share of the notes that the second process reads; meanwhile, this one also imports the models."""


def start_reading(texts: Sequence[SourceText]) -> Callable[[], list[Source]]:
    """Start to read the front matter of notes; return a function that waits for the sources, in the same order."""
    split = int(len(texts) * (1 - _SHARE)) if is_worthwhile(len(texts)) else len(texts)
    finish_rest = start(lambda: _read_plain(texts[split:])) if split < len(texts) else list

    def finish() -> list[Source]:
        from cop_site.content.load import load, restore  # noqa: PLC0415  # each process imports it for itself

        sources = [load(text) for text in texts[:split]]
        for text, plain in zip(texts[split:], finish_rest(), strict=True):
            sources.append(restore(text, plain) if plain else load(text))
        return sources

    return finish


def _read_plain(texts: Sequence[SourceText]) -> list[Any]:
    """Return the front matter of each note in Python's plain types; None for a note with problems."""
    from cop_site.content.load import load, reduce  # noqa: PLC0415  # as above

    return [reduce(load(text)) for text in texts]
