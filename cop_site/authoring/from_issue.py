"""Makes a note from an issue that was written with an issue form.

Its text becomes field values and the body, never a template, an unchecked file name or a part of a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cop_site.authoring.forms import BODY, CONSENT, FIELDS, TALKS, Question, ask, ask_consent
from cop_site.authoring.new import NewNote, NewNoteError, compose_note, name_note
from cop_site.content.wording import quote
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.model.person_text import list_several, read_person
from cop_site.model.read import Draft
from cop_site.model.spelling.dates import read_day
from cop_site.wording.catalogue import ENGLISH, Wording, list_languages, load_wording

_PEOPLE = frozenset({"speakers", "facilitators"})
"""Fields whose answers are names of people."""
_MAX_BYTES = 512 * 1024
_NO_ANSWER = "_No response_"
_BOX = re.compile(r"^- \[[ xX]\] .*$", re.MULTILINE)
"""A box of the form, ticked or not."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that holds a note."""

    number: int
    kind: Kind
    title: str
    body: str
    day: date
    """The day on which it was created."""
    author: str = ""
    """The handle of whoever opened it; known where it is about a member."""


def read_issue(event: bytes) -> Issue:
    """Return the issue in an event that GitHub passes to a workflow; raise NewNoteError if it does not hold a note."""
    try:
        if len(event) > _MAX_BYTES:
            raise NewNoteError(f"the issue is larger than {_MAX_BYTES // 1024} KiB; split the note")
        issue = json.loads(event)["issue"]
        names = {label["name"] for label in issue["labels"]}
        title, body, number = issue["title"], issue["body"] or "", issue["number"]
        day = date.fromisoformat(issue["created_at"][:10])
        author = issue["user"]["login"] if Kind.MEMBER.value in names else ""
        f"{title}{body}{author}".encode()  # JSON can hold half a character, and a file cannot
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NewNoteError(f"this is not the event of an issue: {type(error).__name__}: {error}") from None
    known = (*FIELDS, Kind.MEMBER)
    kinds = [kind for kind in known if kind.value in names]
    texts = (title, body, author)
    if len(kinds) != 1 or not all(isinstance(text, str) for text in texts) or not isinstance(number, int):
        labels = ", ".join(kind.value for kind in known)
        raise NewNoteError(f"the issue must have exactly one label that names a kind of note: {labels}")
    return Issue(number, kinds[0], title, body.replace("\r\n", "\n"), day, author)


def draft_from_issue(
    issue: Issue, schema: Mapping[str, Any], community: Community, wording: Wording = ENGLISH
) -> NewNote:
    """Return the note that an issue holds; `wording` is that of the community.

    Raise NewNoteError if the issue is a note already, or if it has text that would not become a part of one.
    """

    def ask_in(wording: Wording) -> list[Question]:
        more = [ask_consent(wording)] if issue.kind is Kind.TESTIMONIAL else []
        return [*ask(issue.kind, schema, community, wording), *more]

    questions, answers = read_form(issue.body, ask_in, wording)
    fields: dict[str, Any] = {"title": " ".join(issue.title.split())}
    for question in questions:
        if question.field in FIELDS[issue.kind] and (answer := answers.get(question.field)):
            fields[question.field] = read_answer(answer, question)
    consent = answers.get(CONSENT, "")
    if re.search(r"^- \[[xX]\] ", consent, re.MULTILINE):
        fields["consent"] = {"given": issue.day, "scope": "public", "by": fields.get("author", "anonymous")}
    fields["extra"] = {"issue": issue.number}
    if known := find_notes_of(issue.number, community):
        raise NewNoteError(f"issue {issue.number} is the note {known[0]} already; change that file")
    day = fields.get("date")
    # An invalid date in the issue is reported by the check.
    day = day if isinstance(day, date) else issue.day
    name = name_note(issue.kind, fields["title"], day)
    return compose_note(name, fields, f"{answers.get(BODY, '')}\n\n{_BOX.sub('', consent).strip()}".strip())


