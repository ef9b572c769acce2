"""What the rest of `cop` has to know of a kind of note besides its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cop_site.model.kinds.fields import Fields
from cop_site.model.values import Target

_MAX_SLUG = 80
"""Characters; with the day and the ending the name stays one that every system takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindInfo:
    """All that differs from kind to kind and is asked for by kind."""

    name: str
    """Such as `meetup`: its name in commands, schemas, labels of issues and the names of archetypes and snippets."""
    model: type[Fields]
    """Its fields; the first line of its docstring says on the site what a note of this kind is."""
    label: str
    """What one is called on the site."""
    plural: str
    """What several are called: the title of their list."""
    folder: str = ""
    """The folder of its notes, whose address is that of their list; empty for the charter and plain pages."""
    dated: bool = False
    """Whether notes are records of a day: their file names begin with it, and the newest are on the home page."""
    template: str = ""
    """The template of a note's page; empty where a module of `pages/` says which, and for plain pages."""
    lead: str = ""
    """The sentence above their list; empty where the list has a function of its own in `pages/`."""
    menu: str = "Notes"
    """The menu of the navigation in which the list stands; `model.sections.MENUS` has them all."""
    menu_order: int = 50
    """Its place in the menu, the lowest first."""
    topic_order: int | None = 50
    """Its place among the notes on a topic's page, the lowest first; None where they are not shown there."""
    topic_heading: str = ""
    """Their heading on a topic's page, where it is not `plural`."""
    introduces: str = ""
    """Why a learning path proposes such a note as the first to read on a topic; empty where it proposes none."""
    introduces_order: int = 0
    """Which kind introduces best: of equally good notes, the lowest comes first."""
    prepares_meetups: bool = False
    """Whether the plan proposes notes of this kind as material for a meetup."""
    makers: tuple[str, ...] = ("authors",)
    """The fields that say who made it."""
    keepers: tuple[str, ...] = ()
    """The fields that say who else looks after it."""
    search_fields: tuple[str, ...] = ("summary",)
    """The fields by whose texts search finds it, besides its title and body."""
    credited: bool = True
    """Whether the page of a member lists what they made of this kind."""
    targets: tuple[Target, ...] = ()
    """The kinds of reference by which other notes name one of these."""
    form_fields: tuple[str, ...] = ()
    """The fields that its issue form asks for, in its order: what somebody knows who was there. Empty for no form."""

    @property
    def list_uri(self) -> str:
        """The address of the list of its notes; empty where there is none."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def title_key(self) -> str:
        """The name under which members write a note's title: `title` or `name`."""
        return self.model.model_fields["title"].alias or "title"

    def name_file(self, slug: str, day: date) -> str:
        """Return the name of a note's file below the content folder; the charter's is always `index.md`."""
        if self.name == "community":
            return "index.md"
        slug = slug[:_MAX_SLUG].rstrip("-")
        return f"{self.list_uri}{day.isoformat()}-{slug}.md" if self.dated else f"{self.list_uri}{slug}.md"
