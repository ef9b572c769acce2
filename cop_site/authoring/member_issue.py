"""Makes or updates the file of a member from their issue; only the file of the issue's own author is ever touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cop_site.authoring.from_issue import Issue, read_answer, read_form
from cop_site.authoring.lists import ListEditError, add_items, edit_field, render_value
from cop_site.authoring.member_form import ask_member
from cop_site.authoring.new import NewNote, NewNoteError, name_note
from cop_site.authoring.rename.spans import cut_item, cut_out
from cop_site.content.frontmatter.split import read_front_matter
from cop_site.content.load import Source
from cop_site.content.note_text import decode
from cop_site.diagnostics import Edit
from cop_site.fixes.edits import apply_edits
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.spelling.fold import fold
from cop_site.wording.catalogue import ENGLISH, Wording

_HANDLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})", re.ASCII)


def name_member_file(issue: Issue, community: Community) -> str:
    """Return the name of the file of an issue's author: the one that is named after their handle, else a new one.

    Raises NewNoteError where the handle is none of a person.
    """
    if not _HANDLE.fullmatch(issue.author):
        raise NewNoteError(f"{issue.author!r} is not the handle of a person, so there is no file for it")
    drafts = [draft.source for draft in community.unpublished]
    for source in (*(member.source for member in community.members.values()), *drafts):
        if source.name.startswith(Kind.MEMBER.info.list_uri) and source.stem.casefold() == issue.author.casefold():
            return source.name
    return name_note(Kind.MEMBER, issue.author, issue.day)


def draft_member(issue: Issue, community: Community, wording: Wording = ENGLISH) -> NewNote:
    """Return a new member's file: the wishes are of the day of the issue; `wording` is that of the community."""
    answers = _read_answers(issue, community, wording)
    joined = {"joined": issue.day}
    fields: dict[str, Any] = {"name": answers.get("name") or issue.author, **joined}
    fields["listed"] = answers.get("listed", False)
    fields["wants"] = [{"topic": wish, "since": issue.day} for wish in _unique(answers["wants"], community)]
    fields["offers"] = _unique(answers["offers"], community)
    lines = [f"{name}: {render_value(value)}" for name, value in fields.items()]
    return NewNote(name_member_file(issue, community), "\n".join(["---", *lines, "---", ""]))


def update_member(issue: Issue, raw: bytes, name: str, community: Community, wording: Wording = ENGLISH) -> bytes:
    """Return the bytes of a member's file after their issue; what the issue does not speak of stays, to the byte.

    Wishes that were stated before stay as they are; new ones are of the day of the issue. Raises NewNoteError where the
    file is written in a way that it cannot be changed in safely.
    """
    answers = _read_answers(issue, community, wording)
    gone = {_key(text, community) for text in answers["gone"]}
    after = raw
    try:
        for field in ("wants", "offers"):
            after = _take_out(after, name, field, gone, community)
            kept = {_key(_topic_of(item), community) for item in _items(_read(after, name), field)}
            new = [item for item in _unique(answers[field], community) if _key(item, community) not in kept]
            items = [{"topic": item, "since": issue.day} if field == "wants" else item for item in new]
            after = add_items(after, _read(after, name), field, items)
        for field in ("listed", "name"):
            if field in answers:
                after = edit_field(after, _read(after, name), field, answers[field])
    except ListEditError as error:
        raise NewNoteError(f"{name} cannot be changed safely: {error}; change it by hand") from None
    return after


def _read_answers(issue: Issue, community: Community, wording: Wording) -> dict[str, Any]:
    """The answers by question; topics by their slugs. `listed` and `name` are there only if they were answered."""
    questions, given = read_form(issue.body, lambda wording: ask_member(community, wording), wording)
    answers = {question.field: read_answer(given.get(question.field, ""), question) for question in questions}
    wants = [*answers["wants"], *_lines(answers["words"])]
    found: dict[str, Any] = {"offers": [_slug(text, community) for text in answers["offers"]]}
    found["wants"] = [_slug(text, community) for text in wants]
    found["gone"] = _lines(answers["gone"])
    if answers["listed"]:
        found["listed"] = answers["listed"] == "true"
    if answers["name"]:
        found["name"] = str(answers["name"])
    return found


def _lines(text: str) -> list[str]:
    return [line for piece in text.split("\n") if (line := " ".join(piece.strip(" -*\t").split()))]


def _slug(text: str, community: Community) -> str:
    return community.topic_named(text) or text


def _key(text: str, community: Community) -> str:
    """What makes two wishes or offers the same: the topic, else the words, folded."""
    return community.topic_named(text) or fold(text) or text


def _unique(texts: Iterable[str], community: Community) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(_key(text, community), text)
    return list(found.values())


def _read(raw: bytes, name: str) -> Source:
    text, problems = decode(raw, name)
    if problems:
        raise ListEditError("it is not plain UTF-8")
    return Source(name, name, read_front_matter(text, name))


def _items(source: Source, field: str) -> Sequence[Any]:
    value = source.front_matter.values.get(field)
    return value if isinstance(value, list) else [value] if value else []


def _topic_of(item: Any) -> str:
    return str(item.get("topic", "")) if isinstance(item, Mapping) else str(item)


def _take_out(raw: bytes, name: str, field: str, gone: set[str], community: Community) -> bytes:
    """The file without the items of a list that are to go, the last first."""
    while True:
        source = _read(raw, name)
        found = next(_find_gone(source, field, gone, community), None)
        if found is None:
            return raw
        if not isinstance(source.front_matter.values[field], list):
            raise ListEditError(f"{field!r} is not a list")
        left = list(_items(source, field))
        del left[found]
        text, span = decode(raw, name)[0], source.span_of(field)
        end = "\n" if cut_out(text, span).endswith("\n") else ""
        edit = cut_item(text, source, (field,), found) if left else Edit(span, f"[]{end}")
        after = apply_edits(raw, [edit])
        if _items(_read(after, name), field) != left:
            raise ListEditError(f"an item of {field!r} cannot be taken out")
        raw = after


def _find_gone(source: Source, field: str, gone: set[str], community: Community) -> Iterator[int]:
    items = _items(source, field)
    return (at for at in reversed(range(len(items))) if _key(_topic_of(items[at]), community) in gone)
