"""Stories: what changed for somebody, told with consent."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Part
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Day, Line, MeetupName, PersonName, PracticeName, ResourceName, Text


class Consent(Part):
    """What someone agreed to when their story was told."""

    given: Day = Field(description="The day it was given.")
    scope: Literal["public"] = Field(description="What was agreed to; only `public` stories are published.")
    by: Line = Field(description="Who gave it.")
    until: Day | None = Field(None, description="The last day on which it holds.")


class Testimonial(Fields):
    """A value story: what was hard, what changed in practice, what came of it."""

    date: Day = Field(description="The day it was told.")
    consent: Consent | None = Field(None, description="`{given, scope, by, until?}`; without it, nothing is published.")
    author: PersonName | None = Field(None, description="A member, a name, or `anonymous`.")
    role: Line = Field("", description="What the author does.")
    meetup: MeetupName | None = Field(None, description="The meetup that started it.")
    resource: ResourceName | None = Field(None, description="The resource that helped.")
    practice: PracticeName | None = Field(None, description="The practice that helped, or that came of it.")
    before: Text = Field("", description="What was hard.")
    changed: Text = Field("", description="What one does differently now.")
    result: Text = Field("", description="What came of it.")


INFO = KindInfo(
    name="testimonial",
    model=Testimonial,
    label="Story",
    plural="Stories",
    folder="testimonials",
    dated=True,
    lead="What was hard, what changed, and what came of it. Told by members, with their consent.",
    menu_order=40,
    topic_order=40,
    introduces="It tells what this changed for one of us.",
    introduces_order=40,
    makers=("authors", "author"),
    search_fields=("summary", "aliases", "before", "changed", "result"),
    form_fields=(
        *("title", "date", "author", "role", "tags", "meetup", "resource", "practice", "before", "changed", "result"),
    ),
)
