"""A community in several languages: notes that say the same are one note, with a version in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from cop_site.model.community import Community
from cop_site.model.kinds import Charter, Fields, Kind, Member, Part
from cop_site.model.note import Note
from cop_site.model.redirects import Redirect
from cop_site.model.references import rename_references
from cop_site.model.values import Target
from cop_site.wording.language_tag import primary_language

M = TypeVar("M", bound=BaseModel)
_WORDS = frozenset(
    ["title", "purpose", "domain", "before", "changed", "result", "setup", "agenda", "image_alt", "aliases"]
) | frozenset(["audience", "why", "text", "role"])
"""The fields in which a version has words of its own; all others hold facts, for which the original is asked."""
_Groups = Mapping[str, Mapping[str, Note[Fields]]]
"""The notes that say the same as one, by its key and their language; it is among them."""


def folder_of(language: str, languages: Sequence[str]) -> str:
    """Return the folder of the pages in one of a site's languages; those in the first are at its root."""
    return f"{language}/" if language in languages[1:] else ""


def find_language(tag: str, languages: Sequence[str]) -> str:
    """Return the one of some languages that a tag means, else one with another region; empty if none is meant.

    Without a tag it is the first.
    """
    wanted = (tag or languages[0]).casefold()
    known = {language.casefold(): language for language in languages}
    alike = (known[one] for one in known if primary_language(one) == primary_language(wanted))
    return known.get(wanted) or next(alike, "")


def join_versions(community: Community, languages: Sequence[str]) -> Community:
    """Return a community in which translations are versions of their originals, and not notes any more.

    They are from one of the `languages` into another. What names one of them in a field names its original.
    """
    notes: dict[str, Note[Any]] = {**community.by_key, community.charter.key: community.charter}
    groups = _group(community, notes, languages)
    if not groups:
        return community
    joined = {note.key: notes[key] for key, group in groups.items() for note in group.values() if note.key != key}
    names = _name_originals(joined, notes)
    kept = {key: _rename(note, names) for key, note in notes.items() if key not in joined}
    versions = {
        key: {language: _word(kept[key], note, language) for language, note in group.items()}
        for key, group in groups.items()
    }
    moved = (
        Redirect(note.uri, versions[key][language], folder_of(language, languages))
        for key, group in groups.items()
        for language, note in group.items()
        if note.key != key
    )
    return replace(
        community,
        charter=cast("Note[Charter]", kept[community.charter.key]),
        notes=tuple(kept[note.key] for note in community.notes if note.key in kept),
        versions=versions,
        joined={notes[key].source.name: original.source.name for key, original in joined.items()},
        moved=tuple(moved),
        whole=community,
    )


def in_language(community: Community, language: str) -> Community:
    """Return a community with the version of each note that is in a language, where there is one."""
    worded = {key: group[language] for key, group in community.versions.items() if language in group}
    charter, *notes = (worded.get(note.key, note) for note in (community.charter, *community.notes))
    if charter.source is community.charter.source and all(
        note.source is before.source for note, before in zip(notes, community.notes, strict=True)
    ):
        return community
    return replace(community, charter=cast("Note[Charter]", charter), notes=tuple(notes))


def _group(community: Community, notes: Mapping[str, Note[Fields]], languages: Sequence[str]) -> _Groups:
    """Return the notes that have translations which may be shown in their place.

    Of two translations into one language, the first by name is; an original in none of the languages stays as it is.
    """
    groups: dict[str, dict[str, Note[Fields]]] = {}
    for note in community.notes:
        original = _find_original(note, notes)
        own, theirs = (find_language(one.fields.lang, languages) for one in (original, note))
        if note is not original and own and theirs and _is_version(note, original):
            groups.setdefault(original.key, {own: original}).setdefault(theirs, note)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _find_original(note: Note[Fields], notes: Mapping[str, Note[Fields]]) -> Note[Fields]:
    """Return what a note translates, directly or by way of others; itself, if that is nothing, or leads in a circle."""
    seen = {note.key: note}
    found = note
    while other := notes.get(found.fields.translation_of or ""):
        if other.key in seen:
            return note
        found = seen[other.key] = other
    return found


def _is_version(note: Note[Fields], original: Note[Fields]) -> bool:
    """Return whether a translation may stand in the place of its original: nobody sees what either is to hide."""
    alike = note.kind is original.kind or (note.kind, original.kind) == (Kind.PAGE, Kind.COMMUNITY)
    return alike and note.has_page and original.has_page


def _word(original: Note[Fields], note: Note[Fields], language: str) -> Note[Fields]:
    """Return an original with the words of a note that says the same in another language."""
    if note.key == original.key:
        return original
    words, theirs = {"lang": language, "summary": note.fields.summary}, note.fields
    if isinstance(original.fields, Charter):  # its translation is a page
        words["purpose"] = theirs.summary or original.fields.purpose
    names_one = isinstance(original.fields, Member)  # a name is the same in all languages
    fields = original.fields if names_one else _take_words(original.fields, theirs)
    return replace(original, fields=fields.model_copy(update=words), source=note.source, language=language)


def _take_words(fields: M, others: BaseModel) -> M:
    """Return fields with the words of others; groups are taken for the same where there are as many of them."""
    taken: dict[str, Any] = {}
    for name in type(fields).model_fields:
        own: Any = getattr(fields, name)
        theirs: Any = getattr(others, name, None)
        if name in _WORDS and theirs:
            taken[name] = theirs
        elif _are_groups(own) and _are_groups(theirs) and len(own) == len(theirs):
            taken[name] = tuple(map(_take_words, own, theirs))
    return fields.model_copy(update=taken)


def _are_groups(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Part) for one in value)


def _name_originals(
    joined: Mapping[str, Note[Fields]], notes: Mapping[str, Note[Fields]]
) -> dict[Target, dict[str, str]]:
    """Return what to write in place of the name of each translation, by what a field names."""
    names: dict[Target, dict[str, str]] = {"note": {key: original.key for key, original in joined.items()}}
    for key, original in joined.items():
        for target in (*original.kind.info.targets, *(("person",) if original.kind is Kind.MEMBER else ())):
            names.setdefault(target, {})[notes[key].slug] = original.slug
    return names


def _rename(note: Note[Fields], names: Mapping[Target, Mapping[str, str]]) -> Note[Fields]:
    """Return a note that names originals in place of their translations."""
    fields, slugs = rename_references(note.fields, names), names.get("topic", {})

    def find_topics(found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(slugs.get(slug, slug) for slug in found))

    if fields is note.fields and slugs.keys().isdisjoint(note.topics):
        return note
    talks = tuple(map(find_topics, note.topics_of_talks))
    return replace(
        note,
        fields=fields,
        topics=find_topics(note.topics),
        own_topics=find_topics(note.own_topics),
        topics_of_talks=talks,
    )
