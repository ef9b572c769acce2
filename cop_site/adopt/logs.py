"""Splits a log, one file with the minutes of several meetings, where it is sure what belongs to which meeting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice

from cop_site.adopt.attendance import find_attendance
from cop_site.adopt.dialects import drop_comments, drop_hidden
from cop_site.adopt.profile import Profile
from cop_site.adopt.record import Record
from cop_site.model.spelling.day_order import DayOrder
from cop_site.model.spelling.days import drop_days
from cop_site.model.spelling.months import any_month

_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*(?:\d{4}|\d[./-]\d).*)$", re.MULTILINE)
_DATED = re.compile(r"\n#{1,6}[ \t]+.*(?:\d{4}|\d[./-]\d)")
"""The same by the end of the line before it, which is several times as fast: most files have none."""
_ANY_HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_LONGEST = timedelta(days=7)
"""The longest meeting: days further apart are of several."""
_FEWEST = 2
_MOST_OF = 2 / 3
"""So many of the meetings must say who came: a list of releases has days, too."""
_FEWEST_LETTERS = 3
"""Fewer are left of a day, such as `Tue`, and say nothing."""
_SHARED = frozenset({"tags", "lang"})
"""Fields of a log that hold for each of its meetings."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What a log says of one meeting."""

    day: date
    heading: str
    text: str
    """With its heading."""
    lead: str
    """What stands below a title that is said again for it, such as where it was held."""

    @property
    def body(self) -> str:
        _, _, rest = self.text.partition("\n")
        return f"{self.lead}\n\n{rest}".strip("\n")


def split_log(record: Record, profile: Profile, order: DayOrder, today: date) -> list[Record]:
    """Return a record for each meeting of a log, after one for what else it says; of any other text only itself."""
    dated = _DATED.finditer(f"\n{record.body}") if record.is_file else iter(())
    if len(list(islice(dated, _FEWEST))) < _FEWEST or record.find_hiding(today):
        return [record]
    seen = drop_hidden(record.body, profile.comment)
    before, parts = _find_parts(seen.body, order)
    if not _is_log(before, parts):
        return [record]
    shared = {name: value for name, value in record.fields.items() if profile.target(name)[0] in _SHARED}
    title = next((match[2].strip(" #") for match in _ANY_HEADING.finditer(before)), "")
    names = _name_parts(parts)
    index = "\n".join(f"- [{part.heading}]({record.name}/{name})" for part, name in zip(parts, names, strict=True))
    rest = replace(record, body=f"{before.rstrip()}\n\n{index}\n", remarks=(*record.remarks, *seen.remarks))
    made = (
        replace(
            record,
            fields={**shared, "title": _title_of(part.heading, title), "date": part.day.isoformat()},
            body=part.body,
            is_file=False,
            remarks=(),
            part=name,
        )
        for part, name in zip(parts, names, strict=True)
    )
    return [replace(rest, parts=len(parts)), *made]


def _find_parts(body: str, order: DayOrder) -> tuple[str, list[_Part]]:
    """Return what stands before the first meeting, and the meetings: sections of one level whose headings name days."""
    dated = [(match, day) for match in _HEADING.finditer(body) if (day := order.find(match[2]))]
    levels = Counter(len(match[1]) for match, _ in dated)
    level = max(levels, key=lambda depth: (levels[depth], -depth), default=0)
    heads = [(match, day) for match, day in dated if len(match[1]) == level]
    if len(heads) < _FEWEST or _lack_years(body, level, order):
        return body, []
    starts = [match.start() for match, _ in heads]
    titles = {match[2].strip() for match in _ANY_HEADING.finditer(body, 0, starts[0])}
    ends, leads, rest = [*starts[1:], len(body)], dict[int, str](), len(body)
    for match in _ANY_HEADING.finditer(body, starts[0]):
        if len(match[1]) < level:
            at = bisect_right(starts, match.start())
            after = starts[at] if at < len(starts) else len(body)
            text = body[match.end() : after]
            if after == len(body):  # what comes after all meetings is about none of them
                ends.append(match.start())
                rest = match.start()
                break
            is_lead = match[2].strip() in titles
            if not is_lead and _ANY_HEADING.sub("", text).strip():
                return body, []  # what stands below the heading of a year may be about all of its meetings
            ends.append(match.start())
            leads[after] = text.strip("\n") if is_lead else ""
    ends.sort()
    parts = [
        _Part(
            day,
            match[2].strip(" \t#"),
            body[match.start() : ends[bisect_right(ends, match.start())]],
            leads.get(match.start(), ""),
        )
        for match, day in heads
    ]
    return f"{body[: starts[0]]}{body[rest:]}", parts


def _lack_years(body: str, level: int, order: DayOrder) -> bool:
    """Whether several headings of a level name a day without its year: nobody knows where their meetings belong."""
    heads = (match[2] for match in _ANY_HEADING.finditer(body) if len(match[1]) == level)
    lacking = (head for head in heads if _day_of_month().search(head) and not order.find(head))
    return len(list(islice(lacking, _FEWEST))) == _FEWEST


@cache
def _day_of_month() -> re.Pattern[str]:
    """Return a pattern for a day with the name of its month, such as `June 13th`."""
    names, day = any_month(), r"\d{1,2}(?:st|nd|rd|th)?\.?"
    return re.compile(rf"\b(?:{names})\.? {day}(?!\w)|(?<!\d){day} (?:{names})\b", re.IGNORECASE)


def _is_log(before: str, parts: Sequence[_Part]) -> bool:
    """Whether parts are meetings of their own, most of which say who came."""
    days = {part.day for part in parts}
    if not days or max(days) - min(days) < _LONGEST:
        return False
    pieces = [before, *(piece for part in parts for piece in (part.lead, part.text))]
    if any(len(_FENCE.findall(piece)) % 2 for piece in pieces):
        return False  # what looks like a heading is code
    if "".join(map(drop_comments, pieces)) != drop_comments("".join(pieces)):
        return False  # a comment has meetings in it
    said = sum(bool(find_attendance(part.text)) for part in parts)
    return said >= _FEWEST and said >= _MOST_OF * len(parts)


def _name_parts(parts: Sequence[_Part]) -> list[str]:
    """Return the name of each part: its day, and a number if others have the same."""
    seen: Counter[date] = Counter()
    names = []
    for part in parts:
        seen[part.day] += 1
        names.append(part.day.isoformat() + (f"-{seen[part.day]}" if seen[part.day] > 1 else ""))
    return names


def _title_of(heading: str, title: str) -> str:
    """Return what a meeting is called: what its heading says besides the day, or the title of its log."""
    rest = " ".join(drop_days(heading).split()).strip(" -–—:,()[]#*_")
    return title if sum(map(str.isalpha, rest)) <= _FEWEST_LETTERS and any(map(str.isalpha, title)) else heading
