"""The story of adopting: from what sources hold to notes, each with its name, its links and its old addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from cop_site.adopt.compose import compose
from cop_site.adopt.dialects import convert
from cop_site.adopt.entry import Entry, judge_folders, understand
from cop_site.adopt.links import (
    Targets,
    fold_address,
    index_targets,
    list_shown,
    move_fields,
    redirects_of,
    relative_link,
    rewrite_links,
)
from cop_site.adopt.logs import split_log
from cop_site.adopt.made import add_attendance, make_charter, make_members, make_topics, name_members
from cop_site.adopt.moments import find_dated_lines
from cop_site.adopt.naming import Names, choose_name, find_introduced, name_attachment, name_entry, names_hidden
from cop_site.adopt.profile import Profile, load_profile, recognise
from cop_site.adopt.record import Attachment, Collected, LeftOut, Record, Share, compute_all, share_with_nobody
from cop_site.adopt.sort_fields import text_of
from cop_site.adopt.topics import ProposedTopic, propose_topics
from cop_site.adopt.unlisted import build_empty, find_unlisted
from cop_site.authoring.new import NewNote
from cop_site.insight.found_rhythm import FoundRhythm, find_rhythm
from cop_site.model.community import Community
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Kind
from cop_site.model.read import uri_of
from cop_site.model.sections import SECTION_URIS
from cop_site.model.spelling.day_order import find_day_order


@dataclass(frozen=True, slots=True)
class Adopted:
    """An entry and the note that it became."""

    entry: Entry
    note: NewNote


@dataclass(frozen=True)
class Adoption:
    """What adopting a source makes, before anything is written."""

    profile: Profile
    notes: tuple[Adopted, ...]
    files: tuple[tuple[str, Attachment], ...]
    """The attachments that notes refer to, with their names below the content folder."""
    left_out: tuple[LeftOut, ...]
    remarks: tuple[tuple[str, str], ...]
    """What could not be taken over as it was: the origin, and why."""
    links: int
    """The number of links that changed."""
    rhythm: FoundRhythm
    proposed: tuple[ProposedTopic, ...]
    """The topics that tags suggest, the most used first."""
    renamed: tuple[str, ...]
    """The origins of the notes whose file would be called after somebody who is not listed, and is called otherwise."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What whoever adopts a source may decide."""

    profile: str = ""
    """The name of a profile; empty for the one that the source looks like."""
    kind: Kind | None = None
    """The kind of every note; None for what their folders and fields say."""
    topics: int = 0
    """The most topics to make from tags."""
    name: str = ""
    """The name in a new charter; empty for what the source calls itself."""


_ONLY_HIDDEN = "only notes without a page refer to it: drafts, stories without consent, members who are not listed"


@dataclass(frozen=True, slots=True)
class _Written:
    """What becomes of an entry under its name."""

    text: str
    changed: int
    """The number of links that changed."""
    remarks: tuple[str, ...]
    """What could not be taken over."""
    leads_to: tuple[str, ...]
    """The names that its links lead to."""
    is_renamed: bool
    """Whether its file would be called after somebody who must not be named."""


def adopt(  # noqa: PLR0913  # what is there, and what somebody decides
    collected: Collected,
    today: date,
    choices: Choices,
    known: Mapping[str, str],
    existing: Collection[str],
    *,
    share: Share = share_with_nobody,
    members: Community | None = None,
) -> Adoption:
    """Return the notes that a source makes.

    `known` has the names below the content folder that origins were given before, which they keep; `existing` has the
    names of all files there, which no other note gets. Topics and members that have a file are not made again. Records
    are understood and texts made as `share` says. `members` has those of the project.
    """
    field_names = {name for record in collected.records for name in record.fields}
    profile = load_profile(choices.profile or recognise(collected.file_names, field_names))
    entries, rhythm, proposed = _understand_all(collected, profile, today, choices, share)
    names = Names([*known.values(), *existing])
    if "index.md" not in existing and not any(entry.kind is Kind.COMMUNITY for entry in entries):
        entries.append(make_charter(choices.name or collected.site.name, rhythm))
    entries = [entry for entry in entries if entry.record.source or not _has_file(entry, known, existing)]
    hidden = find_unlisted(entries, known, members or build_empty(today))
    chosen = compute_all(lambda one: (choose_name(one, hidden), list_shown(one, profile, hidden)), entries, share)
    named = [_name(entry, name, known, names) for entry, (name, _) in zip(entries, chosen, strict=True)]
    attachments = {
        item.origin: known.get(item.full_origin) or name_attachment(item.origin, names)
        for item in collected.attachments
    }
    targets = index_targets(named, attachments, profile, collected.site.address)
    claims = list(zip(named, _claim(named, [addresses for _, addresses in chosen], existing), strict=True))
    written = compute_all(lambda claim: _write(*claim[0], claim[1], targets, hidden), claims, share)
    pairs = [(entry, note) for (entry, _), note in zip(named, written, strict=True)]
    files, left_out = _part_attachments(collected.attachments, attachments, pairs)
    return Adoption(
        profile,
        tuple(Adopted(entry, NewNote(name, note.text)) for (entry, name), note in zip(named, written, strict=True)),
        files,
        (*collected.left_out, *left_out),
        tuple((entry.record.origin, remark) for entry, note in pairs for remark in (*entry.remarks, *note.remarks)),
        sum(note.changed for note in written),
        rhythm,
        tuple(proposed),
        tuple(entry.record.origin for entry, note in pairs if note.is_renamed),
    )


