"""Texts about a community, in Markdown or as plain text: headings, lists, links to notes, and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.markdown import enumerate_names, escape_markdown
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Member
from cop_site.model.note import Note
from cop_site.wording.catalogue import ENGLISH

Sections = Mapping[str, Iterable[str]]
"""The items of a list below each heading."""


@dataclass(frozen=True, slots=True)
class Prose:
    """How a text is written."""

    community: Community
    address: Callable[[Note[Fields]], str] = lambda _: ""
    """Returns the address that leads to a note; empty for none."""
    is_plain: bool = False
    """Whether it is plain text; else it is Markdown."""
    is_private: bool = False
    """Whether people who are not listed are named, because it is never published."""

    def text(self, text: str) -> str:
        """Return a text on one line as it is shown; handles of people who are not to be named are not."""
        shown = text if self.is_private else self.community.hide_handles(text)
        return " ".join(shown.split()) if self.is_plain else escape_markdown(shown)

    def day(self, day: date) -> str:
        """Return a day as it stands in a sentence, such as `14 Jan 2026`."""
        return str(ENGLISH.formats.day(day))

    def note(self, note: Note[Fields]) -> str:
        """Return the title of a note, with its address if it has one."""
        title, address = self.text(note.title), self.address(note)
        if not address:
            return title
        return f"{title} ({address})" if self.is_plain else f"[{title}]({address})"

    def notes(self, notes: Iterable[Note[Fields]]) -> str:
        """Return the titles of notes as they stand in a sentence."""
        return enumerate_names([self.note(note) for note in notes])

    def members(self, members: Sequence[Note[Member]]) -> str:
        """Return the names of listed members and the number of the others, or all names if nobody else reads them."""
        named = [self.text(member.title) for member in members if member.has_page or self.is_private]
        others = len(members) - len(named)
        more = f"{others} {'more ' if named else ''}{'member' if others == 1 else 'members'}"
        return enumerate_names([*named, more] if others else named)

    def person(self, key: str) -> str:
        """Return the name of a person, by key."""
        if not self.is_private:
            return self.text(self.community.person(key).name)
        person, member = self.community.person(key), self.community.members.get(key)
        return self.text(member.title if member else person.name if person.is_named else key)

    def lists(self, sections: Sections, level: int = 2) -> str:
        """Return each heading with its list, without those that have no items; ends with a newline."""
        blocks = []
        for heading, items in sections.items():
            if lines := [f"- {item}" for item in items]:
                blocks.append("\n".join([heading if self.is_plain else f"{'#' * level} {heading}", "", *lines]))
        return "\n\n".join(blocks) + "\n" if blocks else ""
