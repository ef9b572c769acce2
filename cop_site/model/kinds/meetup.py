"""Meetups: what the community met about."""

from __future__ import annotations

from datetime import date as date_type
from typing import Literal

from pydantic import Field

from cop_site.model.kinds.fields import Fields
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import (
    Day,
    Line,
    MeetupName,
    Number,
    ObjectiveName,
    PersonName,
    ResourceName,
    Time,
    WebAddress,
)


class Meetup(Fields):
    """A meeting of the community; the body is its notes."""

    date: Day = Field(description="The day of the meetup (default: the date in the file's name).")
    until: Day | None = Field(None, description="Its last day, if it takes several.")
    time: Time = Field("", description='When it begins, quoted: `"18:00"` (default: the charter\'s).')
    minutes: Number | None = Field(None, description="How many minutes it takes (default: the charter's).")
    status: Literal["planned", "held", "cancelled"] | None = Field(
        None, description="`cancelled` where it did not take place (default: planned or held, by its date)."
    )
    moved_to: MeetupName | None = Field(None, description="The day or the meetup it was moved to.")
    format: Literal["talk", "round-table", "workshop", "demo", "book-club", "practice", "social"] | None = Field(
        None, description="talk, round-table, workshop, demo, book-club, practice or social."
    )
    covers: tuple[ObjectiveName, ...] = Field((), description="Objectives it covered: `topic/objective`.")
    speakers: tuple[PersonName, ...] = Field((), description="Who led the topic.")
    facilitators: tuple[PersonName, ...] = Field((), description="Who facilitated it.")
    scribe: PersonName | None = Field(None, description="Who wrote the notes.")
    attendees: tuple[PersonName, ...] = Field((), description="Who came.")
    attendance: Number | None = Field(None, description="How many came, where no names are kept.")
    series: Line = Field("", description="A name shared by meetups that belong together.")
    revisits: MeetupName | None = Field(None, description="The meetup whose topic is taken up again on purpose.")
    location: Line = Field("", description="Where it takes place.")
    join: WebAddress | None = Field(None, description="Where to join online.")
    recording: WebAddress | None = Field(None, description="Where to watch it afterwards.")
    slides: WebAddress | None = Field(None, description="Where the slides are.")
    resources: tuple[ResourceName, ...] = Field((), description="Resources that were used.")

    @property
    def last_day(self) -> date_type:
        """The last day on which it takes place."""
        return self.until if self.until and self.until > self.date else self.date

    @property
    def is_off(self) -> bool:
        """Whether it does not take place on its day, because it was cancelled or moved."""
        return self.status == "cancelled" or self.moved_to is not None


INFO = KindInfo(
    name="meetup",
    model=Meetup,
    label="Meetup",
    plural="Meetups",
    folder="meetups",
    dated=True,
    menu_order=10,
    topic_order=10,
    introduces="You can see what we said when we met about it.",
    introduces_order=30,
    makers=("authors", "speakers", "facilitators"),
    keepers=("scribe",),
    targets=("meetup",),
    form_fields=(
        *("title", "date", "tags", "covers", "format", "speakers", "facilitators", "attendance", "recording"),
    ),
)
