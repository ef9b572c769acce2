"""Texts about a community, in Markdown or as plain text: headings, lists, links to notes, and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.markdown import escape_markdown
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Member
from cop_site.model.note import Note
from cop_site.model.people import UNNAMED, Person
from cop_site.wording.catalogue import ENGLISH, Wording
from cop_site.wording.message import Message

Sections = Mapping[str, Iterable[str]]
"""The items of a list below each heading."""


@dataclass(frozen=True, slots=True)
class Prose:
    """How a text is written."""

    community: Community
    wording: Wording = ENGLISH
    """The language of the text, which is that of the community."""
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
        return str(self.wording.formats.day(day))

    def note(self, note: Note[Fields]) -> str:
        """Return the title of a note, with its address if it has one."""
        title, address = self.text(note.title), self.address(note)
        if not address:
            return title
        return f"{title} ({address})" if self.is_plain else f"[{title}]({address})"

    def notes(self, notes: Iterable[Note[Fields]]) -> str:
        """Return the titles of notes as they stand in a sentence."""
        return self.enumerate(map(self.note, notes))

    def dated(self, note: Note[Meetup]) -> str:
        """Return a meetup with its day before it."""
        return self.wording.named(self.day(note.fields.date), self.note(note))

    def enumerate(self, items: Iterable[str]) -> str:
        """Return the items of a list as they stand in a sentence: `A, B and C`."""
        return self.wording.formats.join_with_and(items)

    def remark(self, text: str, remark: str) -> str:
        """Return a text with a remark on it in brackets."""
        return self.wording.gettext("%(text)s (%(remark)s)", text=text, remark=remark)

    def add(self, text: str, more: str) -> str:
        """Return a text with more to say behind it, apart from it by more than a comma."""
        # Translators: the first may have commas.
        return self.wording.gettext("%(text)s; %(more)s", text=text, more=more)

    def message(self, message: Message) -> str:
        """Return a sentence of the figures as it stands in a text."""
        return self.wording.word(message) % {name: self._show(value) for name, value in message.values.items()}

    def _show(self, value: object) -> object:
        if isinstance(value, tuple):
            return self.wording.formats.join(self.text(note.title) for note in value)
        return self.day(value) if isinstance(value, date) else value

    def members(self, members: Sequence[Note[Member]]) -> str:
        """Return the names of listed members and the number of the others, or all names if nobody else reads them."""
        named = [self.text(member.title) for member in members if member.has_page or self.is_private]
        others, ngettext = len(members) - len(named), self.wording.ngettext
        if named and others:
            named.append(ngettext("%(num)s more member", "%(num)s more members", others))
        return self.enumerate(named) if named else ngettext("%(num)s member", "%(num)s members", others)

    def people(self, names: Iterable[str]) -> str:
        """Return people as they stand in a sentence, each once, under the names by which they may be shown."""
        people = {person.key: person for person in map(self.community.person, names)}
        return self.enumerate(map(self._name, people.values()))

    def person(self, key: str) -> str:
        """Return the name of a person, by key."""
        person, member = self.community.person(key), self.community.members.get(key)
        if not self.is_private:
            return self._name(person)
        return self.text(member.title if member else person.name if person.is_named else key)

    def _name(self, person: Person) -> str:
        is_nobody = not person.is_named and person.name == UNNAMED
        return self.wording.gettext("a member") if is_nobody else self.text(person.name)

    def lists(self, sections: Sections, level: int = 2) -> str:
        """Return each heading with its list, without those that have no items; ends with a newline."""
        blocks = []
        for heading, items in sections.items():
            if lines := [f"- {item}" for item in items]:
                blocks.append("\n".join([heading if self.is_plain else f"{'#' * level} {heading}", "", *lines]))
        return "\n\n".join(blocks) + "\n" if blocks else ""
