"""Topics: the syllabus of a community."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field, model_validator

from cop_site.model.kinds.fields import SHORTHAND, Fields, Level, Part, Reviewed, slugify
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Days, Flag, Line, MemberName, TopicName


class Objective(Part):
    """Something a member can do or explain once the topic is understood."""

    model_config = ConfigDict(json_schema_extra={SHORTHAND: "text"})

    id: Line = Field(description="A short name, for `covers`.")
    text: Line = Field(description="What one can do afterwards.")


class Topic(Fields, Reviewed):
    """A topic of the syllabus; the body is what the community holds to be well understood."""

    area: Line = Field("", description="The part of the syllabus it belongs to.")
    level: Level | None = Field(None, description="`foundation`, `practitioner` or `advanced`.")
    baseline: Flag = Field(False, description="Whether everybody should know it.")
    requires: tuple[TopicName, ...] = Field((), description="Topics to understand first.")
    aliases: tuple[Line, ...] = Field((), description="Other names that tags may use.")
    stewards: tuple[MemberName, ...] = Field((), description="Members who look after it.")
    objectives: tuple[Objective, ...] = Field((), description="`{id, text}` each, or only the text.")
    refresh_after: Days | None = Field(None, description="After how long without a meetup it rests.")

    @property
    def objective_texts(self) -> tuple[str, ...]:
        """What one can do afterwards, by its texts alone."""
        return tuple(objective.text for objective in self.objectives)

    @model_validator(mode="before")
    @classmethod
    def _name_objectives(cls, values: Any) -> Any:
        """Give an objective that is only a text an id made of its words."""
        if isinstance(values, dict) and isinstance(values.get("objectives"), list):
            named = [
                {"id": slugify(item), "text": item} if isinstance(item, str) else item for item in values["objectives"]
            ]
            return {**values, "objectives": named}
        return values


INFO = KindInfo(
    name="topic",
    model=Topic,
    label="Topic",
    plural="Topics",
    folder="topics",
    menu="Topics",
    menu_order=10,
    topic_order=None,
    keepers=("stewards",),
    credited=False,
    search_fields=("summary", "aliases", "objective_texts"),
    targets=("topic", "tag"),
    form_fields=("title", "area", "level", "summary"),
)
