"""Which note is to get another name, and whether it can have it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from cop_site.content.file_name import check_file_name
from cop_site.content.files import Files, SourceText
from cop_site.content.load import load, stem_of
from cop_site.diagnostics import UserError
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind, Member, Topic, slugify
from cop_site.model.note import Note
from cop_site.model.people import fold_person
from cop_site.model.read import kind_of, uri_of
from cop_site.model.sections import SECTION_URIS
from cop_site.model.spelling.fold import Fold, closest

_SLUG = re.compile(r"\w[\w.-]*\Z")


class RenameError(UserError):
    """Nothing can be renamed so; the message says why and what to do."""


class RenameRequest(NamedTuple):
    """What somebody asks for."""

    what: str
    """`topic`, `member`, `note` or `tag`."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A note that gets another name."""

    kind: Kind
    old: str
    """Its slug."""
    new: str
    folder: str
    """With a slash at its end; empty for the content folder itself."""
    content_folder: str
    lasting: frozenset[str]
    """Its title and aliases, folded: who names it by one of these names it afterwards, too."""
    fold: Fold
    """Gives the ways to write its name the same key."""

    @property
    def old_name(self) -> str:
        """Its file below the content folder."""
        return f"{self.folder}{self.old}.md"

    @property
    def new_name(self) -> str:
        """The file that it gets."""
        return f"{self.folder}{self.new}.md"


def find_note(files: Files, community: Community, wish: RenameRequest) -> str:
    """The name of the file that is meant, however much of its path was written; raises RenameError for none."""
    what, old, _ = wish
    written = old.removeprefix(f"{files.folder}/").removesuffix(".md").removeprefix("@" if what == "member" else "\0")
    names = [text.name for text in files.sources if text.name != "index.md"]
    if what != "note":
        folder = Kind(what).info.list_uri
        names = [name for name in names if name.startswith(folder)]
        written = written.removeprefix(folder)
    found = [name for name in names if written in (name.removesuffix(".md"), stem_of(name))]
    exact = [name for name in found if name == f"{written}.md"]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise RenameError(
            f"{old!r} could be {' or '.join(name.removesuffix('.md') for name in found)}; write one of them"
        )
    known = [stem_of(name) for name in names] + ([name.removesuffix(".md") for name in names] if what == "note" else [])
    meant = (community.topic_named(old) if what == "topic" else "") or closest(written, known)
    raise RenameError(f"there is no {what} {old!r}" + (f"; did you mean {meant!r}?" if meant else ""))


def _read_slug(old_name: str, new: str) -> str:
    """The new slug; raises RenameError when a file cannot be called so."""
    folder, _, slug = new.removesuffix(".md").rpartition("/")
    own = str(PurePosixPath(old_name).parent)
    if stem_of(old_name) == "index":
        raise RenameError(f"{old_name} is the page of its folder; rename the folder instead")
    if folder and folder != own:
        raise RenameError(f"a note stays in its folder, {own!r}, which says what kind it is; write the new name alone")
    # What is no plain text in YAML, such as `null`, would have to be quoted wherever it is named.
    plain = load(SourceText("", "", f"---\nx: [{slug}]\n---\n")).front_matter.values.get("x") == [slug]
    if not _SLUG.match(slug) or not plain or slug.endswith("."):
        proposed = slugify(slug)
        hint = f"; write {proposed!r}" if proposed and proposed != slug else "; use letters, digits and hyphens"
        raise RenameError(f"{new!r} cannot be the name of a file{hint}")
    if problem := check_file_name(f"{slug}.md", ""):
        raise RenameError(f"{new!r} cannot be the name of a file: {problem.message}; choose another")
    if slug == stem_of(old_name):
        raise RenameError(f"{new!r} is its name already")
    return slug


def describe_subject(old_name: str, new: str, community: Community) -> Subject:
    """What there is to know of a note that gets a new name; raises RenameError when no file can be called so."""
    return make_subject(old_name, _read_slug(old_name, new), community)


def make_subject(old_name: str, slug: str, community: Community) -> Subject:
    """What there is to know of a note that gets a slug that it can have."""
    folder, _, _ = old_name.rpartition("/")
    note = community.by_name.get(old_name)
    lasting, fold = frozenset[str](), community.fold
    if note and isinstance(note.fields, Topic):
        lasting = frozenset(map(fold, list_lasting_names(note, community)))
    elif note and isinstance(note.fields, Member):
        fold = fold_person
        lasting = frozenset(map(fold, (note.title, *note.fields.aliases)))
    prefix = f"{folder}/" if folder else ""
    kind, old = kind_of(old_name), stem_of(old_name)
    return Subject(kind, old, slug, prefix, community.content_folder, lasting, fold)


def list_lasting_names(topic: Note[Fields], community: Community) -> list[str]:
    """The title and the aliases of a topic, as far as they name it and it did not take them from its file's name."""
    titled = topic.source.title or "title" in topic.source.front_matter.values
    aliases = topic.fields.aliases if isinstance(topic.fields, Topic) else ()
    return [
        name for name in (*([topic.title] if titled else []), *aliases) if community.topic_named(name) == topic.slug
    ]


def check_free(subject: Subject, files: Files, community: Community) -> None:
    """Raise RenameError where the new name is another's."""
    uri = uri_of(subject.new_name).casefold()
    if uri in SECTION_URIS:
        raise RenameError(f"the site makes the page {uri!r} itself; choose another name")
    others = [text.name for text in files.sources if text.name != subject.old_name] + [a.name for a in files.assets]
    taken = next((name for name in others if uri_of(name).casefold() == uri), "")
    taken = taken or next(
        (p.span.path for p in files.problems if p.span.path == f"{files.folder}/{subject.new_name}"), ""
    )
    if taken:
        raise RenameError(f"the name {subject.new!r} is taken: see {taken}")
    if subject.kind is Kind.TOPIC:
        owner = community.topic_named(subject.new)
        if owner and owner != subject.old:
            command = shlex.join(["cop", "rename", "topic", subject.old, owner])
            meaning = f"{subject.new!r} means the topic {owner!r} already"
            raise RenameError(f"{meaning}; choose another name, or make one topic of the two: {command}")
