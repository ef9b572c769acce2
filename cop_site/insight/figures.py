"""All figures of a community, computed when they are first asked for."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.config import Thresholds
from cop_site.model.community import Community


@dataclass(frozen=True)
class Figures:
    """The figures of one community on one day."""

    community: Community
    thresholds: Thresholds
