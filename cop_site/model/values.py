"""The types of front-matter values: each parses the raw string of a field, or raises the error of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cop_site.content.control_characters import find_hidden
from cop_site.content.web_address import explain_address
from cop_site.content.wording import quote
from cop_site.model.rhythm import Frequency, read_frequency
from cop_site.model.spelling.dates import WEEKDAYS, is_like_day, read_dates, read_time, read_time_zone, read_weekday

_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T|\s+)\d{1,2}:\d{2}", re.ASCII)
"""`2026-01-14 18:00`, `2026-01-14T18:00:00`."""
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]*>?|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")
"""A tag or a character reference: `<b>`, `</b>`, `<!--`, `&amp;`, `&#39;`."""
_DURATION = re.compile(r"(\d{1,4})\s*(?:(days?|weeks?|months?|years?))?\Z", re.IGNORECASE | re.ASCII)
"""`180`, `6 months`."""
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d\Z", re.ASCII)
"""`18:30`, `9:05`."""
_PLACEHOLDER = re.compile(
    r"(?:TODO|TBD|FIXME|XXX)(?:\s*[:.…\-].*)?\Z|lorem ipsum\b.*|<[^<>]*>\Z|\.\.\.\Z|…\Z", re.IGNORECASE
)
"""`TODO`, `tbd: ask Lena`, `Lorem ipsum dolor`, `<your name>`, `...`."""
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of the text around them."""
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,20}(?:/[!-;=?-~]*)?\Z", re.IGNORECASE)
"""`example.org/a?b`: a web address without its scheme."""
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,20}")
_YAML_1_1_BOOLEANS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
"""Folded spellings of booleans in YAML 1.1 and how to write them."""
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MAX_LINE = 300
_MAX_TEXT = 2_000

Target = Literal["topic", "meetup", "resource", "member", "person", "objective", "note", "tag", "wish"]

NAMES = "x-names"
"""The keyword of a JSON schema that holds the `Target` of a string."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names something else in the community."""

    target: Target


