"""Finds out of all notes who is not to be named, and how people without a file are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from cop_site.model.forgotten import Forgotten
from cop_site.model.handles import find_handles
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Fields, Meetup, Member
from cop_site.model.note import Note
from cop_site.model.people import ANONYMOUS
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.references import find_mentions


def find_hidden_names(
    members: Mapping[str, Note[Member]],
    names: Mapping[str, str],
    withheld: Mapping[str, str],
    notes: Iterable[Note[Fields]],
    forgotten: Forgotten,
) -> tuple[HiddenNames, frozenset[str]]:
    """Return the names of members who are not listed, or whose file is a draft, cannot be read or is not there.

    The second value has those of them that stand as handles in texts only. `members` are by slug; `names` is from
    `name_members`, and `withheld` is that of the community.
    """
    unlisted = {
        name: slug
        for name, slug in names.items()
        if not members[slug].has_page and name != fold_person(members[slug].fields.pseudonym)
    }
    shown = {slug for slug, member in members.items() if member.has_page}
    others = {name: slug for name, slug in withheld.items() if name not in names and slug not in shown}
    in_fields, in_texts = _find_unfiled(notes, {*names, *others})
    unfiled = {key: key for key in in_fields | in_texts}
    shown_names = [name for name, slug in names.items() if slug in shown]
    hidden = HiddenNames(
        {**unfiled, **others, **unlisted},
        forgotten.find if forgotten else None,
        shown=shown_names,
        alone=_split({**others, **unlisted}) - _split(shown_names),
        addresses={link: slug for slug, member in members.items() if slug not in shown for link in member.fields.links},
    )
    return hidden, in_texts - in_fields


def find_spellings(notes: Iterable[Note[Fields]]) -> dict[str, str]:
    """Return the name of each person without a file, by key: as a note has it that writes it as one writes names."""
    spellings: dict[str, str] = {}
    for note in notes:
        for name in note.texts(*note.kind.info.makers, *note.kind.info.keepers):
            if not is_slug(name):
                spellings.setdefault(fold_person(name), name)
    return spellings


def _find_unfiled(notes: Iterable[Note[Fields]], known: Set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of people whom notes name by a slug that has no file, in fields and in texts.

    They may have asked not to be named in a file that is gone.
    """
    in_fields, in_texts = {ANONYMOUS}, set[str]()
    for note in notes:
        in_fields.update(mention.text for mention in find_mentions(note, "person", "member", but=in_fields))
        if isinstance(note.fields, Meetup):
            in_texts.update(find_handles(note.source.body))
    return _fold_slugs(in_fields - {ANONYMOUS}) - known, _fold_slugs(in_texts) - known


def _split(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that have several; what has many words is no name."""
    return frozenset(word for name in names if 0 < name.count("-") < 4 for word in name.split("-"))


def _fold_slugs(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_person(name.removesuffix(".md")) for name in names if is_slug(name))
