"""A part of a whole, which is a share only if the whole is large enough to say anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int
    needed: int
    """How large the whole must be for a share; at least 1."""

    @property
    def is_enough(self) -> bool:
        """Whether the whole is large enough."""
        return self.of >= self.needed

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None if there is not enough data."""
        return self.count / self.of if self.is_enough else None
