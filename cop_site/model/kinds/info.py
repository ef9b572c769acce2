"""The properties of a kind of note, besides its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cop_site.model.kinds.fields import Fields
from cop_site.model.values import Target

_MAX_SLUG = 80
"""Characters; with a date and an ending, every file system accepts the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindInfo:
    """The properties of a kind of note."""

    name: str
    """Such as `meetup`: its name in commands, schemas, labels of issues and the names of archetypes and snippets."""
    model: type[Fields]
    """Its fields; the first line of the docstring describes the kind on the site."""
    label: str
    """The name of one note on the site."""
    plural: str
    """The name of several, and the title of their list."""
    folder: str = ""
    """The folder of its notes, and the address of their list; empty for the charter and plain pages."""
    dated: bool = False
    """Whether notes are records of a day: file names begin with it, and the newest are on the home page."""
    template: str = ""
    """The template of a note's page; empty if a module of `pages/` decides, and for plain pages."""
    lead: str = ""
    """The sentence above the list; empty if the list has a function of its own in `pages/`."""
    menu: str = "Notes"
    """The menu in the navigation that has the list, one of `model.sections.MENUS`."""
    menu_order: int = 50
    """The sort key in the menu."""
    topic_order: int | None = 50
    """The sort key on a topic's page; None if the notes are not shown there."""
    topic_heading: str = ""
    """The heading on a topic's page (default: `plural`)."""
    introduces: str = ""
    """Why a learning path proposes such a note as the first on a topic; empty if it proposes none."""
    introduces_order: int = 0
    """The sort key among equally good first notes."""
    prepares_meetups: bool = False
    """Whether the plan proposes notes of this kind as material for a meetup."""
    makers: tuple[str, ...] = ("authors",)
    """The fields that hold the people who made it."""
    keepers: tuple[str, ...] = ()
    """The fields that hold the other people who look after it."""
    search_fields: tuple[str, ...] = ("summary", "aliases")
    """The fields that are searched, besides title and body."""
    credited: bool = True
    """Whether a member's page lists the notes of this kind that the member made."""
    targets: tuple[Target, ...] = ()
    """The kinds of reference that name a note of this kind."""
    form_fields: tuple[str, ...] = ()
    """The fields in its issue form, in order; empty for no form."""

    @property
    def list_uri(self) -> str:
        """The address of the list of its notes; empty if there is none."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def title_key(self) -> str:
        """The name of the title in front matter: `title` or `name`."""
        return self.model.model_fields["title"].alias or "title"

    def name_file(self, slug: str, day: date) -> str:
        """Return the name of a note's file below the content folder; the charter's is always `index.md`."""
        if self.name == "community":
            return "index.md"
        slug = slug[:_MAX_SLUG].rstrip("-")
        return f"{self.list_uri}{day.isoformat()}-{slug}.md" if self.dated else f"{self.list_uri}{slug}.md"
