"""Assembles a community from its sources: which notes are published, with which topics and addresses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from pydantic import ValidationError

from cop_site.content.files import Asset, Files
from cop_site.content.frontmatter.split import FrontMatter
from cop_site.content.hidden import is_hidden_path
from cop_site.content.load import Source, name_fields
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Span
from cop_site.model.addresses import Addresses
from cop_site.model.community import Community, name_topics
from cop_site.model.field_names import translate
from cop_site.model.kinds import Charter, Fields, Kind, Meetup, Testimonial, Topic
from cop_site.model.note import Note
from cop_site.model.read import Draft, is_introduction, kind_of, kind_of_source, read_note, uri_of
from cop_site.model.redirects import Redirect, find_redirects
from cop_site.model.spelling.fold import Fold, choose_fold
from cop_site.model.withheld import find_withheld, is_misplaced_member


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with the names of our fields, what was read of it, and the problems of both."""

    source: Source
    draft: Draft | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a community is made with besides its files."""

    as_of: date
    fallback_name: str
    """Its name if there is no charter."""
    language: str = "en"
    """The tag of the language in which topics and tags are named, unless the charter says another."""
    named: Collection[str] = ()
    """The addresses of the files that `mkdocs.yml` names."""
    asked: Collection[str] = ()
    """The addresses of the files that settings ask for."""
    languages: Collection[str] = ()
    """The tags of the further languages, each of which has a folder for its pages."""
    field_names: Mapping[str, str] = field(default_factory=dict)
    """What names of fields that other tools write stand for."""


@dataclass(frozen=True, slots=True)
class _Drafts:
    """Drafts by what becomes of them."""

    published: list[Draft]
    unfinished: list[Draft]
    """Those that would be published if they had what they lack."""
    unpublished: list[Draft]
    kept_back: list[Source]
    """The sources of all that is not published, and of what could not be read as a whole."""
    refused: list[Problem]
    """A problem for each whose address is another's."""


_ABOUT_NAMES = frozenset({"field-is-known", "other-field-is-extra"})
"""The rules for fields that are not those of the kind."""
ReadNamed = Callable[[Source, date, Mapping[str, str]], Reading]
"""Reads a source; the arguments are those of `read_named`."""


def read_named(source: Source, as_of: date, field_names: Mapping[str, str]) -> Reading:
    """Return what is read of a source whose fields may have the names of other tools."""
    kind = kind_of_source(source)
    named = translate(source, kind.info.model, field_names) if field_names else source
    draft, found = read_note(named, as_of, kind)
    if is_misplaced_member(named):  # whatever makes it a page would publish who it is about
        found = [_explain_misplaced(named), *(problem for problem in found if problem.name not in _ABOUT_NAMES)]
    return Reading(named, draft, tuple(name_fields((*source.front_matter.problems, *found), {source.path: source})))


def _explain_misplaced(source: Source) -> Problem:
    name = next(name for name in ("listed", "pseudonym", "name") if name in source.front_matter.values)
    message = f"{quote(name)} is a field of members, and nobody is listed here: this note is kept off the site"
    otherwise = "write 'title' in its place" if name == "name" else "delete the field"
    hint = f"move the file into 'members/'; if it is about nobody, {otherwise}"
    return Problem("hidden-note-is-a-draft", source.span_of_key(name), message, hint)


def assemble(sources: Iterable[Source], files: Files, setup: Setup, read: ReadNamed = read_named) -> Community:
    """Return the community that sources make; `read` is `read_named`, or what remembers its results.

    A note that is called after somebody who is not to be named is left out. Joined without it, the rest may hide
    more names than before: so that is looked for until nothing is found.
    """
    sources = sorted(sources, key=lambda source: source.name)
    readings = [read(source, setup.as_of, setup.field_names) for source in sources]
    community = _join(readings, files, setup, frozenset())
    while more := _find_misnamed(community):
        community = _join(readings, files, setup, community.misnamed | more)
    return community


def _join(readings: Sequence[Reading], files: Files, setup: Setup, misnamed: frozenset[str]) -> Community:
    """Return the community of what was read, in order of names, without the notes at the paths `misnamed`."""
    addresses = Addresses(setup.named, setup.asked, setup.languages)
    drafts = _sort_drafts(readings, setup.as_of, misnamed, addresses)
    assets, refused_assets = _claim_assets(files.assets, addresses)
    is_charter = (draft for draft in drafts.published if draft.kind is Kind.COMMUNITY)
    language = next((draft.fields.lang for draft in is_charter if draft.fields.lang), setup.language)
    fold = choose_fold(language)
    topics = (_to_note(draft, {}, fold, language) for draft in drafts.published if draft.kind is Kind.TOPIC)
    topic_names = name_topics(cast("Iterable[Note[Topic]]", topics), fold)
    notes = [_to_note(draft, topic_names, fold, language) for draft in drafts.published]
    charter = next((note for note in notes if note.kind is Kind.COMMUNITY), None)
    lacks_charter = not charter and not any(source.name == "index.md" for source in files.sources)
    charter = charter or _empty_charter(setup.fallback_name, language)
    introductions = {note.source.folder: note for note in notes if is_introduction(note.kind, note.source.name)}
    others = tuple(n for n in notes if n.kind is not Kind.COMMUNITY and introductions.get(n.source.folder) is not n)
    redirects = list(find_redirects((charter, *others), addresses))
    return Community(
        setup.as_of,
        cast("Note[Charter]", charter),
        others,
        assets,
        files.folder,
        (
            *files.problems,
            *(problem for reading in readings for problem in reading.problems),
            *drafts.refused,
            *refused_assets,
            *([_missing_charter(files.folder)] if lacks_charter else ()),
            *(found for found in redirects if isinstance(found, Problem)),
        ),
        tuple(drafts.unpublished),
        tuple((_to_note(draft, topic_names, fold, language), ", ".join(draft.lacks)) for draft in drafts.unfinished),
        find_withheld(drafts.kept_back, files),
        language,
        tuple(found for found in redirects if isinstance(found, Redirect)),
        addresses,
        introductions,
        setup.field_names,
        misnamed,
    )


