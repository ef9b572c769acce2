"""Finds out of all notes who is not to be named, and how people without a file are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from cop_site.content.load import Source
from cop_site.model.forgotten import Forgotten
from cop_site.model.handles import find_handles
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Fields, Meetup, Member
from cop_site.model.note import Note
from cop_site.model.people import ANONYMOUS
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.references import find_source_mentions


def name_hidden(
    members: Mapping[str, Note[Member]], names: Mapping[str, str], withheld: Mapping[str, str], named: Set[str]
) -> dict[str, str]:
    """Return the names of members who are not listed, or whose file is a draft, cannot be read or is not there.

    Each has the slug of whose it is. `members` are by slug; `names` is from `name_members`, `withheld` is that of the
    community, and `named` are those whom notes name by a slug: the file in which they asked not to be may be gone.
    """
    unlisted = {
        name: slug
        for name, slug in names.items()
        if not members[slug].has_page and name != fold_person(members[slug].fields.pseudonym)
    }
    shown = {slug for slug, member in members.items() if member.has_page}
    others = {name: slug for name, slug in withheld.items() if name not in names and slug not in shown}
    unfiled = {key: key for key in sorted(named - names.keys() - others.keys())}
    return {**unfiled, **others, **unlisted}


def find_hidden_names(
    members: Mapping[str, Note[Member]],
    names: Mapping[str, str],
    withheld: Mapping[str, str],
    named: Set[str],
    forgotten: Forgotten,
) -> HiddenNames:
    """Return what finds the names that `name_hidden` returns in texts, and addresses of those members on the web."""
    shown = {slug for slug, member in members.items() if member.has_page}
    shown_names = [name for name, slug in names.items() if slug in shown]
    return HiddenNames(
        name_hidden(members, names, withheld, named),
        forgotten.find if forgotten else None,
        shown=shown_names,
        alone=_split(name_hidden(members, names, withheld, frozenset())) - _split(shown_names),
        addresses={link: slug for slug, member in members.items() if slug not in shown for link in member.fields.links},
    )


def find_named(sources: Iterable[tuple[Source, type[Fields]]]) -> frozenset[str]:
    """Return the folded names of people whom the fields of sources name by a slug; each source with its model."""
    found = {ANONYMOUS}
    for source, model in sources:
        mentions = find_source_mentions(source, model, "person", "member", but=found)
        found.update(mention.text for mention in mentions)
    return _fold_slugs(found - {ANONYMOUS})


def find_named_in_texts(notes: Iterable[Note[Fields]]) -> frozenset[str]:
    """Return the folded names of people whose handles stand in the texts of meetups."""
    return _fold_slugs(
        handle for note in notes if isinstance(note.fields, Meetup) for handle in find_handles(note.source.body)
    )


def find_spellings(notes: Iterable[Note[Fields]]) -> dict[str, str]:
    """Return the name of each person without a file, by key: as a note has it that writes it as one writes names."""
    spellings: dict[str, str] = {}
    for note in notes:
        for name in note.texts(*note.kind.info.makers, *note.kind.info.keepers):
            if not is_slug(name):
                spellings.setdefault(fold_person(name), name)
    return spellings


def _split(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that have several; what has many words is no name."""
    return frozenset(word for name in names if 0 < name.count("-") < 4 for word in name.split("-"))


def _fold_slugs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_person(name.removesuffix(".md")) for name in names if is_slug(name))
