"""Members: who they are, as far as they want to be shown."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from cop_site.model.kinds.fields import SHORTHAND, Fields, Part, ShortPart
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Day, Fingerprint, Flag, Line, TopicName, WantedName, WebAddress


class Role(Part):
    """A part that a member plays for some time."""

    role: Line = Field(description="What it is called.")
    from_: Day | None = Field(None, alias="from", description="Its first day.")
    to: Day | None = Field(None, description="Its last day.")


class Wanted(ShortPart):
    """Something a member would like to learn."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "topic"})

    topic: WantedName = Field(description="A topic, or words for what is no topic yet.")
    since: Day | None = Field(None, description="The day it was asked for (default: the day they joined).")
    again: Flag = Field(False, description="`true` asks for it although there was a meetup on it.")


class Member(Fields):
    """A person: what they would like to learn and what they can help with."""

    title: Line = Field(alias="name", description="What they are called.")
    joined: Day | None = Field(None, description="The day they joined.")
    left: Day | None = Field(None, description="The day they left.")
    roles: tuple[Role, ...] = Field((), description="`{role, from, to}` each.")
    aliases: tuple[Line, ...] = Field((), description="Former names, and other ways in which notes write theirs.")
    wants: tuple[Wanted, ...] = Field(
        (), description="What they would like to learn: topics or words, or `{topic, since, again}`."
    )
    offers: tuple[TopicName, ...] = Field((), description="Topics they can help with.")
    listed: Flag = Field(False, description="`true` shows them by name.")
    pseudonym: Line = Field("", description="The name to show instead, while they are not listed.")
    forgotten: tuple[Fingerprint, ...] = Field(
        (), description="Written by `cop forget`: names that nobody else may take."
    )
    links: tuple[WebAddress, ...] = Field((), description="Where else to find them.")

    @property
    def may_be_shown(self) -> bool:
        """Whether they want to be shown by name."""
        return self.listed


INFO = KindInfo(
    name="member",
    model=Member,
    label="Member",
    plural="Members",
    folder="members",
    menu="Community",
    menu_order=10,
    topic_order=None,
    search_fields=("summary",),  # not their former names
    credited=False,
    targets=("member", "person", "host"),
)
