"""Finds after whom the site that a source makes calls no file and no old address, as the check of that site does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cop_site.adopt.compose import compose
from cop_site.adopt.entry import Entry
from cop_site.adopt.naming import Names, slug_of
from cop_site.content.files import Files, SourceText
from cop_site.content.frontmatter.split import FrontMatter
from cop_site.content.load import Source, load
from cop_site.model.assemble import Setup, assemble
from cop_site.model.community import Community
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.hidden_people import find_named
from cop_site.model.kinds import Kind
from cop_site.model.person_names import fold_person


def build_empty(today: date) -> Community:
    """Return the community of a project without notes."""
    return assemble((), Files("content", (), (), ()), Setup(today, fallback_name=""))


def find_unlisted(entries: Sequence[Entry], known: Mapping[str, str], members: Community) -> HiddenNames:
    """Return after whom nothing is called in a project with these notes; `members` has those that it has already.

    `known` has the names that origins were given before. What a file of the project says of a member holds.
    """
    texts = tuple(_write_members(entries, known, {source.name for source in members.sources}))
    files = Files(members.content_folder, texts, (), ())
    both = assemble([*members.sources, *map(load, texts)], files, Setup(members.as_of, fallback_name=""))
    topics = {fold_person(slug_of(entry)) for entry in entries if entry.kind is Kind.TOPIC}
    shown = (entry for entry in entries if not entry.hidden)
    fields = ((Source("", "", FrontMatter(dict(entry.fields))), entry.kind.info.model) for entry in shown)
    return replace(both, withheld={**both.withheld, **members.withheld}).name_files(find_named(fields) - topics)


def _write_members(entries: Sequence[Entry], known: Mapping[str, str], there: set[str]) -> Iterator[SourceText]:
    """Yield the files of members as they will be, but for those that are there."""
    names = Names(known.values())
    for entry in entries:
        if entry.kind is Kind.MEMBER:
            name = known.get(entry.record.full_origin) or names.claim(f"members/{slug_of(entry)}.md")
            if name not in there:
                yield SourceText(name, name, compose(entry, name, entry.body, [])[0].text)
