"""Reads the front matter of notes, unless the store knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cop_site.content.files import SourceText
    from cop_site.content.load import Plain, Source
    from cop_site.project.store import Store

_NOTES, _FACTS = "notes", "facts"
"""The shelves of what is read of notes, and of what is computed from each alone."""


def key_of(text: SourceText, field_names: str) -> str:
    """Return a digest of what all that is known of a note depends on: its text, its path and the setting `fields`."""
    digest = blake2b(f"{field_names}\0{text.path}\0".encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(text.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def read_sources(texts: Sequence[SourceText], store: Store, keys: Mapping[str, str]) -> list[Source]:
    """Return the notes with their front matter, in the same order; `keys` has that of each note by its path."""
    from cop_site.content.load import load, reduce, restore  # noqa: PLC0415  # not needed if a result is cached

    known = store.find(_NOTES, (keys[text.path] for text in texts))
    sources: list[Source] = []
    read: dict[str, Plain] = {}
    for text in texts:
        key = keys[text.path]
        sources.append(restore(text, known[key]) if key in known else load(text))
        if key not in known and (plain := reduce(sources[-1])):
            read[key] = plain
    if read:
        store.keep(_NOTES, read)
    return sources


def recall_facts(sources: Iterable[Source], store: Store, keys: Mapping[str, str]) -> Callable[[], None]:
    """Give sources the facts of earlier runs; return a function to call once, which keeps those that are new."""
    sources = [source for source in sources if source.path in keys]
    known = store.find(_FACTS, (keys[source.path] for source in sources))
    for source in sources:
        source.facts.update(known.get(keys[source.path], {}))

    def keep() -> None:
        found = {keys[source.path]: source.facts for source in sources if source.facts}
        if changed := {key: facts for key, facts in found.items() if facts != known.get(key)}:
            store.keep(_FACTS, changed)

    return keep
