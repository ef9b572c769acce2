"""Learning paths: an order in which to meet the topics."""

from __future__ import annotations

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Level, Part, Reviewed
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Flag, Line, MemberName, NoteName, Number, TopicName


class Step(Part):
    """One stop on a path."""

    note: NoteName | None = Field(None, description="A note: `practices/opening-round`.")
    topic: TopicName | None = Field(None, description="A topic, in place of a note.")
    why: Line = Field("", description="Why here.")
    minutes: Number | None = Field(None, description="How many minutes it takes (default: as the note).")
    optional: Flag = Field(False, description="Whether it may be skipped.")


class LearningPath(Fields, Reviewed):
    """An order in which to meet the topics."""

    audience: Line = Field(alias="for", description="Who it is for.")
    level: Level | None = Field(None, description="`foundation`, `practitioner` or `advanced`.")
    goals: tuple[TopicName, ...] = Field((), description="Topics to learn; the steps are computed from them.")
    steps: tuple[Step, ...] = Field(
        (), description="`{note, why, minutes, optional}` each; `topic` may stand in place of `note`."
    )
    steward: MemberName | None = Field(None, description="Who looks after it.")


INFO = KindInfo(
    name="path",
    model=LearningPath,
    label="Path",
    plural="Paths",
    folder="paths",
    menu="Start here",
    menu_order=20,
    topic_order=None,
    keepers=("steward",),
    credited=False,
    search_fields=("summary", "aliases", "audience"),
)
