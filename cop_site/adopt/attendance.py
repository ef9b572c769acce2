"""Reads who came to a meetup from the text of its minutes: lists, tables and lines that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from textwrap import dedent

from cop_site.adopt.attendance_words import CAME, MISSED, names_attendance
from cop_site.adopt.attendee import Attendee, read_attendee
from cop_site.content.gfm import read_prose
from cop_site.content.gfm.events import walk
from cop_site.model.spelling.days import find_day
from cop_site.model.spelling.fold import fold

_LABEL_END = re.compile(r"[:：*_][ \t]*$", re.MULTILINE)
"""What the lines end with that `_INTRODUCED`, `_LABEL` and `_END_OF_LINE` find."""
# A look ahead at the colon takes a fraction of the time of looking for it after each sign.
_INTRODUCED = re.compile(
    r"\n(?=(?:[^\n:：]*+[:：])++[*_ \t]*$)[ \t]{0,3}(?![#>|])(?:[-+*][ \t]+)?(?P<text>[^\n]{3,200}?)[:：][*_ \t]*$",
    re.MULTILINE,
)
"""A line that introduces a list, and may say of whoever is in it that they did not come."""
# A line is found by the end of the one before it, which is several times as fast as `^` with re.MULTILINE.
_LINE = re.compile(
    r"\n[ \t>*_#|-]*([^\W\d][^\n:：*_|]{2,30}?)[ \t*_]*[:：|][ \t*_]*(\S[^\n]*)",
)
"""`**Present:** Ana Li, Bo`, in a line of its own, which goes on in the next after a comma or in brackets.

