"""Practices: how the community does things."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Reviewed
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Day, Every, PersonName


class Practice(Fields, Reviewed):
    """A routine, norm, how-to or decision that stuck."""

    state: Literal["draft", "adopted", "retired"] = Field("adopted", description="`draft`, `adopted` or `retired`.")
    owner: PersonName | None = Field(None, description="Who looks after it.")
    every: Every | None = Field(None, description="How often it is due, if it recurs: `monthly`, `2 weeks`.")
    since: Day | None = Field(None, description="Since when it is in use.")


INFO = KindInfo(
    name="practice",
    model=Practice,
    label="Practice",
    plural="Practices",
    folder="practices",
    lead="How we do things: what stuck.",
    menu_order=30,
    topic_order=20,
    introduces="This is how we go about it.",
    introduces_order=10,
    prepares_meetups=True,
    makers=("authors", "owner"),
    targets=("practice",),
    form_fields=("title", "tags", "owner", "summary"),
)
