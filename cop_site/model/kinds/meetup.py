"""Meetups: what the community met about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as date_type
from typing import Literal

from pydantic import ConfigDict, Field

from cop_site.model.kinds.charter import Rhythm
from cop_site.model.kinds.fields import SHORTHAND, Fields, NamedLink, ShortPart
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import (
    Contact,
    Day,
    HostName,
    Line,
    MeetupName,
    Number,
    ObjectiveName,
    PersonName,
    ResourceName,
    Tag,
    Text,
    Time,
    WebAddress,
    Zone,
)

_MINUTES_A_DAY = 24 * 60


class Organisation(ShortPart):
    """Somebody who makes a meetup possible: an organisation, or a person."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "name"})

    name: HostName = Field(description="What it is called.")
    url: WebAddress | None = Field(None, description="Its website.")


class Talk(ShortPart):
    """One of the talks of a meetup, or whatever else it had several of."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "title"})

    title: Line = Field(description="What it is called.")
    speakers: tuple[PersonName, ...] = Field((), description="Who gives it.")
    topics: tuple[Tag, ...] = Field((), description="Topics, or other words, as `tags` of a note.")
    covers: tuple[ObjectiveName, ...] = Field((), description="Objectives it covers: `topic/objective`.")
    recording: WebAddress | None = Field(None, description="Where to watch it.")
    slides: WebAddress | None = Field(None, description="Where its slides are.")
    minutes: Number | None = Field(None, description="How many minutes it takes.")


class Meetup(Fields):
    """A meeting of the community; the body is its notes."""

    date: Day = Field(description="The day of the meetup (default: the date in the file's name).")
    until: Day | None = Field(None, description="Its last day, if it takes several.")
    time: Time = Field("", description='When it begins, quoted: `"18:00"` (default: the charter\'s).')
    ends: Time = Field("", description="When it ends, quoted, on its last day.")
    minutes: Number | None = Field(
        None, description="How many minutes it takes (default: until `ends`, else as the charter says)."
    )
    timezone: Zone = Field(
        "", description="Where its times are: `Europe/Berlin`, or an offset such as `-05:00` (default: the charter's)."
    )
    status: Literal["planned", "held", "cancelled"] | None = Field(
        None, description="`cancelled` where it did not take place (default: planned or held, by its date)."
    )
    moved_to: MeetupName | None = Field(None, description="The day or the meetup it was moved to.")
    format: Literal["talk", "round-table", "workshop", "demo", "book-club", "practice", "social"] | None = Field(
        None, description="`talk`, `round-table`, `workshop`, `demo`, `book-club`, `practice` or `social`."
    )
    talks: tuple[Talk, ...] = Field(
        (), description="`{title, speakers, topics, covers, recording, slides, minutes}` each, where there are several."
    )
    covers: tuple[ObjectiveName, ...] = Field((), description="Objectives it covered: `topic/objective`.")
    speakers: tuple[PersonName, ...] = Field(
        (), description="Who led the topic: names, or `{name, role, organisation, pronouns, links}`."
    )
    facilitators: tuple[PersonName, ...] = Field((), description="Who facilitated it.")
    scribe: PersonName | None = Field(None, description="Who wrote the notes.")
    attendees: tuple[PersonName, ...] = Field((), description="Who came.")
    attendance: Number | None = Field(None, description="How many came, where no names are kept.")
    series: Line = Field("", description="A name shared by meetups that belong together.")
    revisits: MeetupName | None = Field(None, description="The meetup whose topic is taken up again on purpose.")
    location: Line = Field("", description="Where it takes place.")
    setup: Text = Field("", description="How the room is set up, and what to bring: for those who run it again.")
    host: tuple[Organisation, ...] = Field((), description="Who hosts it: names, or `{name, url}`.")
    sponsors: tuple[Organisation, ...] = Field((), description="Who pays for it: names, or `{name, url}`.")
    register_at: Contact | None = Field(
        None, alias="register", description="Where to register: a web address or a mail address."
    )
    join: WebAddress | None = Field(None, description="Where to join online.")
    agenda: tuple[Line, ...] = Field((), description="Its agenda: one line for each part, or the address where it is.")
    image: Line = Field("", description="A picture beside the note, such as `poster.jpg`.")
    image_alt: Line = Field("", description="What the picture shows, in words.")
    recording: WebAddress | None = Field(None, description="Where to watch it afterwards.")
    slides: WebAddress | None = Field(None, description="Where the slides are.")
    links: tuple[NamedLink, ...] = Field((), description="Where else it is written about: `{title, url}` each.")
    resources: tuple[ResourceName, ...] = Field((), description="Resources that were used.")

    @property
    def last_day(self) -> date_type:
        """The last day on which it takes place."""
        return self.until if self.until and self.until > self.date else self.date

    @property
    def all_speakers(self) -> tuple[str, ...]:
        """Who led it, and who gave its talks."""
        return self.speakers + self._in_talks(lambda talk: talk.speakers)

    @property
    def all_tags(self) -> tuple[str, ...]:
        """Its tags, and the topics of its talks."""
        return self.tags + self._in_talks(lambda talk: talk.topics)

    @property
    def all_covers(self) -> tuple[str, ...]:
        """The objectives that it covers, and those that its talks do, as written."""
        return self.covers + self._in_talks(lambda talk: talk.covers)

    def _in_talks(self, find: Callable[[Talk], tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(text for talk in self.talks for text in find(talk)) if self.talks else ()

    @property
    def talk_titles(self) -> tuple[str, ...]:
        """What its talks are called."""
        return tuple(talk.title for talk in self.talks)

    @property
    def is_kept(self) -> bool:
        """Whether there is a recording, or slides, of it or of a talk."""
        return bool(self.recording or self.slides or any(talk.recording or talk.slides for talk in self.talks))

    def length(self, rhythm: Rhythm) -> int | None:
        """How many minutes it takes on its last day: up to `ends`, else as it or the charter says; None if unknown."""
        begin = self.time or rhythm.at
        if self.ends and begin and self.ends != begin:
            return (minute_of(self.ends) - minute_of(begin)) % _MINUTES_A_DAY
        return self.minutes or rhythm.minutes

    @property
    def is_off(self) -> bool:
        """Whether it does not take place on its day, because it was cancelled or moved."""
        return self.status == "cancelled" or self.moved_to is not None


def minute_of(clock: str) -> int:
    """Return the minute of the day of a time such as `18:30`."""
    hour, _, minute = clock.partition(":")
    return 60 * int(hour) + int(minute)


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
    makers=("authors", "all_speakers", "facilitators"),
    search_fields=("summary", "aliases", "talk_titles"),
    keepers=("scribe",),
    targets=("meetup",),
    form_fields=(
        *("title", "date", "tags", "covers", "format", "speakers", "talks", "facilitators", "attendance", "recording"),
    ),
)