Or `| Present | Ana Li, Bo |`, in a table.
"""
_NEXT_LINE = re.compile(r"\n(?![^\n:：]{2,32}[:：])[ \t]*(\S[^\n]*)")
_LINE_END = " \t\\|"
_LABEL = re.compile(
    r"\n[ \t]*(?:\*\*|__)?([^\W\d][^\n:：*_|]{2,30}?)[ \t]*(?:[:：][ \t]*(?:\*\*|__)?|(?:\*\*|__)[ \t]*[:：]?)[ \t]*$",
    re.MULTILINE,
)
"""`**Attendees:**`, in place of a heading."""
_ALONE = re.compile(r"\n\n[ \t]*([^\W\d][^\n:：*_|#]{2,30}?)[ \t]*(?=\n\s*(?:[-+*]|\d{1,3}[.)])[ \t])")
"""`Attendees`, on a line of its own, above a list."""
_NESTED = re.compile(
    r"\n[ \t]*[-*+][ \t]+(?=[^\n]{3,60}\n(?:[ \t]*\n)?[ \t]+[-*+][ \t])"
    r"(?:\*\*|__)?(?P<label>[^\W\d][^\n:：*_|]{2,30}?)[ \t]{0,4}"
    r"[:：]?(?:\*\*|__)?[:：]?[ \t]{0,4}(?:\n[ \t]*)?(?P<items>(?:\n[ \t]+[-*+][ \t][^\n]*)+)"
)
"""`- Attendees`, with a list of its own below it."""
_SIBLINGS = re.compile(
    r"\n(?P<indent>[ \t]*)[-*+][ \t]+(?=[^\n:：]*+[:：](?:\*\*|__)?[ \t]{0,4}\n)"
    r"(?:\*\*|__)?(?P<label>[^\W\d][^\n:：*_|]{2,30}?)[ \t]{0,4}"
    r"(?:\*\*|__)?[:：](?:\*\*|__)?[ \t]{0,4}(?P<items>(?:\n(?P=indent)[-*+][ \t][^\n:]*(?=\n|\Z))+)"
)
"""`- Attendees:`, and the items that follow it."""
_END_OF_LINE = re.compile(
    r"[.!?:,;–—-](?=[ \t][^\n.!?:：,;*|]{3,40}[:：])[ \t]+([^\W\d][^\n.!?:：,;*_|]{2,30}?)[ \t]{0,4}[:：][ \t]{0,4}$",
    re.MULTILINE,
)
"""`Sign in below. Roll call:`, above a list."""
_UNDERLINED = re.compile(r"\n([^\s#>|][^\n]{0,80})\n(?:-{3,}|={3,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\n {0,3}(#{1,6})[ \t]+([^\n]*)")
_PARAGRAPH = re.compile(r"^#{1,6}[ \t]+([^\n]{2,40}?)[ \t#]*\n\s*((?: {0,3}[^\s#>|*+-][^\n]*\n?)+)", re.MULTILINE)
"""A heading, and the text below it that is no list."""
_NAME_COLUMNS = ("Teilnehmer", "Nom", "Nombre", "Nome", "氏名", "名前")
_COLUMN = frozenset(
    map(fold, ("name", "who", "attendee", "participant", "person", "member", "present", *_NAME_COLUMNS))
)
_OF_SOMEBODY = frozenset(
    map(fold, ("affiliation", "organisation", "organization", "company", "initials", "handle", "github", "username"))
)
"""Columns beside that of names in a table in which those who came sign in."""
_NOT_MARKED = frozenset({"", "-", "–", "no", "n", "absent", "✗", "✘", "❌", "0"})
_COMMA = re.compile(r",(?![^()\n]{0,80}\))")
_BETWEEN = re.compile(r"(?:[,;、，]| and | & )(?![^()\n]{0,80}\))")
"""What stands between people in a line, though not in brackets."""
_GROUP = re.compile(r"((?!.* - )[^@(:/]{2,40}): (?!.*//)(.+)", re.DOTALL)
"""`Maintainers: Ana Li, Bo`."""
_RULE = re.compile(r"^[ \t]{0,3}([-*_])(?:[ \t]?\1){2,80}[ \t]*$", re.MULTILINE)
_ASIDE = re.compile(r"^[ \t]*(?:\*[^*\n]+\*|_[^_\n]+_|\([^()\n]+\))[ \t]*\n", re.MULTILINE)
"""`*Please add yourself.*`"""
_BULLET = re.compile(r"[ \t]*(?:[-+>|]|\*(?!\*)|\d{1,3}[.)])|[ \t]+\S")
"""The beginning of an item or of what goes on with one; not `**Topics**`, the label of what comes next."""
_TIGHT = re.compile(r"(?<=\n)([ \t]*[-*])(?=[^\W\d_])")
"""The sign of an item that no space follows, `-Bo`, in a list whose other items have one."""
_OF_GROUP = re.compile(
    r"in person|on ?site|on ?line|remote(?:ly)?|virtual(?:ly)?|(?:\S+ )?(?:guests?|members?|observers?|staff|team)",
    re.IGNORECASE,
)
"""A heading below that of those who came, where people stand right below that one, too; not `Status`."""
_MENTIONS = re.compile(r"^[ \t]*(?:@[^\s@,;、]+[ \t,;、]*){2,}$", re.MULTILINE)
"""`@ana @bo`, a line that mentions people and says nothing else."""
_TASK = re.compile(r"\n[ \t]*(\[[ xX]\][ \t])")
"""`[x] Ana Li`, in a line that is no item of a list."""
_LABEL_DEPTH = 6
"""The level of the headings that stand in place of labels, whose list is the one right below."""


def find_attendance(body: str) -> list[Attendee]:
    """Return who came to a meetup, each once, in the order of the text; nobody if it does not say."""
    body = _TASK.sub(r"\n- \1", f"\n{body}")
    for items in (_NESTED, _SIBLINGS):
        body = items.sub(_unnest, body)
    body = _spell_out_labels(body)
    body = _ALONE.sub(lambda match: f"\n\n\n###### {match[1]}\n" if fold(match[1]) in CAME else match[0], body)
    is_underlined = "\n---" in body or "\n===" in body
    about = _find_sections(_UNDERLINED.sub(r"\n## \1", body) if is_underlined else body)
    found = [*_in_lists(about), *_in_tables(body)] or [*_in_lines(body), *_in_paragraphs(about)]
    return list({(who.handle or fold(who.name)): who for who in reversed(found)}.values())[::-1]


def _unnest(match: re.Match[str]) -> str:
    """Return the items that an item introduces as a section of its own, if it says that they are about who came."""
    section = f"\n\n###### {match['label']}\n{dedent(match['items'])}\n\n###### -"
    return section if names_attendance(match["label"]) or MISSED.search(match["label"]) else match[0]


def _spell_out_labels(body: str) -> str:
    """Return a text in which lines that introduce who came, or who did not, are headings."""
    parts, done = [], 0
    for end in _LABEL_END.finditer(body):
        start = body.rfind("\n", 0, end.start())
        match = _INTRODUCED.match(body, start)
        if match and MISSED.search(match["text"]):
            heading = "absent"
        else:
            labels = (_LABEL.match(body, start), _END_OF_LINE.search(body, start + 1, end.end()))
            match = next((label for label in labels if label and names_attendance(label[1])), None)
            heading = match[1] if match else ""
        if match:
            parts += [body[done : match.start()], f"\n\n###### {heading}\n"]
            done = match.end()
    return "".join(parts) + body[done:]


def _find_sections(body: str) -> str:
    """Return the sections of a text that may say who came, each up to the next heading of its level."""
    sections: list[str] = []
    end = 0
    heads = [(match.start(), len(match[1]), match[2].rstrip(" \t#")) for match in _HEADING.finditer(body)]
    for number, (start, depth, text) in enumerate(heads):
        if start < end or not names_attendance(text):
            continue
        after = (heads[n][:2] for n in range(number + 1, len(heads)))
        end = next((at for at, other in after if other <= depth), len(body))
        sections.append(_cut_section(body[start:end], is_label=depth == _LABEL_DEPTH))
    return "\n\n".join(sections)


def _cut_section(section: str, *, is_label: bool) -> str:
    """Return a section up to a line across the page, and of one that a label begins, the list or paragraph below it."""
    heading, _, text = section.lstrip("\n").partition("\n")
    text = _RULE.split(_ASIDE.sub("", text).strip("\n"), maxsplit=1)[0] or text
    if _BULLET.match(text):
        text = _TIGHT.sub(r"\1 ", text)
    if is_label:
        first, *others = re.split(r"\n[ \t]*\n", text.strip("\n"))
        if _GROUP.match(first) and not _BULLET.match(first):
            return heading  # a label of its own
        lists = list(takewhile(_BULLET.match, others))
        text = "\n\n".join([first, *lists] if _BULLET.match(first) or "\n" not in first else [first])
    first, *others = re.split(r"(?=^ {0,3}#{1,6}[ \t])", text, flags=re.MULTILINE)
    if first.strip():
        others = [other for other in others if _is_of_group(other.partition("\n")[0].strip(" \t#:"))]
    return "".join([f"{heading}\n{first}", *others])


def _is_of_group(heading: str) -> bool:
    return bool(_OF_GROUP.fullmatch(heading) or MISSED.search(heading)) or names_attendance(heading)


def _in_lists(body: str) -> Iterator[Attendee]:
    items = [item for item in read_prose(body).items if _is_about_attendance(item.sections)]
    is_roll_call = any(item.done for item in items)
    for item in items:
        if item.is_struck or (is_roll_call and item.done is False) or MISSED.search(item.text):
            continue
        group = _GROUP.match(item.text)
        text = group[2] if group else item.text
        commas = _COMMA.findall(text)
        parts = _COMMA.split(text) if (group or len(items) == 1) and len(commas) > bool(not group) else [text]
        yield from filter(None, (read_attendee(part, item.targets) for part in parts))


def _in_lines(body: str) -> Iterator[Attendee]:
    for label, text in _read_lines(body):
        # A column is one of a table without rows.
        if names_attendance(label) and not (MISSED.match(text) or fold(text) in _COLUMN | _OF_SOMEBODY):
            yield from filter(None, map(read_attendee, _split_line(text)))


def _read_lines(body: str) -> Iterator[tuple[str, str]]:
    """Yield each label with the text behind it."""
    at = 0
    while match := _LINE.search(body, at):
        lines, at = [match[2].rstrip(_LINE_END)], match.end()
        while _goes_on(lines[-1]) and (more := _NEXT_LINE.match(body, at)):
            lines.append(more[1].rstrip(_LINE_END))
            at = more.end()
        yield match[1], "\n".join(lines)


def _goes_on(line: str) -> bool:
    return line.endswith((",", ";", "、")) or line.rfind("(") > line.rfind(")")


def _split_line(text: str) -> list[str]:
    """Return the people in a line; where semicolons stand between them, a comma comes before what a name has more."""
    parts = text.split(";")
    commas = [part.count(",") for part in parts]
    return parts if len(parts) > 1 and max(commas) == 1 and 2 * sum(commas) >= len(parts) else _BETWEEN.split(text)


def _in_paragraphs(body: str) -> Iterator[Attendee]:
    for line in _MENTIONS.findall(body):
        yield from filter(None, (read_attendee(f"@{who}") for who in re.split(r"[\s@,;、]+", line.strip(" \t@,;、"))))
    for match in _PARAGRAPH.finditer(body):
        if names_attendance(match[1]):
            lines = match[2].split("\n")
            if _is_wrapped(lines):
                lines = [" ".join(lines)]
            came = (_drop_group(line) for line in lines if not MISSED.search(line))
            yield from (who for line in came for part in _split_line(line) if (who := read_attendee(part)))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are one list of people, who stand between commas."""
    return len(_COMMA.findall(lines[0])) > 1 and not any(_GROUP.match(line) or MISSED.search(line) for line in lines)


