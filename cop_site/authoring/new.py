"""Makes a new note from an archetype, with what is known filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cop_site.content.frontmatter import StrictHandler
from cop_site.diagnostics import MendableError
from cop_site.model.kind import Kind, name_file
from cop_site.model.kinds import slugify


class NewNoteError(MendableError):
    """The note cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note that is not written yet."""

    name: str
    """Below the content folder."""
    text: str


def draft_note(kind: Kind, title: str, day: date, archetypes: tuple[Path, ...]) -> NewNote:
    """Fill in the archetype of a kind; an archetype in an earlier folder comes first.

    The note passes every check as it is. Raises NewNoteError when the title leaves nothing to name a file by.
    """
    name = name_note(kind, title, day)
    environment = Environment(  # noqa: S701  # Markdown, not HTML; the title goes in as one quoted YAML value
        loader=FileSystemLoader([str(folder) for folder in archetypes]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    values = {"title": _as_yaml(title), "today": day.isoformat()}
    text = environment.get_template(f"{kind.value}.md").render(values)
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
    """The name of a new note's file; raises NewNoteError when the title leaves nothing to name it by."""
    slug = slugify(title)
    if not slug and kind is not Kind.COMMUNITY:
        raise NewNoteError(f"{title!r} has no letters or digits to name the file by; choose another title")
    return name_file(kind, slug, day)


def _as_yaml(value: str) -> str:
    """A text as it stands in front matter, in quotes where it has to be."""
    exported: str = StrictHandler().export({"title": " ".join(value.split())}, width=10_000)
    return exported.removeprefix("title: ")
