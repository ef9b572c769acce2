"""Reads the front matter of notes, unless the store knows it; if many are new, part of them in a second process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from cop_site.project.parallel import is_worthwhile, start

if TYPE_CHECKING:
    from cop_site.content.files import SourceText
    from cop_site.content.load import Plain, Source
    from cop_site.project.store import Store

_SHARE = 0.6
"""Share of the notes that the second process reads, since this one also imports the models meanwhile."""
_NOTES, _FACTS = "notes", "facts"
"""The shelves of what is read of notes, and of what is computed from each alone."""


def key_of(text: SourceText, field_names: str) -> str:
    """Return a digest of what all that is known of a note depends on: its text, its path and the setting `fields`."""
    digest = blake2b(f"{field_names}\0{text.path}\0".encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(text.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def start_reading(texts: Sequence[SourceText], store: Store, keys: Mapping[str, str]) -> Callable[[], list[Source]]:
    """Start to read the front matter of notes; return a function that waits for the sources, in the same order.

    `keys` has that of each note by its path.
    """
    known = store.find(_NOTES, (keys[text.path] for text in texts))
    new = [text for text in texts if keys[text.path] not in known]
    ours = int(len(new) * (1 - _SHARE)) if is_worthwhile(len(new)) else len(new)
    finish_rest = start(lambda: _read_plain(new[ours:])) if ours < len(new) else list

    def finish() -> list[Source]:
        from cop_site.content.load import load, reduce, restore  # noqa: PLC0415  # not needed if a result is cached

        loaded = {text.path: load(text) for text in new[:ours]}
        found = [*map(reduce, loaded.values()), *finish_rest()]
        if read := {keys[text.path]: one for text, one in zip(new, found, strict=True) if one}:
            store.keep(_NOTES, read)
        known.update(read)
        sources = []
        for text in texts:
            plain = known.get(keys[text.path])
            sources.append(loaded.get(text.path) or (restore(text, plain) if plain else load(text)))
        return sources

    return finish


def _read_plain(texts: Sequence[SourceText]) -> list[Plain | None]:
    """Return the front matter of each note in Python's plain types; None for a note with problems."""
    from cop_site.content.load import load, reduce  # noqa: PLC0415  # as above

    return [reduce(load(text)) for text in texts]


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