def _part_attachments(
    attachments: Iterable[Attachment], names: Mapping[str, str], notes: Iterable[tuple[Entry, _Written]]
) -> tuple[tuple[tuple[str, Attachment], ...], list[LeftOut]]:
    """Return the attachments that notes with a page refer to, with their names, and why each of the others is left."""
    shown, kept_off = set[str](), set[str]()
    for entry, note in notes:
        (shown if entry.has_page else kept_off).update(note.leads_to)
    files = tuple((name, item) for item in attachments if (name := names[item.origin]) in shown)
    others = ((item.origin, name) for item in attachments if (name := names[item.origin]) not in shown)
    return files, [LeftOut(at, _ONLY_HIDDEN if name in kept_off else "no note refers to it") for at, name in others]


def _understand_all(
    collected: Collected, profile: Profile, today: date, choices: Choices, share: Share
) -> tuple[list[Entry], FoundRhythm, list[ProposedTopic]]:
    """Return the entries of all records, and of what they say together: its members, topics and charter."""
    texts = (text_of(value) for record in collected.records for value in record.fields.values())
    names = (record.name for record in collected.records if record.is_file)
    lines = (line for record in collected.records for line in find_dated_lines(record.body))
    order = find_day_order(chain(texts, names, lines), today)

    is_whole = choices.kind not in (None, Kind.MEETUP)

    def read(record: Record) -> list[Entry]:
        parts = [record] if is_whole else split_log(record, profile, order, today)
        return [
            understand(part, profile, today, as_kind=Kind.PAGE if part.parts else choices.kind, order=order)
            for part in parts
        ]

    understood = judge_folders(chain.from_iterable(compute_all(read, collected.records, share)))
    entries, people = add_attendance(understood, {**name_members(understood), **collected.site.authors})
    meetups = [entry for entry in entries if entry.kind is Kind.MEETUP]
    rhythm = find_rhythm(
        [entry.moment for entry in meetups if entry.moment],
        [text_of(entry.fields["minutes"]) for entry in meetups if "minutes" in entry.fields],
    )
    proposed = propose_topics(entries)
    entries += [*make_members(people, entries), *make_topics(proposed[: choices.topics])]
    return entries, rhythm, proposed


def _name(entry: Entry, chosen: str, known: Mapping[str, str], names: Names) -> tuple[Entry, str]:
    """Return an entry with its name; a second charter, or a second introduction of one list, is a page."""
    name = known.get(entry.record.full_origin) or name_entry(entry, chosen, names)
    first = "index.md" if entry.kind is Kind.COMMUNITY else find_introduced(entry)
    is_second = first and name != first
    return replace(entry, kind=Kind.PAGE) if is_second else entry, name


def _has_file(entry: Entry, known: Mapping[str, str], existing: Collection[str]) -> bool:
    """Whether a note that no file of the source is has a file that was not adopted."""
    origin = entry.record.full_origin
    return origin not in known and f"{origin}.md" in existing


def _claim(
    named: Sequence[tuple[Entry, str]], addresses: Sequence[Sequence[str]], existing: Iterable[str]
) -> list[list[str]]:
    """Return those of the old addresses of notes that lead to each: none leads to two, or is that of a note."""
    notes = ("index.md", *(name for _, name in named), *(name for name in existing if name.endswith(".md")))
    taken = {fold_address(uri) for uri in (*map(uri_of, notes), *SECTION_URIS)}
    return [redirects_of(own, name, taken) for (_, name), own in zip(named, addresses, strict=True)]


def _write(entry: Entry, name: str, redirects: list[str], targets: Targets, hidden: HiddenNames) -> _Written:
    """Return what becomes of an entry under a name; `hidden` are those who must not be named."""
    origin = entry.record.origin
    settled: set[str] = set()
    leads_to: list[str] = []

    def find(link: str) -> str:
        """Return the link to what an old name leads to: a path, or the name or title of a page."""
        target = targets.find(link, origin) or targets.find_named(link)
        new = relative_link(target, name, "") if target else ""
        leads_to.append(target)
        settled.add(new)
        return new

    converted = convert(entry.body, find)
    rewritten = rewrite_links(converted.body, origin, name, targets, settled)
    kept = entry.kind.info.model.model_fields
    shown = {key: value for key, value in entry.fields.items() if key in kept}
    moved, files = move_fields(shown, origin, name, targets)
    note, dropped = compose(replace(entry, fields={**entry.fields, **moved}), name, rewritten.body, redirects)
    nowhere = (f"links that lead nowhere: {link}" for link in rewritten.lost)
    return _Written(
        note.text,
        rewritten.changed + len(settled - {""}) + len(files),
        (*converted.remarks, *dropped, *nowhere),
        (*filter(None, leads_to), *rewritten.leads_to, *files),
        names_hidden(entry, hidden),
    )