def _parse_with(parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse strings, and leave other values to pydantic."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _fail(rule: str, message: str, hint: str, suggestion: str = "", *, sure: bool = False) -> PydanticCustomError:
    """Return the error of a rule; `suggestion` is the corrected value, empty if it is unknown."""
    # Braces in the message would be read as template fields, so it goes in through the context.
    hint = f"did you mean {quote(suggestion)}? Or {hint}" if suggestion and not sure else hint
    context = {"message": message, "hint": hint, "suggestion": suggestion, "sure": sure}
    return PydanticCustomError(rule, "{message}", context)


def is_plain_line(text: str) -> bool:
    """Return whether a text is a valid value of a field that holds one line."""
    try:
        _parse_line(text)
    except PydanticCustomError:
        return False
    return True


def _parse_line(raw: str) -> str:
    return _parse_plain(raw, _MAX_LINE)


@lru_cache(maxsize=65_536)  # many notes have the same names and tags
def _parse_plain(raw: str, max_length: int) -> str:
    text = " ".join(raw.split())
    if not text:
        raise _fail("field-is-filled", "the value is empty", "write a value, or delete the field")
    if match := _PLACEHOLDER.match(text):
        message = f"{quote(match[0])} is still a placeholder"
        raise _fail("field-is-filled", message, "write the value, or delete the field")
    if match := _MARKUP.search(text):
        unescaped = text.replace("&amp;", "&")
        is_ampersand = match[0] == "&amp;"
        raise _fail(
            "field-is-plain",
            f"{quote(match[0])} is markup, and fields are plain text",
            "write it without markup",
            unescaped if is_ampersand else _MARKUP.sub("", text).strip(),
            sure=is_ampersand and not _MARKUP.search(unescaped),
        )
    if hidden := set(find_hidden(text)):
        first = text[min(hidden)]
        message = f"the value holds an invisible character (U+{ord(first):04X})"
        visible = " ".join("".join(character for at, character in enumerate(text) if at not in hidden).split())
        raise _fail("field-is-plain", message, "delete the character", visible, sure=bool(_BIDI.fullmatch(first)))
    if len(text) > max_length:
        message = f"the value has {len(text):,} characters, {max_length:,} are allowed"
        raise _fail("field-is-plain", message, "shorten it, and put the rest into the body")
    return text


def _parse_day(value: str, raw: str = "") -> date:
    """Parse year-month-day; `raw` is what the message quotes, if it is not the value."""
    if not is_like_day(value):
        raise _explain_day(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        year, month, day = (int(part) for part in value.split("-"))
        missing = f"no day {day} in that month" if 1 <= month <= 12 else f"no month {month}"
        if year == 0:
            missing = "no year 0"
        message = f"{quote(raw or value)} is not a date: there is {missing}"
        raise _fail("date-is-real", message, "correct the date") from None


def _explain_day(value: str) -> PydanticCustomError:
    message = f"{quote(value)} is not a date"
    if match := _DAY_AND_TIME.match(value):
        # The time may be needed elsewhere in the note, so removing it is never safe.
        return _fail("date-is-real", message, f"write only the day: {match[1]}", match[1])
    days = read_dates(value)
    hint = f"write {' or '.join(days)}" if days else "write year-month-day, such as 2026-01-14"
    return _fail("date-is-real", message, hint, days[0] if len(days) == 1 else "", sure=len(days) == 1)


def _parse_partial_day(value: str) -> date:
    """Parse a year, a year and month, or a day; the missing parts are the first."""
    if re.fullmatch(r"[0-9]{4}", value):
        return _parse_day(f"{value}-01-01", value)
    return _parse_day(f"{value}-01", value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) else _parse_day(value)


def _parse_number(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise _fail("field-has-its-type", f"{quote(value)} is not a whole number", "write digits only, such as 45")
    return int(value)


def _parse_flag(value: str) -> bool:
    if value not in ("true", "false"):
        suggestion = _YAML_1_1_BOOLEANS.get(value.casefold(), "")
        message = f"{quote(value)} is neither true nor false"
        raise _fail("field-has-its-type", message, "write true or false", suggestion, sure=bool(suggestion))
    return value == "true"


def _parse_weekday(value: str) -> str:
    suggestion, sure = read_weekday(value)
    if suggestion.casefold() == value.casefold():
        return suggestion
    hint = f"write one of: {', '.join(WEEKDAYS)}"
    raise _fail("value-is-one-of", f"{quote(value)} is not a day of the week", hint, suggestion, sure=sure)


def _parse_time_zone(value: str) -> str:
    suggestion = read_time_zone(value)
    if suggestion == value:
        return value
    hint = "write an IANA name, such as Europe/Berlin"
    raise _fail("value-is-one-of", f"{quote(value)} is not a time zone", hint, suggestion)


def _parse_days(value: str) -> int:
    match = _DURATION.match(value)
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


def _parse_time(value: str) -> str:
    if not _TIME.match(value):
        suggestion = read_time(value)
        hint = 'write hours and minutes, such as "18:30"'
        message = f"{quote(value)} is not a time of day"
        raise _fail("date-is-real", message, hint, suggestion, sure=bool(suggestion))
    return value.rjust(5, "0")


def _parse_web_address(value: str) -> str:
    value = value.strip()
    try:
        parts = urlsplit(value)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        complete = False
    if misleading := explain_address(value):
        message = f"{quote(value)} is not a plain web address: {misleading}"
        raise _fail("url-is-a-web-address", message, "copy it again from the browser")
    invalid = re.search(r"[\s<>\"\\\x00-\x1f\x7f]", value)
    if invalid or not complete:
        hint = "write it in full: https://…"
        if complete and invalid:
            # The message quotes a long address only up to a limit, and the character may come later.
            hint = f"it has the character {quote(invalid[0])}; copy it again from the browser"
        suggestion = f"https://{value}" if _BARE_ADDRESS.match(value) else ""
        raise _fail("url-is-a-web-address", f"{quote(value)} is not a web address", hint, suggestion)
    return value


def _parse_fingerprint(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{40}", value):
        raise _fail("field-has-its-type", f"{quote(value)} is no fingerprint", "leave it to: cop forget")
    return value


def _parse_contact(value: str) -> str:
    """Parse a web address, or a mail address, which becomes a `mailto:` URL."""
    mail = value.strip().removeprefix("mailto:")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    try:
        return _parse_web_address(value)
    except PydanticCustomError as error:
        message = f"{quote(value)} is neither a web address nor a mail address"
        hint = "write it in full: https://… or somebody@example.org"
        suggestion = str((error.context or {}).get("suggestion", ""))
        raise _fail("url-is-a-web-address", message, hint, suggestion) from None


# Schemas describe what a member may write. A YAML parser turns some strings into numbers before a schema is applied.
_LINE_SCHEMA = {"type": ["string", "number"], "maxLength": _MAX_LINE}
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}

Line = Annotated[str, _parse_with(_parse_line), WithJsonSchema(_LINE_SCHEMA)]
"""One line of plain text; white space is collapsed."""
Text = Annotated[
    str,
    _parse_with(lambda raw: _parse_plain(raw, _MAX_TEXT)),
    WithJsonSchema({"type": ["string", "number"], "maxLength": _MAX_TEXT}),
]
"""A few sentences of plain text."""
Day = Annotated[date, _parse_with(_parse_day), WithJsonSchema(_DAY_SCHEMA)]
PartialDay = Annotated[
    date,
    _parse_with(_parse_partial_day),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}){0,2}$", "minimum": 1000, "maximum": 9999}
    ),
]
Number = Annotated[
    int, _parse_with(_parse_number), Field(ge=0), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 999_999})
]
Flag = Annotated[bool, _parse_with(_parse_flag), WithJsonSchema({"type": "boolean"})]
Days = Annotated[
    int,
    _parse_with(_parse_days),
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
Weekday = Annotated[str, _parse_with(_parse_weekday), WithJsonSchema({"type": "string", "enum": list(WEEKDAYS)})]
TimeZone = Annotated[str, _parse_with(_parse_time_zone), WithJsonSchema({"type": "string"})]
"""An IANA name, such as `Europe/Berlin`."""
Time = Annotated[
    str, _parse_with(_parse_time), WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"})
]
"""A time of day, `HH:MM`."""
Contact = Annotated[str, _parse_with(_parse_contact), WithJsonSchema({"type": "string", "pattern": "^https?://|@"})]
"""A web address, or a mail address with `mailto:` before it."""
Fingerprint = Annotated[
    str, _parse_with(_parse_fingerprint), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{40}$"})
]
"""The fingerprint of a name, as `cop forget` writes it."""
WebAddress = Annotated[
    str, _parse_with(_parse_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://", "format": "uri"})
]


def _names(target: Target) -> WithJsonSchema:
    return WithJsonSchema({**_LINE_SCHEMA, NAMES: target})


TopicName = Annotated[str, _parse_with(_parse_line), Reference("topic"), _names("topic")]
MeetupName = Annotated[str, _parse_with(_parse_line), Reference("meetup"), _names("meetup")]
ResourceName = Annotated[str, _parse_with(_parse_line), Reference("resource"), _names("resource")]
MemberName = Annotated[str, _parse_with(_parse_line), Reference("member"), _names("member")]
PersonName = Annotated[str, _parse_with(_parse_line), Reference("person"), _names("person")]
"""A member's slug, or the plain name of somebody who is not a member."""
ObjectiveName = Annotated[str, _parse_with(_parse_line), Reference("objective"), _names("objective")]
"""`topic/objective`, or the id alone for an objective of the note's main topic."""
NoteName = Annotated[str, _parse_with(_parse_line), Reference("note"), _names("note")]
"""A note's path below the content folder, without `.md`."""
Tag = Annotated[str, _parse_with(_parse_line), Reference("tag"), _names("tag")]
WantedName = Annotated[str, _parse_with(_parse_line), Reference("wish"), _names("topic")]
"""A topic, or words for something that is not a topic yet."""
