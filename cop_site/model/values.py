"""The types of front-matter values: what a field makes of the text that a member wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cop_site.content.wording import quote
from cop_site.model.rhythm import Frequency, read_frequency
from cop_site.model.spelling.dates import WEEKDAYS, read_dates, read_time, read_time_zone, read_weekday

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|\s+)\d{1,2}:\d{2}", re.ASCII)
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>?|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")
_SPAN = re.compile(r"(\d{1,4})\s*(?:(days?|weeks?|months?|years?))?\Z", re.IGNORECASE | re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d\Z", re.ASCII)
_PLACEHOLDER = re.compile(
    r"(?:TODO|TBD|FIXME|XXX)(?:\s*[:.…\-].*)?\Z|lorem ipsum\b.*|<[^<>]*>\Z|\.\.\.\Z|…\Z", re.IGNORECASE
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20}(?:/[!-;=?-~]*)?\Z", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,20}")
_FLAGS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
"""What YAML once took for true and false, in any case."""
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MAX_LINE = 300
_MAX_TEXT = 2_000
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


Target = Literal["topic", "meetup", "resource", "member", "person", "objective", "note", "tag", "wish"]


NAMES = "x-names"
"""The keyword of a schema that says what a text names."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text names something else in the community."""

    target: Target


def _fail(rule: str, message: str, hint: str, meant: str = "", *, sure: bool = False) -> PydanticCustomError:
    """An error in the words of a rule; `meant` is what to write instead, where that can be told."""
    # Braces in the message would be read as template fields, so it goes in through the context.
    hint = f"did you mean {quote(meant)}? Or {hint}" if meant and not sure else hint
    context = {"message": message, "hint": hint, "meant": meant, "sure": sure}
    return PydanticCustomError(rule, "{message}", context)


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
            text.replace("&amp;", "&") if match[0] == "&amp;" else _MARKUP.sub("", text).strip(),
            sure=match[0] == "&amp;" and not _MARKUP.search(text.replace("&amp;", "&")),
        )
    if match := _INVISIBLE.search(text):
        message = f"the value holds an invisible character (U+{ord(match[0]):04X})"
        seen = " ".join(_INVISIBLE.sub("", text).split())
        raise _fail("field-is-plain", message, "delete the character", seen, sure=_BIDI.fullmatch(match[0]) is not None)
    if len(text) > limit:
        message = f"the value has {len(text):,} characters, {limit:,} are allowed"
        raise _fail("field-is-plain", message, "say it shorter, and the rest in the body")
    return text


def _day(value: Any) -> Any:
    return _read_day(value, value) if isinstance(value, str) else value


def _read_day(value: str, written: str) -> date:
    """A whole day; messages name what was `written` for it."""
    match = _DAY.match(value)
    if not match:
        longer = _DAY_AND_TIME.match(value)
        days = [longer[1]] if longer else read_dates(value)
        hint = f"write {' or '.join(days)}" if days else "write year-month-day, such as 2026-01-14"
        if longer:
            hint = f"write only the day: {longer[1]}"
        # An hour may have been meant to be kept, so nobody but the author takes it away.
        meant = days[0] if len(days) == 1 else ""
        raise _fail("date-is-real", f"{quote(value)} is not a date", hint, meant, sure=bool(meant) and not longer)
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        which = f"no day {day} in that month" if 1 <= month <= 12 else f"no month {month}"
        if year == 0:
            which = "no year 0"
        what = "day" if written == value else "date"
        raise _fail("date-is-real", f"{quote(written)} is no {what}: there is {which}", "correct the date") from None


def _partial_day(value: Any) -> Any:
    """A year, a year and month, or a day; the missing parts are the first."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        return _read_day(f"{value}-01-01", value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}", value):
        return _read_day(f"{value}-01", value)
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
        meant = _FLAGS.get(value.casefold(), "")
        message = f"{quote(value)} is neither true nor false"
        raise _fail("field-has-its-type", message, "write true or false", meant, sure=bool(meant))
    return value == "true"


def _weekday(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    meant, sure = read_weekday(value)
    if meant.casefold() == value.casefold():
        return meant
    hint = f"write one of: {', '.join(WEEKDAYS)}"
    raise _fail("value-is-one-of", f"{quote(value)} is no day of the week", hint, meant, sure=sure)


def _time_zone(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    meant = read_time_zone(value)
    if meant == value:
        return value
    hint = "write an IANA name, such as Europe/Berlin"
    raise _fail("value-is-one-of", f"{quote(value)} is no time zone", hint, meant)


def _days(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = _SPAN.match(value)
    if not match:
        message = f"{quote(value)} is not a length of time"
        raise _fail("field-has-its-type", message, "write days, such as 180, or '6 months'")
    unit = (match[2] or "day").lower().rstrip("s")
    return int(match[1]) * _UNIT_DAYS[unit]


def _every(value: Any) -> Any:
    """How often a community meets; a number of days may have been read as one already."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        return value
    frequency = read_frequency(text)
    if frequency is None:
        hint = "write a length of time, such as '2 weeks', or days of the month, such as 'first Tuesday'"
        raise _fail("field-has-its-type", f"{quote(text)} is not a rhythm", hint)
    return frequency


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not _TIME.match(value):
        meant = read_time(value)
        hint = 'write hours and minutes, such as "18:30"'
        raise _fail("date-is-real", f"{quote(value)} is not a time of day", hint, meant, sure=bool(meant))
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
        meant = f"https://{value}" if _BARE_ADDRESS.match(value) else ""
        raise _fail("url-is-a-web-address", f"{quote(value)} is not a web address", hint, meant)
    return value