def _drop_group(line: str) -> str:
    """Return a line without the label of a group; nothing of one whose label is no group's, such as `Place: Mill`."""
    if match := _GROUP.match(line):
        return match[2] if match[1].endswith("s") or _BETWEEN.search(match[2]) else ""
    return line


def _in_tables(body: str) -> Iterator[Attendee]:
    """Yield the people in the column of names of tables on attendance; one may tick who came in another column."""
    for number, (heading, (head, *rows)) in enumerate(_read_tables(body)):
        is_sign_in = number == 0 and fold(head[0]) in _COLUMN and any(fold(cell) in _OF_SOMEBODY for cell in head)
        if is_sign_in and (not heading or find_day(heading)):
            heading = "present"  # noqa: PLW2901  # a table at the top, which nothing else introduces
        marks = next((n for n, cell in enumerate(head) if names_attendance(cell)), -1)
        column = next((n for n, cell in enumerate(head) if fold(cell) in _COLUMN and n != marks), 0)
        if marks == column or not (marks >= 0 or names_attendance(heading)):
            marks, column = -1, column if marks == column or names_attendance(heading) else -1
        for row in rows if column >= 0 else ():
            came = marks < 0 or row[marks].strip().casefold() not in _NOT_MARKED
            if came and not any(map(MISSED.search, row)) and (who := read_attendee(row[column])):
                yield who


def _read_tables(body: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the heading before each table, and the texts of its rows; all rows are as long as the first."""
    if "|" not in body:
        return
    heading = text = ""
    rows: list[list[str]] = []
    for name, tag, data in walk(body):
        if name in ("Text", "Code"):
            text += str(data)
        elif name == "start":
            text = "" if tag in ("Heading", "TableCell") else text
            rows = [] if tag == "Table" else [*rows, []] if tag in ("TableHead", "TableRow") else rows
        elif tag == "Heading":
            heading = text
        elif tag == "TableCell":
            rows[-1].append(text)
        elif tag == "Table":
            yield heading, rows


def _is_about_attendance(sections: Iterable[str]) -> bool:
    """Whether the nearest heading that says who came or did not says that they came."""
    for heading in sections:
        if MISSED.search(heading):
            return False
        if names_attendance(heading):
            return True
    return False
