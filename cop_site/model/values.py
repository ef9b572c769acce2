"""The types of front-matter values: what a field makes of the text that a member wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from cop_site.content.wording import quote

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|\s+)\d{1,2}:\d{2}", re.ASCII)
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>?|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")
_SPAN = re.compile(r"(\d{1,4})\s*(?:(days?|weeks?|months?|years?))?\Z", re.IGNORECASE | re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_PLACEHOLDER = re.compile(
    r"(?:TODO|TBD|FIXME|XXX)(?:\s*[:.…\-].*)?\Z|lorem ipsum\b.*|<[^<>]*>\Z|\.\.\.\Z|…\Z", re.IGNORECASE
)
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MAX_LINE = 300
_MAX_TEXT = 2_000
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


Target = Literal["topic", "meetup", "resource", "member", "person", "objective", "note", "tag"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text names something else in the community."""

    target: Target


def _fail(rule: str, message: str, hint: str) -> PydanticCustomError:
    # Braces in the message would be read as template fields, so it goes in through the context.
    return PydanticCustomError(rule, "{message}", {"message": message, "hint": hint})


def _line(value: Any) -> Any:
    return _plain(value, _MAX_LINE)


def is_plain_line(text: str) -> bool:
    """Whether a text can be the value of a field that holds one line."""
    try:
        _line(text)
    except PydanticCustomError:
        return False
    return True


def _text(value: Any) -> Any:
    return _plain(value, _MAX_TEXT)


def _plain(value: Any, limit: int) -> Any:
    return _read_plain(value, limit) if isinstance(value, str) else value


@lru_cache(maxsize=65_536)  # the same names and tags stand in many notes
def _read_plain(value: str, limit: int) -> str:
    text = " ".join(value.split())
    if not text:
        raise _fail("field-is-filled", "the value is empty", "write a value, or delete the field")
    if match := _PLACEHOLDER.match(text):
        raise _fail(
            "field-is-filled",
            f"{quote(match[0])} is still a placeholder",
            "write the value, or delete the field",
        )
    if match := _MARKUP.search(text):
        raise _fail(
            "field-is-plain",
            f"{quote(match[0])} is markup, and fields are plain text",
            "write it without markup",
        )
    if match := _INVISIBLE.search(text):
        message = f"the value holds an invisible character (U+{ord(match[0]):04X})"
        raise _fail("field-is-plain", message, "delete the character")
    if len(text) > limit:
        message = f"the value has {len(text):,} characters, {limit:,} are allowed"
        raise _fail("field-is-plain", message, "say it shorter, and the rest in the body")
    return text


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _DAY.match(value)
    if not match:
        longer = _DAY_AND_TIME.match(value)
        hint = f"write only the day: {longer[1]}" if longer else "write year-month-day, such as 2026-01-14"
        raise _fail("date-is-real", f"{quote(value)} is not a date", hint)
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        which = f"no day {day} in that month" if 1 <= month <= 12 else f"no month {month}"
        if year == 0:
            which = "no year 0"
        raise _fail("date-is-real", f"{quote(value)} is no day: there is {which}", "correct the date") from None


def _partial_day(value: Any) -> Any:
    """A year, a year and month, or a day; the missing parts are the first."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        return _day(f"{value}-01-01")
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        return _day(f"{value}-01")
    return _day(value)


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise _fail("field-has-its-type", f"{quote(value)} is not a whole number", "write digits only, such as 45")
    return int(value)


def _flag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in ("true", "false"):
        raise _fail("field-has-its-type", f"{quote(value)} is neither true nor false", "write true or false")
    return value == "true"


def _days(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _SPAN.match(value)
    if not match:
        message = f"{quote(value)} is not a length of time"
        raise _fail("field-has-its-type", message, "write days, such as 180, or '6 months'")
    unit = (match[2] or "day").lower().rstrip("s")
    return int(match[1]) * _UNIT_DAYS[unit]


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _TIME.match(value):
        raise _fail("date-is-real", f"{quote(value)} is not a time of day", 'write hours and minutes, such as "18:30"')
    return value.rjust(5, "0")


def _web_address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = value.strip()
    try:
        parts = urlsplit(value)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        complete = False
    odd = re.search(r"[\s<>\"\\\x00-\x1f\x7f]", value)
    if odd or not complete:
        # What is wrong may stand behind the place where a long address is cut.
        hint = f"it holds {quote(odd[0])}; copy it again from the browser" if complete and odd else ""
        hint = hint or "write it in full: https://…"
        raise _fail("url-is-a-web-address", f"{quote(value)} is not a web address", hint)
    return value


Line = Annotated[str, BeforeValidator(_line)]
"""One line of plain text; white space is folded."""
Text = Annotated[str, BeforeValidator(_text)]
"""A few sentences of plain text."""
Day = Annotated[date, BeforeValidator(_day)]
PartialDay = Annotated[date, BeforeValidator(_partial_day)]
Number = Annotated[int, BeforeValidator(_number), Field(ge=0)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Days = Annotated[int, BeforeValidator(_days), Field(gt=0)]
"""A length of time in days; `6 months` is 180, `1 year` 365."""
Time = Annotated[str, BeforeValidator(_time)]
"""A time of day, `HH:MM`."""
WebAddress = Annotated[str, BeforeValidator(_web_address)]

TopicName = Annotated[str, BeforeValidator(_line), Reference("topic")]
MeetupName = Annotated[str, BeforeValidator(_line), Reference("meetup")]
ResourceName = Annotated[str, BeforeValidator(_line), Reference("resource")]
MemberName = Annotated[str, BeforeValidator(_line), Reference("member")]
PersonName = Annotated[str, BeforeValidator(_line), Reference("person")]
"""A member's slug, or the plain name of someone who has no file."""
ObjectiveName = Annotated[str, BeforeValidator(_line), Reference("objective")]
"""`topic/objective`, or the objective's id alone where the main topic has it."""
NoteName = Annotated[str, BeforeValidator(_line), Reference("note")]
"""A note's path below the content folder, without `.md`."""
Tag = Annotated[str, BeforeValidator(_line), Reference("tag")]
