"""Parses the raw strings of fields to values; what cannot be one raises the error of a rule."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from cop_site.content.control_characters import find_hidden
from cop_site.content.web_address import explain_address
from cop_site.content.wording import quote
from cop_site.model.rhythm import read_frequency
from cop_site.model.spelling.dates import (
    WEEKDAYS,
    is_like_day,
    read_dates,
    read_offset,
    read_time,
    read_time_zone,
    read_weekday,
)
from cop_site.model.spelling.days import read_iso

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
MAX_LINE = 300
MAX_TEXT = 2_000


def _fail(rule: str, message: str, hint: str, suggestion: str = "", *, sure: bool = False) -> PydanticCustomError:
    """Return the error of a rule; `suggestion` is the corrected value, empty if it is unknown."""
    # Braces in the message would be read as template fields, so it goes in through the context.
    hint = f"did you mean {quote(suggestion)}? Or {hint}" if suggestion and not sure else hint
    context = {"message": message, "hint": hint, "suggestion": suggestion, "sure": sure}
    return PydanticCustomError(rule, "{message}", context)


def is_plain_line(text: str) -> bool:
    """Return whether a text is a valid value of a field that holds one line."""
    try:
        parse_line(text)
    except PydanticCustomError:
        return False
    return True


@lru_cache(maxsize=65_536)  # many notes have the same names and tags
def parse_line(raw: str) -> str:
    """Parse one line of plain text, with its white space collapsed."""
    return _parse_plain(raw, MAX_LINE)


def parse_text(raw: str) -> str:
    """Parse a few sentences of plain text, with their white space collapsed."""
    return _parse_plain(raw, MAX_TEXT)


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


def parse_day(value: str, raw: str = "") -> date:
    """Parse year-month-day, and of a date-time the day; `raw` is what the message quotes, if it is not the value."""
    if not is_like_day(value):
        if moment := read_iso(value):
            return moment.day
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


def parse_partial_day(value: str) -> date:
    """Parse a year, a year and month, or a day; the missing parts are the first."""
    if re.fullmatch(r"[0-9]{4}", value):
        return parse_day(f"{value}-01-01", value)
    return parse_day(f"{value}-01", value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) else parse_day(value)


def parse_number(value: str) -> int:
    """Parse a whole number."""
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise _fail("field-has-its-type", f"{quote(value)} is not a whole number", "write digits only, such as 45")
    return int(value)


def parse_flag(value: str) -> bool:
    """Parse `true` or `false`."""
    if value not in ("true", "false"):
        suggestion = _YAML_1_1_BOOLEANS.get(value.casefold(), "")
        message = f"{quote(value)} is neither true nor false"
        raise _fail("field-has-its-type", message, "write true or false", suggestion, sure=bool(suggestion))
    return value == "true"


def parse_weekday(value: str) -> str:
    """Parse the English name of a day of the week."""
    suggestion, sure = read_weekday(value)
    if suggestion.casefold() == value.casefold():
        return suggestion
    hint = f"write one of: {', '.join(WEEKDAYS)}"
    raise _fail("value-is-one-of", f"{quote(value)} is not a day of the week", hint, suggestion, sure=sure)


def parse_time_zone(value: str) -> str:
    """Parse the IANA name of a time zone."""
    suggestion = read_time_zone(value)
    if suggestion == value:
        return value
    hint = "write an IANA name, such as Europe/Berlin"
    raise _fail("value-is-one-of", f"{quote(value)} is not a time zone", hint, suggestion)


def parse_zone(value: str) -> str:
    """Parse the IANA name of a time zone, or an offset from UTC, which becomes `-05:00`."""
    return read_offset(value.strip()) or parse_time_zone(value)


def parse_days(value: str) -> int:
    """Parse a length of time to days."""
    match = _DURATION.match(value)
    if not match:
        message = f"{quote(value)} is not a length of time"
        raise _fail("field-has-its-type", message, "write days, such as 180, or '6 months'")
    unit = (match[2] or "day").lower().rstrip("s")
    return int(match[1]) * _UNIT_DAYS[unit]


def parse_every(value: Any) -> Any:
    """Parse how often a community meets; a number of days may have been read as one already."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        return value
    frequency = read_frequency(text)
    if frequency is None:
        hint = "write a length of time, such as '2 weeks', or days of the month, such as 'first Tuesday'"
        raise _fail("field-has-its-type", f"{quote(text)} is not a rhythm", hint)
    return frequency


def parse_time(value: str) -> str:
    """Parse a time of day to `HH:MM`."""
    if not _TIME.match(value):
        suggestion = read_time(value)
        hint = 'write hours and minutes, such as "18:30"'
        message = f"{quote(value)} is not a time of day"
        raise _fail("date-is-real", message, hint, suggestion, sure=bool(suggestion))
    return value.rjust(5, "0")


def parse_web_address(value: str) -> str:
    """Parse a complete web address."""
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


def parse_fingerprint(value: str) -> str:
    """Parse the fingerprint of a name."""
    if not re.fullmatch(r"[0-9a-f]{40}", value):
        raise _fail("field-has-its-type", f"{quote(value)} is no fingerprint", "leave it to: cop forget")
    return value


def parse_contact(value: str) -> str:
    """Parse a web address, or a mail address, which becomes a `mailto:` URL."""
    mail = value.strip().removeprefix("mailto:")
    if _MAIL.fullmatch(mail):
        return f"mailto:{mail}"
    try:
        return parse_web_address(value)
    except PydanticCustomError as error:
        message = f"{quote(value)} is neither a web address nor a mail address"
        hint = "write it in full: https://… or somebody@example.org"
        suggestion = str((error.context or {}).get("suggestion", ""))
        raise _fail("url-is-a-web-address", message, hint, suggestion) from None
