"""Makes new notes from archetypes or field values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError

from cop_site.content.file_name import check_file_name
from cop_site.content.frontmatter.split import StrictHandler, read_front_matter
from cop_site.diagnostics import UserError
from cop_site.fixes.write import find_place
from cop_site.model.kinds import Kind, slugify


class NewNoteError(UserError):
    """Raised if a note cannot be made."""


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note before it is written to disk."""

    name: str
    """The file name below the content folder."""
    text: str


def draft_note(kind: Kind, title: str, day: date, archetype: str) -> NewNote:
    """Return the note that an archetype makes.

    Raise NewNoteError if no file name can be made from the title, or if the archetype has an error.
    """
    name = name_note(kind, title, day)
    # Markdown, not HTML; the title is inserted as a YAML value.
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  # not HTML
    try:
        text = environment.from_string(archetype).render({"title": _as_yaml(title), "today": day.isoformat()})
    except TemplateError as error:
        raise NewNoteError(f"the archetype of the kind {kind.value} has an error: {error}") from None
    return NewNote(name, text)


def add_talks(note: NewNote, titles: Sequence[str]) -> NewNote:
    """Return a new meetup with talks to fill in; raise NewNoteError if its archetype has talks, or no fields."""
    if "talks" in read_front_matter(note.text, note.name).values:
        raise NewNoteError("the archetype of meetups has `talks` of its own; leave out --talk, or delete them there")
    if not all(map(str.strip, titles)):
        raise NewNoteError("a talk needs a title")
    added = add_fields(
        note, {"talks": [{"title": " ".join(title.split()), "speakers": [], "topics": []} for title in titles]}
    )
    if added is note:
        raise NewNoteError("the archetype of meetups has no fields between lines of '---' to add talks to")
    return added


def add_fields(note: NewNote, fields: Mapping[str, Any]) -> NewNote:
    """Return a new note with more fields, a group of fields on one line each; as it is if it has no front matter."""
    head, fence, rest = note.text.removeprefix("---\n").partition("\n---\n")
    if not fence:
        return note
    lines = [
        StrictHandler().export(
            {name: value}, width=10_000, default_flow_style=None if isinstance(value, dict) else False
        )
        for name, value in fields.items()
    ]
    return NewNote(note.name, "\n".join(["---", head, *lines]) + fence + rest)


def compose_note(name: str, fields: dict[str, object], body: str) -> NewNote:
    """Return a note with some fields and a body."""
    # Lists on one line; YAML would write fields without any list on one line, too.
    has_inner = any(isinstance(value, list | dict) for value in fields.values())
    front_matter = StrictHandler().export(fields, width=10_000, default_flow_style=None if has_inner else False)
    return NewNote(name, f"---\n{front_matter}\n---\n{body}\n")


def write_note(note: NewNote, content: Path) -> Path:
    """Write a note below the content folder; raise NewNoteError if the file exists, OSError as `find_place` does."""
    file = find_place(content, note.name)
    if file.exists():
        raise NewNoteError(f"{file} exists already; choose another title, or edit that file")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(note.text, "utf-8", newline="\n")
    return file


def name_note(kind: Kind, title: str, day: date) -> str:
    """Return the file name of a new note; raise NewNoteError if no portable name can be made from the title."""
    slug = slugify(title)
    if not slug and kind is not Kind.COMMUNITY:
        raise NewNoteError(f"{title!r} has no letters or digits to name the file by; choose another title")
    name = kind.info.name_file(slug, day)
    if problem := check_file_name(name.rpartition("/")[2], name):
        raise NewNoteError(f"{name} is not a valid file name: {problem.message}; choose another title")
    return name


def _as_yaml(value: str) -> str:
    """Return a text as a YAML value, in quotes if it needs them."""
    exported: str = StrictHandler().export({"title": " ".join(value.split())}, width=10_000)
    return exported.removeprefix("title: ")
