"""Resources: what is worth reading, watching or using."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Level, Reviewed
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Day, Number, PartialDay, ResourceName, WebAddress


class Resource(Fields, Reviewed):
    """Something worth reading, watching or using."""

    url: WebAddress | None = Field(None, description="Where it is; without it, the body is the resource.")
    format: Literal["article", "book", "video", "course", "tool", "template", "dataset", "paper"] | None = Field(
        None, description="`article`, `book`, `video`, `course`, `tool`, `template`, `dataset` or `paper`."
    )
    level: Level | None = Field(None, description="`foundation`, `practitioner` or `advanced`.")
    minutes: Number | None = Field(None, description="How many minutes it takes.")
    cost: Literal["free", "paid"] | None = Field(None, description="`free` or `paid`.")
    published: PartialDay | None = Field(None, description="When it came out; a year is enough.")
    added: Day | None = Field(None, description="When it was added here.")
    superseded_by: ResourceName | None = Field(None, description="The resource that took its place.")


INFO = KindInfo(
    name="resource",
    model=Resource,
    label="Resource",
    plural="Resources",
    folder="resources",
    lead="Worth reading, watching or using.",
    menu_order=20,
    topic_order=30,
    introduces="A good first thing to read on it.",
    introduces_order=20,
    prepares_meetups=True,
    targets=("resource",),
    form_fields=("title", "url", "tags", "format", "level", "minutes", "summary"),
)
