"""Finds the note to rename, and validates its new name."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from cop_site.content.file_name import check_file_name
from cop_site.content.files import Files, SourceText
from cop_site.content.load import Source, is_folder_page, load, stem_of
from cop_site.diagnostics import UserError
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Member, Topic, slugify
from cop_site.model.note import Note
from cop_site.model.person_names import fold_person
from cop_site.model.read import kind_of, read_as_ours, uri_of
from cop_site.model.sections import SECTION_URIS
from cop_site.model.spelling.fold import Fold, closest

_SLUG = re.compile(r"\w[\w.-]*\Z")


class RenameError(UserError):
    """Raised if a note or tag cannot be renamed."""


class RenameRequest(NamedTuple):
    """What to rename."""

    target: str
    """`topic`, `member`, `note` or `tag`."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A note that is renamed."""

    kind: Kind
    old: str
    """Its slug."""
    new: str
    folder: str
    """Its folder with a slash at the end; empty for the content folder itself."""
    content_folder: str
    unchanged_names: frozenset[str]
    """The title and aliases of a topic or a member, folded: references by these names remain valid."""
    fold: Fold
    """Returns the same key for all spellings of its name."""

    field_names: Mapping[str, str]
    """As in `Community`."""

    def read(self, text: SourceText) -> Source:
        """Return a note with its fields under our names."""
        return read_as_ours(text, self.field_names)

    @property
    def old_name(self) -> str:
        """Its file name below the content folder."""
        return f"{self.folder}{self.old}.md"

    @property
    def new_name(self) -> str:
        """Its new file name below the content folder."""
        return f"{self.folder}{self.new}.md"


def find_note(files: Files, community: Community, request: RenameRequest) -> str:
    """Return the file name of the note to rename, given its slug or path; raise RenameError if not exactly one fits."""
    target, old, _ = request
    path = old.removeprefix(f"{files.folder}/").removesuffix(".md").removeprefix("@" if target == "member" else "\0")
    names = [text.name for text in files.sources if text.name != "index.md"]
    if target != "note":
        folder = Kind(target).info.list_uri
        names = [name for name in names if name.startswith(folder)]
        path = path.removeprefix(folder)
    if f"{path}.md" in names:
        return f"{path}.md"
    matches = [name for name in names if stem_of(name) == path]
    if len(matches) == 1:
        return matches[0]
    if matches:
        choices = " or ".join(name.removesuffix(".md") for name in matches)
        raise RenameError(f"{old!r} is ambiguous: it could be {choices}; write one of them")
    known = [stem_of(name) for name in names] + (
        [name.removesuffix(".md") for name in names] if target == "note" else []
    )
    suggestion = (community.topic_named(old) if target == "topic" else "") or closest(path, known)
    raise RenameError(f"there is no {target} {old!r}" + (f"; did you mean {suggestion!r}?" if suggestion else ""))


def _read_slug(old_name: str, new: str) -> str:
    """Return the new slug; raise RenameError if it is not a valid file name."""
    folder, _, slug = new.removesuffix(".md").rpartition("/")
    own = str(PurePosixPath(old_name).parent)
    if is_folder_page(old_name):
        raise RenameError(f"{old_name} is the page of its folder; rename the folder instead")
    if folder and folder != own:
        raise RenameError(f"a note stays in its folder, {own!r}, which decides its kind; write the new name alone")
    # A slug that YAML does not read as text, such as `null`, would need quotes in every reference.
    plain = load(SourceText("", "", f"---\nx: [{slug}]\n---\n")).front_matter.values.get("x") == [slug]
    if not _SLUG.match(slug) or not plain or slug.endswith("."):
        suggestion = slugify(slug)
        hint = f"write {suggestion!r}" if suggestion not in ("", slug) else "use letters, digits and hyphens"
        raise RenameError(f"{new!r} is not a valid file name; {hint}")
    if problem := check_file_name(f"{slug}.md", ""):
        raise RenameError(f"{new!r} is not a valid file name: {problem.message}; choose another")
    if slug == stem_of(old_name):
        raise RenameError(f"{new!r} is its name already")
    return slug


def describe_subject(old_name: str, new: str, community: Community) -> Subject:
    """Return the note to rename, given its file name; raise RenameError if the new name is not valid."""
    return make_subject(old_name, _read_slug(old_name, new), community)


def make_subject(old_name: str, slug: str, community: Community) -> Subject:
    """Return the note to rename, given its file name and a valid slug."""
    folder, _, _ = old_name.rpartition("/")
    note = community.by_name.get(old_name)
    unchanged_names, fold = frozenset[str](), community.fold
    if note and isinstance(note.fields, Topic):
        unchanged_names = frozenset(map(fold, list_unchanged_names(note, community)))
    elif note and isinstance(note.fields, Member):
        fold = fold_person
        unchanged_names = frozenset(map(fold, (note.title, *note.fields.aliases)))
    prefix = f"{folder}/" if folder else ""
    kind, old = kind_of(old_name), stem_of(old_name)
    return Subject(kind, old, slug, prefix, community.content_folder, unchanged_names, fold, community.field_names)


def list_unchanged_names(topic: Note[Fields], community: Community) -> list[str]:
    """Return the title and aliases of a topic that name it, but no title that comes from its file name."""
    titled = topic.source.title or "title" in topic.source.front_matter.values
    aliases = topic.fields.aliases if isinstance(topic.fields, Topic) else ()
    return [
        name for name in (*([topic.title] if titled else []), *aliases) if community.topic_named(name) == topic.slug
    ]


def check_free(subject: Subject, files: Files, community: Community) -> None:
    """Raise RenameError if the new name is taken."""
    uri = uri_of(subject.new_name).casefold()
    if uri in SECTION_URIS:
        raise RenameError(f"the address {uri!r} belongs to a generated page; choose another name")
    others = [text.name for text in files.sources if text.name != subject.old_name] + [a.name for a in files.assets]
    taken = next((name for name in others if uri_of(name).casefold() == uri), "")
    new_path = f"{files.folder}/{subject.new_name}"
    if not taken and any(problem.span.path == new_path for problem in files.problems):
        taken = new_path
    if taken:
        raise RenameError(f"the name {subject.new!r} is taken: see {taken}")
    if subject.kind is Kind.TOPIC:
        owner = community.topic_named(subject.new)
        if owner and owner != subject.old:
            command = shlex.join(["cop", "rename", "topic", subject.old, owner])
            meaning = f"{subject.new!r} is a name of the topic {owner!r}"
            raise RenameError(f"{meaning}; choose another name, or merge the two topics: {command}")