def _find_misnamed(community: Community) -> frozenset[str]:
    """The paths of the notes that are called after somebody who is not to be named; members' own names are theirs."""
    own = (Kind.MEMBER, Kind.COMMUNITY)
    notes = (note for note in community.by_name.values() if note.has_page and note.kind not in own)
    return frozenset(note.source.path for note in notes if community.filed_names.are_in_address(note.source.name))


def _to_note(draft: Draft, topic_names: Mapping[str, str], fold: Fold, language: str) -> Note[Fields]:
    """Return the note of a draft; `language` is that of notes that name none."""
    fields, tags = draft.fields, draft.fields.all_tags
    covers, talks = (fields.all_covers, fields.talks) if isinstance(fields, Meetup) else ((), ())
    free = dict.fromkeys(tag for tag in tags if fold(tag) not in topic_names)

    def find_topics(tags: Iterable[str], covers: Iterable[str]) -> tuple[str, ...]:
        """The topics that are named, and those of the objectives that are covered."""
        named = [*tags, *(topic for claim in covers if (topic := claim.rpartition("/")[0]))]
        return tuple(dict.fromkeys(slug for name in named if (slug := topic_names.get(fold(name)))))

    name, topics = draft.source.name, find_topics(tags, covers)
    return Note(
        draft.kind,
        draft.slug,
        name.removesuffix(".md"),
        f"{name.partition('/')[0]}/" if is_introduction(draft.kind, name) else uri_of(name),
        fields,
        draft.source,
        topics,
        tuple(free),
        find_topics(fields.tags, fields.covers) if isinstance(fields, Meetup) and talks else topics,
        tuple(find_topics(talk.topics, talk.covers) for talk in talks),
        fields.lang or language,
    )


def _is_published(draft: Draft, as_of: date) -> bool:
    if draft.fields.draft or is_misplaced_member(draft.source):
        return False
    if isinstance(draft.fields, Testimonial):
        consent = draft.fields.consent
        return consent is not None and consent.given <= as_of <= (consent.until or as_of)
    return True


def _sort_drafts(readings: Sequence[Reading], as_of: date, misnamed: frozenset[str], addresses: Addresses) -> _Drafts:
    """Return the drafts of what was read, and claim the addresses of those that are published."""
    ready = (reading.draft for reading in readings if reading.draft and not reading.draft.lacks)
    shown = {draft.source.path for draft in ready if _is_published(draft, as_of)} - misnamed
    refused = _claim_addresses(readings, shown, addresses)
    drafts = _Drafts([], [], [], [], [*refused.values()])
    for reading in readings:
        source, draft = reading.source, reading.draft
        if draft is None or source.path in refused:
            drafts.kept_back.append(source)
            continue
        if source.path in shown:
            drafts.published.append(draft)
        elif draft.lacks and _is_published(draft, as_of):
            drafts.unfinished.append(draft)
        else:
            drafts.unpublished.append(draft)
        if source.path not in shown or source.front_matter.problems:
            drafts.kept_back.append(source)
    return drafts


def _claim_addresses(readings: Iterable[Reading], published: Set[str], addresses: Addresses) -> dict[str, Problem]:
    """Claim the addresses of the notes at the paths `published`; return the problem of each whose address is taken.

    What is not published has no address yet, but must not have that of another.
    """
    refused = {}
    introduced: dict[str, str] = {}
    for reading in sorted(readings, key=lambda reading: reading.source.path not in published):
        source, draft = reading.source, reading.draft
        uri = uri_of(source.name)
        if not uri:
            continue  # the home page is the charter's
        if is_introduction(draft.kind if draft else kind_of(source.name), source.name):
            first = introduced.setdefault(source.folder, source.path)
            reason = "" if first == source.path else f"{first} introduces already"
        elif source.path in published:
            reason = addresses.claim(uri, f"is the address of {source.path}")
        else:
            reason = addresses.find_reason(uri)
        if reason:
            refused[source.path] = _explain_address(source.path, uri, reason)
    return refused


def _claim_assets(assets: Iterable[Asset], addresses: Addresses) -> tuple[tuple[Asset, ...], list[Problem]]:
    """Return the static files whose address is free, and a problem for each other one outside of hidden folders."""
    free, refused = [], []
    for asset in assets:
        if is_hidden_path(asset.name):
            continue
        reason = "" if asset.name in addresses.named else addresses.claim(asset.name, f"is the address of {asset.path}")
        if reason:
            refused.append(_explain_address(asset.path, asset.name, reason))
        else:
            free.append(asset)
    return tuple(free), refused


def _explain_address(path: str, address: str, reason: str) -> Problem:
    message = f"cannot be at {address!r}, which {reason}"
    return Problem("uri-is-unique", Span(path), message, "rename this file")


def _missing_charter(folder: str) -> Problem:
    message = "there is no charter, the page that says what the community is about"
    return Problem("charter-exists", Span(f"{folder}/index.md"), message, "create it: cop new community 'Its name'")


def _empty_charter(name: str, language: str) -> Note[Fields]:
    """Return a charter with a name, or with none of its own where no charter can have it: it is that of a folder."""
    try:
        fields = Charter.model_validate({"name": name, "purpose": "A community of practice."})
    except ValidationError:
        return _empty_charter("Community of practice", language)
    source = Source("", "index.md", FrontMatter())
    return Note(Kind.COMMUNITY, "index", "index", "", fields, source, (), (), language=language)
