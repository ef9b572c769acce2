"""Changes a published index where the texts of some notes have changed: the same bytes as an index that is built anew.

Pagefind indexes only these notes, as they were and as they are. What differs is put in place of what was there; of the
other files, none is written, and only those are read that hold a word that differs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cop_site.pages.findable import describe_entry, find_language, find_places
from cop_site.pages.site import Site
from cop_site.search.format import ENTRY, name_chunk, pack, unpack
from cop_site.search.index import index_alone
from cop_site.search.merge import Part, merge_filters, name_fragment, name_shard, take_apart, write_meta
from cop_site.search.shards import LIMIT, order_pages
from cop_site.search.words import change_words, compare


class Patch(NamedTuple):
    """An index that differs from an older one."""

    files: dict[str, bytes]
    """The new files by name."""
    links: dict[str, str]
    """The names of the files that stay, each with the one that it had."""


def find_patch(
    site: Site, language: str, folder: Path, names: Iterable[str], before: Mapping[str, str]
) -> Patch | None:
    """Return what differs in the index in `folder`; None if too much does, or if it is not what is expected.

    `language` is the code of the site's own language, `names` are those of the files of the index, and `before` has
    the older body of each note that has changed, by the path of the note.
    """
    links = {name: name for name in names}
    places = list(find_places(site))
    numbers = {uri: number for number, uri in enumerate(order_pages(note.uri for note, _ in places))}
    changed = [place for place in places if place[0].source.path in before]
    changed.sort(key=lambda place: numbers[place[0].uri])
    if len(changed) >= LIMIT:
        return None
    if not changed:
        return Patch({}, links)
    entries = [describe_entry(*place, find_language(site, language)) for place in changed]
    older = [replace(entry, body=before[note.source.path]) for entry, (note, _) in zip(entries, changed, strict=True)]
    alone = (index_alone(pages, language, site.folding) for pages in (older, entries))
    return patch(folder, links, [numbers[entry.uri] for entry in entries], *alone)


def patch(
    folder: Path,
    links: dict[str, str],
    numbers: Sequence[int],
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
) -> Patch | None:
    """Return what differs in the index in `folder`, whose files are `links`; None if more has changed than texts.

    `before` and `after` are indexes of the notes that have changed, whose pages have these `numbers` in the whole one.
    """
    (old, old_files), (new, new_files) = take_apart(before), take_apart(after)
    entry = (folder / ENTRY).read_bytes()
    [described] = json.loads(entry)["languages"].values()
    meta = f"pagefind.{described['hash']}.pf_meta"
    version, pages, chunks, *others = unpack((folder / meta).read_bytes())
    if not old.size == new.size == len(numbers) or max(numbers) >= len(pages):
        return None  # Pagefind leaves out what has no word at all
    published = [(folder / name_fragment(pages[number][0])).read_bytes() for number in numbers]
    if published != _list_fragments(old, old_files) or [*merge_filters([old])] != [*merge_filters([new])]:
        return None
    fragments = dict(zip(numbers, _list_fragments(new, new_files), strict=True))
    renamed = _rename(folder, [name for name, _ in pages], fragments)
    counts = {number: new.meta[1][at][1] for at, number in enumerate(numbers)}
    made = list(change_words(folder, chunks, compare(old, new, numbers)))
    files = {name_chunk(told): pack(content) for told, content in made if content}
    for number, name in renamed.items():
        file, was = name_fragment(name), links.pop(name_fragment(pages[number][0]))
        if number in fragments:
            files[file] = fragments[number]
        else:
            links[file] = was
    pages = [[renamed.get(number, name), counts.get(number, count)] for number, (name, count) in enumerate(pages)]
    files |= write_meta(entry, [version, pages, [told for told, _ in made], *others])
    gone = {meta, *map(name_chunk, chunks)} - {name_chunk(told) for told, _ in made}
    return Patch(files, {name: was for name, was in links.items() if name not in files and name not in gone})


def _list_fragments(part: Part, files: Mapping[str, bytes]) -> list[bytes]:
    return [files[name_fragment(f"{part.name}-{number}")] for number in range(part.size)]


def _rename(folder: Path, names: Sequence[str], changed: Mapping[int, bytes]) -> dict[int, str]:
    """Return the new names of all pages in the shards of those that have changed, by number."""
    shards = [name.partition("-")[0] for name in names]
    renamed: dict[int, str] = {}
    for shard in {shards[number] for number in changed}:
        numbers = [number for number, other in enumerate(shards) if other == shard]
        files = (folder / name_fragment(names[number]) for number in numbers)
        contents = [changed.get(number) or file.read_bytes() for number, file in zip(numbers, files, strict=True)]
        name = name_shard(contents)
        renamed |= {number: f"{name}-{at}" for at, number in enumerate(numbers)}
    return renamed
