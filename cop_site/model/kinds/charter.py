"""The charter: what the community is about, how it functions, what it produces."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from cop_site.model.kinds.fields import SHORTHAND, Fields, Part, ShortPart
from cop_site.model.kinds.info import KindInfo
from cop_site.model.rhythm import Frequency
from cop_site.model.values import (
    Contact,
    Day,
    Every,
    Line,
    MeetupName,
    Number,
    Text,
    Time,
    TimeZone,
    WebAddress,
    Weekday,
)


class Rhythm(Part):
    """When a community meets."""

    every: Every | None = Field(
        None, description="`2 weeks`, `monthly`, `first Tuesday`, `second and fourth Wednesday`."
    )
    from_: Day | None = Field(None, alias="from", description="A day of the rhythm, from which the others are counted.")
    on: Weekday = Field("", description="The day of the week, such as `Wednesday`.")
    at: Time = Field("", description="The time of day, in quotes.")
    minutes: Number | None = Field(None, description="How many minutes a meetup takes.")

    @property
    def frequency(self) -> Frequency:
        """How often meetups are expected: as `every` says, else every two weeks, which no page says for the charter."""
        return self.every or Frequency(14)

    @property
    def length(self) -> int:
        """How many minutes meetups are expected to take: as `minutes` says, else an hour."""
        return self.minutes or 60


class Pause(Part):
    """A time in which the community does not meet."""

    from_: Day = Field(alias="from", description="Its first day.")
    to: Day = Field(description="Its last day.")
    why: Line = Field("", description="Such as `summer`.")


class Agreement(ShortPart):
    """When a community agreed on something."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "on"})

    on: Day = Field(description="The day.")
    meetup: MeetupName | None = Field(None, description="The meetup that agreed.")


class Charter(Fields):
    """The community: what it is about, how it functions, what it produces."""

    title: Line = Field(alias="name", description="What the community is called.")
    purpose: Text = Field("", description="Why the community exists, in a sentence.")
    agreed: Agreement | None = Field(None, description="When the purpose was last agreed on: a day, or `{on, meetup}`.")
    domain: Text = Field("", description="What it is about.")
    founded: Day | None = Field(None, description="The day it began.")
    timezone: TimeZone = Field("UTC", description="An IANA name, such as `Europe/Berlin`.")
    meetups: Rhythm = Field(Rhythm(), description="The rhythm: `every`, `from`, `on`, `at`, `minutes`.")
    breaks: tuple[Pause, ...] = Field((), description="Times without meetups: `{from, to, why}` each.")
    stage: Literal["potential", "coalescing", "maturing", "stewardship", "transformation", ""] = Field(
        "", description="The stage of its life (Wenger, McDermott & Snyder 2002)."
    )
    contact: Contact | None = Field(None, description="Whom to ask: a web address or a mail address.")
    join: WebAddress | None = Field(None, description="Where to join: a web address.")
    code_of_conduct: Line = Field("", description="The file that holds it.")
    licence: Line = Field("", description="Under what others may use the notes, such as `CC BY 4.0`.")

    @property
    def stated_timezone(self) -> str:
        """The time zone if the charter names it; times are in UTC where it does not."""
        return self.timezone if "timezone" in self.model_fields_set else ""


INFO = KindInfo(name="community", model=Charter, label="Home", plural="Home", topic_order=None, credited=False)
