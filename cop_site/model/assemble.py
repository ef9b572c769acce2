"""Assembles a community from its sources: which notes are published, with which topics and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
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
    return Reading(named, draft, tuple(name_fields((*source.front_matter.problems, *found), [source])))


def _explain_misplaced(source: Source) -> Problem:
    name = next(name for name in ("listed", "pseudonym", "name") if name in source.front_matter.values)
    message = f"{quote(name)} is a field of members, and nobody is listed here: this note is kept off the site"
    otherwise = "write 'title' in its place" if name == "name" else "delete the field"
    hint = f"move the file into 'members/'; if it is about nobody, {otherwise}"
    return Problem("hidden-note-is-a-draft", source.span_of_key(name), message, hint)


def assemble(  # noqa: PLR0913  # all that was read
    sources: Iterable[Source],
    files: Files,
    as_of: date,
    *,
    fallback_name: str,
    language: str = "en",
    named: Iterable[str] = (),
    asked: Iterable[str] = (),
    languages: Iterable[str] = (),
    field_names: Mapping[str, str] = MappingProxyType({}),
    read: ReadNamed = read_named,
    misnamed: frozenset[str] = frozenset(),
) -> Community:
    """Return the community that sources make; `fallback_name` is its name if there is no charter.

    `language` is that of the site, in which topics and tags are named unless the charter says another; `named` are the
    addresses of the files that `mkdocs.yml` names, `asked` those of what settings ask for, `languages` those whose
    pages have a folder, and `field_names` what names of other tools stand for. `read` is `read_named`, or what
    remembers its results, and `misnamed` has the paths of notes that are known to be that.
    """
    sources = sorted(sources, key=lambda source: source.name)
    problems = list(files.problems)
    readings = [read(source, as_of, field_names) for source in sources]
    problems += [problem for reading in readings for problem in reading.problems]
    pairs = [(reading.source, reading.draft) for reading in readings]
    addresses = Addresses(named, asked, languages)
    shown = {draft.source.path for _, draft in pairs if draft and not draft.lacks and _is_published(draft, as_of)}
    shown -= misnamed
    drafts = list(_claim_notes(pairs, shown, addresses, problems))
    assets = tuple(_claim_assets(files.assets, addresses, problems))
    kept = {draft.source.path for draft in drafts}
    unread = [source for source, _ in pairs if source.path not in kept or source.front_matter.problems]
    unfinished = [draft for draft in drafts if _is_unfinished(draft, as_of)]
    unpublished = tuple(draft for draft in drafts if draft.source.path not in shown and draft not in unfinished)
    published = [draft for draft in drafts if draft.source.path in shown]
    language = next((d.fields.lang for d in published if d.kind is Kind.COMMUNITY and d.fields.lang), language)
    fold = choose_fold(language)
    topics = (cast("Note[Topic]", _to_note(d, {}, fold, language)) for d in published if d.kind is Kind.TOPIC)
    names = name_topics(topics, fold)
    notes = [_to_note(draft, names, fold, language) for draft in published]
    charter = next((note for note in notes if note.kind is Kind.COMMUNITY), None)
    if charter is None:
        charter = _empty_charter(fallback_name, language)
        if not any(source.name == "index.md" for source in files.sources):
            problems.append(_missing_charter(files.folder))
    introductions = {note.source.folder: note for note in notes if is_introduction(note.kind, note.source.name)}
    others = tuple(n for n in notes if n.kind is not Kind.COMMUNITY and introductions.get(n.source.folder) is not n)
    redirects = list(find_redirects((charter, *others), addresses))
    problems += [found for found in redirects if isinstance(found, Problem)]
    community = Community(
        as_of,
        cast("Note[Charter]", charter),
        others,
        assets,
        files.folder,
        tuple(problems),
        unpublished,
        tuple((_to_note(draft, names, fold, language), ", ".join(draft.lacks)) for draft in unfinished),
        find_withheld((*unread, *(draft.source for draft in (*unpublished, *unfinished))), files),
        language,
        tuple(found for found in redirects if isinstance(found, Redirect)),
        addresses,
        introductions,
        field_names,
        misnamed,
    )
    if more := _find_misnamed(community):
        known = {source.path: reading for source, reading in zip(sources, readings, strict=True)}
        return assemble(
            sources,
            files,
            as_of,
            fallback_name=fallback_name,
            language=language,
            named=named,
            asked=asked,
            languages=languages,
            field_names=field_names,
            read=lambda source, *_: known[source.path],
            misnamed=misnamed | more,
        )
    return community


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


def _is_unfinished(draft: Draft, as_of: date) -> bool:
    """Return whether a note would be published, if it had what it lacks."""
    return bool(draft.lacks) and _is_published(draft, as_of)


def _claim_notes(
    read: Sequence[tuple[Source, Draft | None]], published: Set[str], addresses: Addresses, problems: list[Problem]
) -> Iterator[Draft]:
    """Yield the notes whose address is free, by name, and add a problem for each of the others.

    `published` are paths. What is not published has no address yet, but must not have that of another.
    """
    refused = set()
    introduced: dict[str, str] = {}
    for source, draft in sorted(read, key=lambda pair: pair[0].path not in published):
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
            refused.add(source.path)
            message = f"cannot be at {uri!r}, which {reason}"
            problems.append(Problem("uri-is-unique", Span(source.path), message, "rename this file"))
    return (draft for source, draft in read if draft and source.path not in refused)


def _claim_assets(assets: Iterable[Asset], addresses: Addresses, problems: list[Problem]) -> Iterator[Asset]:
    """Yield the static files whose address is free, and add a problem for each other one outside of hidden folders."""
    for asset in assets:
        if is_hidden_path(asset.name):
            continue
        reason = "" if asset.name in addresses.named else addresses.claim(asset.name, f"is the address of {asset.path}")
        if reason:
            message = f"cannot be at {asset.name!r}, which {reason}"
            problems.append(Problem("uri-is-unique", Span(asset.path), message, "rename this file"))
        else:
            yield asset


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
