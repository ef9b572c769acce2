"""Finds the person that a command is about."""

from __future__ import annotations

from cop_site.diagnostics import UserError
from cop_site.insight.figures import Figures
from cop_site.model.kinds import Kind
from cop_site.model.person_names import fold_person


def find_person(who: str, figures: Figures) -> str:
    """Return the key of a person by their file, handle or any of their names; raise UserError if nobody has it."""
    community = figures.community
    name = who.strip().removeprefix(f"{community.content_folder}/").removeprefix("members/").removesuffix(".md")
    key = community.name_owners.get(fold_person(name)) or community.person(name).key
    if key in community.members or key in figures.traces or key in community.name_owners.values():
        return key
    near = community.names_of(Kind.MEMBER).closest(fold_person(name))
    hint = f"did you mean {near!r}?" if near else "give the name of their file, a handle, or a name as it is written"
    raise UserError(f"nobody is called {who!r}; {hint}")
