"""The charter: what the community is about, how it functions, what it produces."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Part
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Contact, Day, Days, Line, Number, Text, Time, TimeZone, WebAddress, Weekday


class Rhythm(Part):
    """When a community meets."""

    every: Days = Field(14, description="Days from one meetup to the next, or `2 weeks`.")
    on: Weekday = Field("", description="The day of the week, such as `Wednesday`.")
    at: Time = Field("", description="The time of day, in quotes.")
    minutes: Number = Field(60, description="How many minutes a meetup takes.")


class Charter(Fields):
    """The community: what it is about, how it functions, what it produces."""

    title: Line = Field(alias="name", description="What the community is called.")
    purpose: Text = Field(description="Why the community exists, in a sentence.")
    domain: Text = Field("", description="What it is about.")
    founded: Day | None = Field(None, description="The day it began.")
    timezone: TimeZone = Field("UTC", description="An IANA name, such as `Europe/Berlin`.")
    meetups: Rhythm = Field(Rhythm(), description="The rhythm: `every`, `on`, `at`, `minutes`.")
    stage: Literal["potential", "coalescing", "maturing", "stewardship", "transformation", ""] = Field(
        "", description="The stage of its life (Wenger, McDermott & Snyder 2002)."
    )
    contact: Contact | None = Field(None, description="Whom to ask: a web address or a mail address.")
    join: WebAddress | None = Field(None, description="Where to join: a web address.")
    code_of_conduct: Line = Field("", description="The file that holds it.")


INFO = KindInfo(name="community", model=Charter, label="Home", plural="Home", topic_order=None, credited=False)