def _contact(value: Any) -> Any:
    """A web address, or a mail address as a link to it."""
    if not isinstance(value, str):
        return value
    mail = value.strip().removeprefix("mailto:")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    try:
        return _web_address(value)
    except PydanticCustomError as error:
        message = f"{quote(value)} is neither a web address nor a mail address"
        hint = "write it in full: https://… or somebody@example.org"
        meant = str((error.context or {}).get("meant", ""))
        raise _fail("url-is-a-web-address", message, hint, meant) from None


# What a schema says of a value is what a member may write; a YAML parser may have made a number of a text by then.
_LINE_SCHEMA = {"type": ["string", "number"], "maxLength": _MAX_LINE}
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}

Line = Annotated[str, BeforeValidator(_line), WithJsonSchema(_LINE_SCHEMA)]
"""One line of plain text; white space is folded."""
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"], "maxLength": _MAX_TEXT})]
"""A few sentences of plain text."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
PartialDay = Annotated[
    date,
    BeforeValidator(_partial_day),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}){0,2}$", "minimum": 1000, "maximum": 9999}
    ),
]
Number = Annotated[
    int, BeforeValidator(_number), Field(ge=0), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 999_999})
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Days = Annotated[
    int,
    BeforeValidator(_days),
    Field(gt=0),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 1, "pattern": r"^\d{1,4}\s*([Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)?s?$"}
    ),
]
"""A length of time in days; `6 months` is 180, `1 year` 365."""
Every = Annotated[
    Frequency,
    BeforeValidator(_every),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "examples": ["2 weeks", "monthly", "first Tuesday"]}),
]
"""How often a community meets: `14`, `2 weeks`, `monthly`, `second and fourth Wednesday`."""
Weekday = Annotated[str, BeforeValidator(_weekday), WithJsonSchema({"type": "string", "enum": list(WEEKDAYS)})]
TimeZone = Annotated[str, BeforeValidator(_time_zone), WithJsonSchema({"type": "string"})]
"""An IANA name, such as `Europe/Berlin`."""
Time = Annotated[
    str, BeforeValidator(_time), WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"})
]
"""A time of day, `HH:MM`."""
Contact = Annotated[str, BeforeValidator(_contact), WithJsonSchema({"type": "string", "pattern": "^https?://|@"})]
"""What a reader can follow to ask somebody: a web address, or a mail address with its `mailto:`."""
WebAddress = Annotated[
    str, BeforeValidator(_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://", "format": "uri"})
]


def _names(target: Target) -> WithJsonSchema:
    """What a schema says of a text that names something else in the community."""
    return WithJsonSchema({**_LINE_SCHEMA, NAMES: target})


TopicName = Annotated[str, BeforeValidator(_line), Reference("topic"), _names("topic")]
MeetupName = Annotated[str, BeforeValidator(_line), Reference("meetup"), _names("meetup")]
ResourceName = Annotated[str, BeforeValidator(_line), Reference("resource"), _names("resource")]
MemberName = Annotated[str, BeforeValidator(_line), Reference("member"), _names("member")]
PersonName = Annotated[str, BeforeValidator(_line), Reference("person"), _names("person")]
"""A member's slug, or the plain name of someone who has no file."""
ObjectiveName = Annotated[str, BeforeValidator(_line), Reference("objective"), _names("objective")]
"""`topic/objective`, or the objective's id alone where the main topic has it."""
NoteName = Annotated[str, BeforeValidator(_line), Reference("note"), _names("note")]
"""A note's path below the content folder, without `.md`."""
Tag = Annotated[str, BeforeValidator(_line), Reference("tag"), _names("tag")]
WantedName = Annotated[str, BeforeValidator(_line), Reference("wish"), _names("topic")]
"""A topic, or words for what is no topic yet."""
