"""What `cop new` begins notes with. As long as it stands in a note, it says nothing about the community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cop_site.content.frontmatter.split import read_front_matter
from cop_site.content.load import Source
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note

Archetypes = Mapping[Kind, tuple[str, ...]]
"""What notes of each kind may have been begun with: the archetype in the language of the community, and in English."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The texts of the archetypes."""

    lines: Mapping[Kind, frozenset[str]]
    """The lines of the body of each kind, without the white space around them."""
    items: frozenset[str]
    """The list items of a meetup's body."""
    addresses: frozenset[str]
    """The web addresses in fields."""

    def own_text(self, note: Note[Fields]) -> str:
        """Return the body of a note without the lines that it was begun with."""
        lines, text = self.lines.get(note.kind, ()), note.source.authored
        if not any(line in text for line in lines):
            return text
        return "\n".join(line for line in text.split("\n") if line.strip() not in lines)


NO_SCAFFOLD = Scaffold({}, frozenset(), frozenset())


def read_scaffold(archetypes: Archetypes) -> Scaffold:
    """Return what notes begin with, by their archetypes."""
    sources = {
        kind: [Source("", f"{kind.value}.md", read_front_matter(text, "")) for text in texts]
        for kind, texts in archetypes.items()
    }
    bodies = {
        kind: (line.strip() for source in found for line in source.body.split("\n")) for kind, found in sources.items()
    }
    addresses = (one.front_matter.values.get("url") for found in sources.values() for one in found)
    return Scaffold(
        {kind: frozenset(filter(None, lines)) for kind, lines in bodies.items()},
        frozenset(item.text for meetup in sources.get(Kind.MEETUP, ()) for item in meetup.prose.items),
        frozenset(address for address in addresses if isinstance(address, str)),
    )
