"""Plain pages: notes outside the folders of the other kinds."""

from __future__ import annotations

from cop_site.model.kinds.fields import Fields
from cop_site.model.kinds.info import KindInfo


class PlainPage(Fields):
    """A page that is not a note: about, code of conduct."""


INFO = KindInfo(
    name="page",
    model=PlainPage,
    label="Page",
    plural="Pages",
    topic_order=70,
    prepares_meetups=True,
    credited=False,
)