def read_form(
    body: str, ask_in: Callable[[Wording], list[Question]], wording: Wording
) -> tuple[list[Question], dict[str, str]]:
    """Return the questions of a form in the language in which it was filled in, and the answers by field.

    That is the language of the community, unless its forms were in another one at the time: the one that has most of
    the headings. Raise NewNoteError where a text stands before the first heading.
    """
    asked = ask_in(wording)
    answers = _split_answers(body, asked)
    if len(answers) <= len(asked):  # GitHub writes every heading, answered or not
        others = (ask_in(load_wording(language)) for language in list_languages())
        forms = [(asked, answers), *((other, _split_answers(body, other)) for other in others)]
        asked, answers = max(forms, key=lambda form: (not form[1][""], len(form[1])))
    if len(answers) == 1 or answers[""]:
        where = "text before the first heading" if len(answers) > 1 else "none of the headings"
        hint = f"put each text below a heading, such as '### {asked[0].label}'"
        raise NewNoteError(f"the issue has {where} of its form: {quote(answers[''])}; {hint}")
    by_label = {question.label: question.field for question in asked}
    known = {by_label[label]: answer for label, answer in answers.items() if label}
    return asked, {field: answer for field, answer in known.items() if answer and answer != _NO_ANSWER}


def _split_answers(body: str, questions: Sequence[Question]) -> dict[str, str]:
    """Return the answers by label, and what stands before the first label, by none.

    A heading is a label only once, and in the form's order, so that a text may have the same heading.
    """
    answers: dict[str, str] = {}
    text = f"\n{body}\n"
    remaining = [question.label for question in questions]
    current, begin = "", 0
    for match in re.finditer(r"\n### ([^\n]+)\n", text):
        label = match[1].strip()
        if label not in remaining:
            continue
        answers[current] = text[begin : match.start()].strip()
        remaining = remaining[remaining.index(label) + 1 :]
        current, begin = label, match.end()
    answers[current] = text[begin:].strip()
    return answers


def read_answer(answer: str, question: Question) -> Any:
    """Return what an answer says: a list where several may be chosen, else a text, a day or a number."""
    lines = [line for raw in answer.splitlines() if (line := raw.strip(" -*\t"))]
    if question.field == TALKS:
        return [_read_talk(line) for line in lines]
    if question.field in _PEOPLE:
        return [name for line in lines for name in _read_people(line)]
    if not question.multiple:
        line = " ".join(answer.split())
        return answer if question.long else _as_value(question.values.get(line, line))
    # GitHub separates the chosen options by commas, which a topic's title may contain, too.
    chosen: dict[int, str] = {}
    for option in sorted(question.options, key=len, reverse=True):
        if match := re.search(rf"(?:^|(?<=,))\s*{re.escape(option)}\s*(?=,|$)", answer):
            chosen[match.start()] = option
            answer = answer[: match.start()] + " " * len(match[0]) + answer[match.end() :]
    others = [part for piece in re.split(r"[,\n]", answer) if (part := piece.strip(" -*\t"))]
    return [chosen[start] for start in sorted(chosen)] + others


def _read_people(line: str) -> list[str]:
    """Return the people in a line: `Kim Roe, Head of Maps` is one, `Ada, Grace` are two."""
    is_one = bool(read_person(line).role)
    return list_several(line) or ([line] if is_one else [part for raw in line.split(",") if (part := raw.strip())])


def _read_talk(line: str) -> dict[str, Any]:
    """Return the talk that a line of an answer names: `Title | Speaker and speaker`."""
    title, _, people = (part.strip() for part in line.partition("|"))
    return {"title": title, "speakers": _read_people(people)} if people else {"title": title}


def _as_value(text: str) -> Any:
    """Return a day or a number as such, so that YAML has it without quotes, and other texts unchanged."""
    return read_day(text) or (int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else text)


def find_notes_of(number: int, community: Community) -> list[str]:
    """Return the names of the notes that were made from an issue before, published or not."""
    notes: tuple[Note[Fields] | Draft, ...] = (*community.notes, *community.unpublished)
    return [note.source.name for note in notes if str(note.fields.extra.get("issue", "")) == str(number)]
