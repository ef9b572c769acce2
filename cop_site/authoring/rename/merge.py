"""Makes one topic of two: what names the one names the other afterwards, and its file goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cop_site.authoring.rename.note import (
    Renaming,
    apply_changes,
    find_elsewhere,
    may_name,
    rewrite_values,
    verify_links,
)
from cop_site.authoring.rename.redirect import add_item
from cop_site.authoring.rename.references import find_edits, find_values
from cop_site.authoring.rename.spans import cut_item
from cop_site.authoring.rename.subject import (
    RenameError,
    RenameRequest,
    Subject,
    find_note,
    list_unchanged_names,
    make_subject,
)
from cop_site.content.files import Files, SourceText
from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.content.note_text import decode
from cop_site.diagnostics import Edit, Span
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.kinds import Topic
from cop_site.model.note import Note

_HANDED_OVER = frozenset({"title", "aliases", "objectives", "redirect_from"})


def find_other_topic(files: Files, community: Community, request: RenameRequest) -> Note[Topic] | None:
    """The topic that has the new name already as that of its file, so that the two are to be one; None for none."""
    other = community.topics.get(request.new.removesuffix(".md").rpartition("/")[2])
    return other if other and find_note(files, community, request) != other.source.name else None


def plan_merging(root: Path, files: Files, community: Community, request: RenameRequest) -> Renaming:
    """Work out what changes when a topic becomes part of another one, which `find_other_topic` has found.

    Raises RenameError where both have an objective of the same name, or something cannot be rewritten.
    """
    other = find_other_topic(files, community, request)
    topic = next((t for t in community.topics.values() if t.source.name == find_note(files, community, request)), None)
    if topic is None or other is None:
        raise RenameError(f"{request.old!r} is not published; publish it first, or delete its file")
    _check_objectives(topic, other)
    subject = make_subject(topic.source.name, other.slug, community)
    changes = []
    for text in files.sources:
        raw = (root / text.path).read_bytes()
        if text.name == topic.source.name:
            changes.append(Change(text.path, "", raw, b""))
            continue
        after = _follow(raw, text, subject) if may_name(text.text, subject) else raw
        if text.name == other.source.name:
            after = _take_over(after, text, topic, subject, community)
        if after != raw:
            changes.append(Change(text.path, text.path, raw, after))
    after_all = apply_changes(files, changes)
    _verify(files, after_all, subject, other.source.name)
    return Renaming(tuple(changes), after_all, tuple(_remark(root, topic, other, subject)))


def _check_objectives(topic: Note[Topic], other: Note[Topic]) -> None:
    known = {objective.id for objective in other.fields.objectives}
    if both := [objective.id for objective in topic.fields.objectives if objective.id in known]:
        raise RenameError(
            f"{topic.source.path} and {other.source.path} both have an objective {both[0]!r}; give one of them another"
            " id first, there and in every 'covers'"
        )


def _follow(raw: bytes, text: SourceText, subject: Subject) -> bytes:
    """A note that names the other topic where it named this one, and none twice in a list."""
    raw = apply_edits(raw, find_edits(text, subject.read(text), subject))
    while edit := _find_surplus(*_read(raw, text, subject), subject):
        raw = apply_edits(raw, [edit])
    return raw


def _find_surplus(text: SourceText, source: Source, subject: Subject) -> Edit | None:
    """The edit that takes out of a list a topic that stands in it before, or that would require itself; None if none
    does.
    """
    for at, values in _lists(source.front_matter.values, ()):
        named = [n for n, value in enumerate(values) if value == subject.new]
        requires_itself = at == ("requires",) and source.name == subject.new_name
        if requires_itself and named and len(values) == 1:
            key, item = source.span_of_key(*at), source.span_of(*at, 0)
            return Edit(Span(key.path, key.line, 1, item.end_line + 1, 1), "")
        if len(named) > 1 or (requires_itself and named):
            return cut_item(text.text, source, at, named[-1])
    return None


def _lists(value: Any, at: Location) -> Iterator[tuple[Location, list[Any]]]:
    """Yield the lists in front matter, also those within groups such as talks, with where each stands."""
    if isinstance(value, list):
        yield at, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _lists(inner, (*at, key))


def _take_over(raw: bytes, text: SourceText, topic: Note[Topic], subject: Subject, community: Community) -> bytes:
    """The other topic's file with the names, the objectives and the addresses of one that goes."""
    for field, item in _list_items(topic, community):
        now, source = _read(raw, text, subject)
        raw = apply_edits(raw, [add_item(now.text, source, field, item)])
    return raw


def _list_items(topic: Note[Topic], community: Community) -> Iterator[tuple[str, str]]:
    """Each item that goes over to the other topic, as YAML, and its field."""
    for name in list_unchanged_names(topic, community):
        yield "aliases", json.dumps(name, ensure_ascii=False)
    for objective in topic.fields.objectives:
        written = {"id": objective.id, "text": objective.text}
        yield "objectives", json.dumps(written, ensure_ascii=False)
    for uri in (topic.uri, *topic.fields.redirect_from):
        yield "redirect_from", uri


def _read(raw: bytes, text: SourceText, subject: Subject) -> tuple[SourceText, Source]:
    now = SourceText(text.path, text.name, decode(raw, text.path)[0])
    return now, subject.read(now)


def _verify(before: Files, after: Files, subject: Subject, other: str) -> None:
    """Raise RenameError unless every changed note says what it said, but for the topic that it names."""
    texts = {text.name: text for text in after.sources}
    for text in before.sources:
        if text.name == subject.old_name or texts[text.name] == text:
            continue
        old, new = subject.read(text), subject.read(texts[text.name])
        verify_links(old, new, subject)
        said = _once(rewrite_values(old.front_matter.values, find_values(old, subject)), subject.new)
        says = _once(rewrite_values(new.front_matter.values, {}), subject.new)
        if text.name == other:
            ours = {"requires", *_HANDED_OVER}
            said, says = ({key: value for key, value in each.items() if key not in ours} for each in (said, says))
        if said != says or len(new.front_matter.problems) != len(old.front_matter.problems):
            raise RenameError(f"the fields of {old.path} cannot be changed as they are written; do it by hand")


def _once(values: dict[str, Any], slug: str) -> dict[str, Any]:
    """Front matter in which no list names a topic twice."""
    return {key: _drop_second(value, slug) for key, value in values.items()}


def _drop_second(value: Any, slug: str) -> Any:
    if isinstance(value, dict):
        return _once(value, slug)
    if not isinstance(value, list):
        return value
    first = value.index(slug) if slug in value else 0
    return [_drop_second(item, slug) for n, item in enumerate(value) if item != slug or n == first]


def _remark(root: Path, topic: Note[Topic], other: Note[Topic], subject: Subject) -> Iterable[str]:
    yield f"{topic.uri} leads to {other.uri} from now on"
    left = [key for key in topic.source.front_matter.values if key not in _HANDED_OVER]
    if topic.source.body.strip():
        left.append("text")
    if left:
        what = f"{', '.join(left)} is" if len(left) == 1 else f"{', '.join(left)} are"
        yield f"{topic.source.path} goes; its {what} not taken over: look it through before you commit"
    yield from find_elsewhere(root, subject)
