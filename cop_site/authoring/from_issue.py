"""Makes a note from an issue that was written with one of the forms.

Whatever the issue says is a value or a text, never a template, a file name as it stands, or a part of a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from cop_site.authoring.forms import BODY, CONSENT, FIELDS, Question, ask
from cop_site.authoring.new import NewNote, NewNoteError, name_note
from cop_site.content.frontmatter.split import StrictHandler
from cop_site.model.community import Community
from cop_site.model.kinds import Kind

_MOST_BYTES = 512 * 1024
_NO_ANSWER = "_No response_"


@dataclass(frozen=True, slots=True)
class Issue:
    """What matters of an issue."""

    number: int
    kind: Kind
    title: str
    body: str
    day: date
    """The day it was written."""
    author: str = ""
    """The handle of whoever opened it."""


def read_issue(event: bytes) -> Issue:
    """Read an issue from the event that GitHub hands to a workflow; raises NewNoteError where it is none of ours."""
    try:
        if len(event) > _MOST_BYTES:
            raise NewNoteError(f"the issue is larger than {_MOST_BYTES // 1024} KiB; split the note")
        issue = json.loads(event)["issue"]
        labels = {label["name"] for label in issue["labels"]}
        title, body, number = issue["title"], issue["body"] or "", issue["number"]
        day = date.fromisoformat(issue["created_at"][:10])
        author = issue["user"]["login"] if Kind.MEMBER.value in labels else ""
    except (ValueError, KeyError, TypeError) as error:
        raise NewNoteError(f"this is no event of an issue: {type(error).__name__}: {error}") from None
    known = (*FIELDS, Kind.MEMBER)
    kinds = [kind for kind in known if kind.value in labels]
    texts = (title, body, author)
    if len(kinds) != 1 or not all(isinstance(text, str) for text in texts) or not isinstance(number, int):
        wanted = ", ".join(kind.value for kind in known)
        raise NewNoteError(f"the issue wants one label that says what kind of note it is: {wanted}")
    return Issue(number, kinds[0], title, body.replace("\r\n", "\n"), day, author)


def draft_from_issue(issue: Issue, schema: Mapping[str, Any], community: Community) -> NewNote:
    """The note that an issue asks for; the same issue always makes the same file, whatever became of its title."""
    questions = ask(issue.kind, schema, community)
    answers = split_answers(issue.body, [question.label for question in questions] + [CONSENT])
    fields: dict[str, Any] = {"title": " ".join(issue.title.split())}
    for question in questions:
        answer = answers.get(question.label, "")
        if question.field and answer:
            fields[question.field] = read_answer(answer, question)
    if issue.kind is Kind.TESTIMONIAL and re.search(r"^- \[[xX]\] ", answers.get(CONSENT, ""), re.MULTILINE):
        by = fields.get("author", "anonymous")
        fields["consent"] = {"given": issue.day, "scope": "public", "by": by}
    fields["extra"] = {"issue": issue.number}
    front_matter = StrictHandler().export(fields, width=10_000, default_flow_style=None)
    known = find_notes_of(issue.number, community)
    name = known[0] if known else name_note(issue.kind, str(fields["title"]), _day(fields, issue))
    return NewNote(name, f"---\n{front_matter}\n---\n{answers.get(BODY, '').strip()}\n")


def split_answers(body: str, labels: Iterable[str]) -> dict[str, str]:
    """Return the answers by label.

    A heading counts as a label once, in the form's order, so that a text may have its own.
    """
    found: dict[str, str] = {}
    rest = f"\n{body}\n"
    waiting = list(labels)
    current, begin = "", 0
    for match in re.finditer(r"\n### ([^\n]+)\n", rest):
        label = match[1].strip()
        if label not in waiting:
            continue
        if current:
            found[current] = rest[begin : match.start()].strip()
        waiting = waiting[waiting.index(label) + 1 :]
        current, begin = label, match.end()
    if current:
        found[current] = rest[begin:].strip()
    return {label: answer for label, answer in found.items() if answer and answer != _NO_ANSWER}


def read_answer(answer: str, question: Question) -> Any:
    """Return what an answer says: a list where several may be chosen, else a text, a day or a number."""
    if not question.several:
        return answer if question.long else _as_value(" ".join(answer.split()))
    # What was chosen comes separated by commas, which a title may hold as well; the order is that of the answer.
    chosen: dict[int, str] = {}
    for option in sorted(question.options, key=len, reverse=True):
        if match := re.search(rf"(?:^|(?<=,))\s*{re.escape(option)}\s*(?=,|$)", answer):
            chosen[match.start()] = option
            answer = answer[: match.start()] + " " * len(match[0]) + answer[match.end() :]
    written = [part for piece in re.split(r"[,\n]", answer) if (part := piece.strip(" -*\t"))]
    return [chosen[at] for at in sorted(chosen)] + written


def _as_value(text: str) -> Any:
    """A day or a number as YAML writes it, without quotes."""
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else text


def _day(fields: Mapping[str, Any], issue: Issue) -> date:
    day = fields.get("date")
    return day if isinstance(day, date) else issue.day  # the check says what is wrong with the day that was written


def find_notes_of(number: int, community: Community) -> list[str]:
    """The names of the notes that were made from an issue before, published or not."""
    drafts = [(draft.fields, draft.source) for draft in community.unpublished]
    notes = [(note.fields, note.source) for note in community.notes]
    return [source.name for fields, source in (*notes, *drafts) if str(fields.extra.get("issue", "")) == str(number)]
