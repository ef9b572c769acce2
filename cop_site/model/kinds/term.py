"""Terms: the words of the glossary."""

from __future__ import annotations

from pydantic import Field

from cop_site.model.kinds.fields import Fields, Reviewed
from cop_site.model.kinds.info import KindInfo
from cop_site.model.values import Line


class Term(Fields, Reviewed):
    """A word and what the community means by it; the body is the definition."""

    aliases: tuple[Line, ...] = Field((), description="Other words for it.")


INFO = KindInfo(
    name="term",
    model=Term,
    label="Term",
    plural="Glossary",
    folder="glossary",
    menu="Start here",
    menu_order=30,
    topic_order=60,
    topic_heading="Terms",
    credited=False,
    form_fields=("title", "aliases"),
)
