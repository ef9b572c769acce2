"""The ways from the page of a note to those before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.pages.templates import PageValues
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class Onward(PageValues):
    """The ways to the notes before and after a note."""

    template: ClassVar = "onward"

    previous: Link | None
    next: Link | None
