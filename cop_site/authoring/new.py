"""Makes a new note from an archetype, with what is known filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateError

from cop_site.content.file_name import check_file_name
from cop_site.content.frontmatter.split import StrictHandler
from cop_site.diagnostics import UserError
from cop_site.model.kinds import Kind, slugify


class NewNoteError(UserError):
    """The note cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is not written yet."""

    name: str
    """Below the content folder."""
    text: str


def draft_note(kind: Kind, title: str, day: date, archetype: str) -> NewNote:
    """Fill in the archetype of a kind.

    With ours, the note breaks no rule as it is but that its words are not its own. Raises NewNoteError when the title
    leaves nothing to name a file by, and for an archetype with an error in it.
    """
    name = name_note(kind, title, day)
    # Markdown, not HTML; the title goes in as one quoted YAML value.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  # as said above
    try:
        text = environment.from_string(archetype).render({"title": _as_yaml(title), "today": day.isoformat()})
    except TemplateError as error:
        raise NewNoteError(f"the archetype of a {kind.value} cannot be filled in: {error}") from None
    return NewNote(name, text)


def write_note(note: NewNote, content: Path, *, replace: bool = False) -> Path:
    """Write a note below the content folder; raises NewNoteError when a file is there that must not be replaced."""
    file = content / note.name
    if file.exists() and not replace:
        raise NewNoteError(f"{file} exists already; choose another title, or edit that file")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(note.text, "utf-8", newline="\n")
    return file


def name_note(kind: Kind, title: str, day: date) -> str:
    """The name of a new note's file; raises NewNoteError when the title leaves none that every system takes."""
    slug = slugify(title)
    if not slug and kind is not Kind.COMMUNITY:
        raise NewNoteError(f"{title!r} has no letters or digits to name the file by; choose another title")
    name = kind.info.name_file(slug, day)
    if problem := check_file_name(name.rpartition("/")[2], name):
        raise NewNoteError(f"{name} cannot be the name of a file: {problem.message}; choose another title")
    return name


def _as_yaml(value: str) -> str:
    """A text as it stands in front matter, in quotes where it has to be."""
    exported: str = StrictHandler().export({"title": " ".join(value.split())}, width=10_000)
    return exported.removeprefix("title: ")
