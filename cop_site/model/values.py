"""The types of front-matter values: how each is parsed, and the schema for what a member may write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from cop_site.model.parse import (
    MAX_LINE,
    MAX_TEXT,
    parse_contact,
    parse_day,
    parse_days,
    parse_every,
    parse_fingerprint,
    parse_flag,
    parse_line,
    parse_number,
    parse_partial_day,
    parse_text,
    parse_time,
    parse_time_zone,
    parse_web_address,
    parse_weekday,
    parse_zone,
)
from cop_site.model.person_text import read_person
from cop_site.model.rhythm import Frequency
from cop_site.model.spelling.dates import WEEKDAYS

Target = Literal[
    "topic", "meetup", "resource", "practice", "member", "person", "host", "objective", "note", "tag", "wish"
]

NAMES = "x-names"
"""The keyword of a JSON schema that holds the `Target` of a string."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names something else in the community."""

    target: Target


def _parse_with(parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse strings, and leave other values to pydantic."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


# Schemas describe what a member may write. A YAML parser turns some strings into numbers before a schema is applied.
_LINE_SCHEMA = {"type": ["string", "number"], "maxLength": MAX_LINE}
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}

Line = Annotated[str, AfterValidator(parse_line), WithJsonSchema(_LINE_SCHEMA)]
"""One line of plain text; white space is collapsed."""
Text = Annotated[
    str,
    AfterValidator(parse_text),
    WithJsonSchema({"type": ["string", "number"], "maxLength": MAX_TEXT}),
]
"""A few sentences of plain text."""
Day = Annotated[date, _parse_with(parse_day), WithJsonSchema(_DAY_SCHEMA)]
PartialDay = Annotated[
    date,
    _parse_with(parse_partial_day),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}){0,2}$", "minimum": 1000, "maximum": 9999}
    ),
]
Number = Annotated[
    int, _parse_with(parse_number), Field(ge=0), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 999_999})
]
Flag = Annotated[bool, _parse_with(parse_flag), WithJsonSchema({"type": "boolean"})]
Days = Annotated[
    int,
    _parse_with(parse_days),
    Field(gt=0),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 1, "pattern": r"^\d{1,4}\s*([Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)?s?$"}
    ),
]
"""A length of time in days; `6 months` is 180, `1 year` 365."""
Every = Annotated[
    Frequency,
    BeforeValidator(parse_every),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "examples": ["2 weeks", "monthly", "first Tuesday"]}),
]
"""How often a community meets: `14`, `2 weeks`, `monthly`, `second and fourth Wednesday`."""
Weekday = Annotated[str, AfterValidator(parse_weekday), WithJsonSchema({"type": "string", "enum": list(WEEKDAYS)})]
TimeZone = Annotated[str, AfterValidator(parse_time_zone), WithJsonSchema({"type": "string"})]
"""An IANA name, such as `Europe/Berlin`."""
Zone = Annotated[str, AfterValidator(parse_zone), WithJsonSchema({"type": "string"})]
"""An IANA name, or an offset such as `-05:00`."""
Time = Annotated[
    str, AfterValidator(parse_time), WithJsonSchema({"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"})
]
"""A time of day, `HH:MM`."""
Contact = Annotated[str, AfterValidator(parse_contact), WithJsonSchema({"type": "string", "pattern": "^https?://|@"})]
"""A web address, or a mail address with `mailto:` before it."""
Fingerprint = Annotated[
    str, AfterValidator(parse_fingerprint), WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{40}$"})
]
"""The fingerprint of a name, as `cop forget` writes it."""
WebAddress = Annotated[
    str, AfterValidator(parse_web_address), WithJsonSchema({"type": "string", "pattern": "^https?://", "format": "uri"})
]


def _names(target: Target) -> WithJsonSchema:
    return WithJsonSchema({**_LINE_SCHEMA, NAMES: target})


TopicName = Annotated[str, AfterValidator(parse_line), Reference("topic"), _names("topic")]
MeetupName = Annotated[str, AfterValidator(parse_line), Reference("meetup"), _names("meetup")]
ResourceName = Annotated[str, AfterValidator(parse_line), Reference("resource"), _names("resource")]
PracticeName = Annotated[str, AfterValidator(parse_line), Reference("practice"), _names("practice")]
MemberName = Annotated[str, AfterValidator(parse_line), Reference("member"), _names("member")]


class PersonDetails(BaseModel):
    """Somebody, with more than their name."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Line = Field(description="A member, or a name.")
    role: Line = Field("", description="What they do.")
    organisation: Line = Field("", description="Where they do it.")
    pronouns: Line = Field("", description="Such as `she/her`.")
    links: tuple[WebAddress, ...] = Field((), description="Where to find them.")


class NamedPerson(str):
    """A person in a note: a name, and what the note adds to it, which makes nobody another person."""

    details: PersonDetails | None = None
    """None where the note has only the name."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a text such as `Kim Roe, Head of Maps (she/her)`, or a group of fields."""
        return core_schema.no_info_wrap_validator_function(_read_person, handler.generate_schema(PersonDetails))


def _read_person(value: Any, read_group: Callable[[Any], PersonDetails]) -> NamedPerson:
    if value.__class__ is str:
        return _parse_person(value)
    if not isinstance(value, Mapping):
        raise PydanticKnownError("string_type")
    return _name_person(read_group(value))


@lru_cache(maxsize=20_000)  # the same people are in many notes
def _parse_person(raw: str) -> NamedPerson:
    said = read_person(parse_line(raw))
    parts = {field: text for field, text in said._asdict().items() if text}
    # The parts of a plain line are plain lines.
    return _name_person(PersonDetails.model_construct(**parts)) if len(parts) > 1 else NamedPerson(said.name)


def _name_person(details: PersonDetails) -> NamedPerson:
    person = NamedPerson(details.name)
    person.details = details
    return person


PersonName = Annotated[NamedPerson, Reference("person"), _names("person")]
"""A member's slug, or the name of somebody who is not a member; as a text or as a group of fields."""
HostName = Annotated[str, AfterValidator(parse_line), Reference("host"), _names("host")]
"""An organisation, or a person as in `PersonName`."""
ObjectiveName = Annotated[str, AfterValidator(parse_line), Reference("objective"), _names("objective")]
"""`topic/objective`, or the id alone for an objective of the note's main topic."""
NoteName = Annotated[str, AfterValidator(parse_line), Reference("note"), _names("note")]
"""A note's path below the content folder, without `.md`."""
Tag = Annotated[str, AfterValidator(parse_line), Reference("tag"), _names("tag")]
WantedName = Annotated[str, AfterValidator(parse_line), Reference("wish"), _names("wish")]
"""A topic, or words for something that is not a topic yet."""
