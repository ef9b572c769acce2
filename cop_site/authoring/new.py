"""Makes a new note from an archetype, with what is known filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cop_site.content.frontmatter import StrictHandler
from cop_site.diagnostics import MendableError
from cop_site.model.kinds import FOLDERS, Kind, slugify

_FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}
_DATED = frozenset({Kind.MEETUP, Kind.TESTIMONIAL})


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
    if kind is Kind.COMMUNITY:
        return "index.md"
    # The length keeps the name portable, with room for the day and the ending.
    slug = slugify(title)[:80].rstrip("-")
    if not slug:
        raise NewNoteError(f"{title!r} has no letters or digits to name the file by; choose another title")
    stem = f"{day.isoformat()}-{slug}" if kind in _DATED else slug
    folder = _FOLDER_OF.get(kind)
    return f"{folder}/{stem}.md" if folder else f"{stem}.md"


def _as_yaml(value: str) -> str:
    """A text as it stands in front matter, in quotes where it has to be."""
    exported: str = StrictHandler().export({"title": " ".join(value.split())}, width=10_000)
    return exported.removeprefix("title: ")
