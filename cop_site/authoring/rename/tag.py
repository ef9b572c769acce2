"""Renames a tag, or merges it into another tag or a topic."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cop_site.authoring.rename.note import Renaming, apply_changes
from cop_site.authoring.rename.spans import cut_item, cut_out, part_of
from cop_site.authoring.rename.subject import RenameError, RenameRequest
from cop_site.content.files import Files, SourceText
from cop_site.content.load import Source, load
from cop_site.diagnostics import Edit
from cop_site.fixes.change import Change
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.parse import is_plain_line
from cop_site.model.read import kind_of, read_as_ours
from cop_site.model.references import Mention, find_source_mentions
from cop_site.model.spelling.fold import closest


def plan_tag_renaming(root: Path, files: Files, community: Community, request: RenameRequest) -> Renaming:
    """Return the changes that rename a tag, which is matched exactly.

    Raise RenameError if no note has the tag, the new text is not a valid tag, or the tag is the slug of a topic.
    """
    old, new = request.old, request.new
    _check_tag(old, new, community)
    used: Counter[str] = Counter()
    changes = []
    for text in files.sources:
        source = read_as_ours(text, community.field_names)
        tags = list(_find_tags(source))
        used.update({mention.text for mention in tags})
        if any(mention.text == old for mention in tags):
            raw = (root / text.path).read_bytes()
            edits = _edit_tags(text, source, tags, old, new)
            changes.append(Change(text.path, text.path, raw, apply_edits(raw, edits)))
    if not changes:
        suggestion = closest(old, used)
        raise RenameError(f"no note has the tag {old!r}" + (f"; did you mean {suggestion!r}?" if suggestion else ""))
    after = apply_changes(files, changes)
    _verify(files, after, community.field_names, old, new)
    return Renaming(tuple(changes), after, tuple(_remark(used, community, old, new)))


def _check_tag(old: str, new: str, community: Community) -> None:
    plain = load(SourceText("", "", f"---\na: [{new}]\nb: {new}\n---\n")).front_matter.values == {"a": [new], "b": new}
    if not plain or not is_plain_line(new) or new != " ".join(new.split()):
        raise RenameError(f"{new!r} is not a valid tag; use letters, digits, hyphens and spaces")
    if topic := community.topics.get(old):
        command = shlex.join(["cop", "rename", "topic", old, new])
        raise RenameError(f"{old!r} is the topic {topic.source.path}; rename it with: {command}")
    if old == new:
        raise RenameError(f"{new!r} is its name already")


def _find_tags(source: Source) -> Iterator[Mention]:
    return find_source_mentions(source, kind_of(source.name).info.model, "tag")


def _edit_tags(text: SourceText, source: Source, tags: Sequence[Mention], old: str, new: str) -> Iterator[Edit]:
    """Yield edits that replace the old tag by the new one; a list that has both keeps one."""
    there = {mention.at[:-1] for mention in tags if mention.text == new}
    for mention in (mention for mention in tags if mention.text == old):
        if mention.at[:-1] in there and isinstance(mention.at[-1], int):
            yield cut_item(text.text, source, mention.at[:-1], mention.at[-1])
            continue
        raw = cut_out(text.text, mention.span)
        start = raw.find(old)
        if start < 0:  # spelt with escapes, or broken over lines
            yield Edit(mention.span, json.dumps(new, ensure_ascii=False))
        else:
            yield Edit(part_of(mention.span, raw, start, start + len(old)), new)


def _verify(files: Files, after: Files, names: Mapping[str, str], old: str, new: str) -> None:
    """Raise RenameError unless only the tag has changed."""
    for text, new_text in zip(files.sources, after.sources, strict=True):
        if text == new_text:
            continue
        source, new_source = read_as_ours(text, names), read_as_ours(new_text, names)
        expected = {new if tag.text == old else tag.text for tag in _find_tags(source)}
        same = _without_tags(source) == _without_tags(new_source)
        if not same or {tag.text for tag in _find_tags(new_source)} != expected:
            raise RenameError(f"the tags of {text.path} cannot be edited automatically; edit them by hand")


def _without_tags(source: Source) -> dict[str, Any]:
    """The fields of a note, with the topics of its talks taken out as its tags are."""
    values = {**source.front_matter.values, "tags": 0}
    if isinstance(talks := values.get("talks"), list):
        values["talks"] = [{**talk, "topics": 0} if isinstance(talk, dict) else talk for talk in talks]
    return values


def _remark(used: Counter[str], community: Community, old: str, new: str) -> Iterator[str]:
    slug = community.topic_named(new)
    if slug and slug != community.topic_named(old):
        yield f"the notes now have the topic {slug!r}"
    elif new in used:
        yield f"the tag {new!r} existed already, so the two are merged"
    for tag in sorted(used):
        if tag not in (old, new) and community.fold(tag) == community.fold(old):
            yield f"{used[tag]} of the notes spell it {tag!r}: {shlex.join(['cop', 'rename', 'tag', tag, new])}"
