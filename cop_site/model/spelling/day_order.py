"""Works out how a source orders the parts of days that can be read in several ways: `1/2/2024`, `30/01/13`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from cop_site.model.spelling.day_in_path import find_day_in_path
from cop_site.model.spelling.days import Moment, find_day, read_span, vote_day_first

_SHORT = re.compile(
    r"(?<![0-9A-Za-z.])(?<!\d[/:-])(?!\d\.|\d\d\.\d\.)(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![0-9A-Za-z]|[./:-]\d)",
    re.ASCII,
)
"""`30/01/13`, `13-01-30`, `30.01.13`, but no version such as `v1.2.13` and no time such as `1.10.45`."""
_ORDERS = {"dmy": (4, 3, 1), "mdy": (4, 1, 3), "ymd": (1, 3, 4)}
"""The groups with the year, the month and the day."""
_FIRST_YEAR = 1990
_AHEAD = timedelta(days=400)
"""A day that is later is announced by nobody."""


@dataclass(frozen=True, slots=True)
class DayOrder:
    """How a source writes days."""

    day_first: bool
    """Whether `1/2/2024` is in February."""
    short: Mapping[str, frozenset[str]]
    """For each sign in days with two digits of the year the orders that all of them have; of several, none is sure."""
    today: date

    def spell_out(self, text: str) -> str:
        """Return a text with the year of `30/01/13` in full, where it is sure which part is what."""
        return _SHORT.sub(lambda match: self._spell_out(match) or match[0], text)

    def find_unsure(self, text: str) -> str:
        """Return the first day in a text of which it is not sure which part is what; empty for none."""
        found = (match for match in _SHORT.finditer(text) if not self._spell_out(match))
        return next((match[0] for match in found if _read(match, self.today)), "")

    def find(self, text: str) -> date | None:
        """Return the first day that a line of text names in full."""
        return find_day(self.spell_out(text), day_first=self.day_first)

    def find_in_path(self, path: str) -> date | None:
        """Return the day that the name of a file says, or its folders."""
        return find_day_in_path(self.spell_out(path), day_first=self.day_first)

    def read_span(self, text: str) -> tuple[Moment, Moment | None] | None:
        """Return the first and the last moment that a text names."""
        return read_span(self.spell_out(text), day_first=self.day_first)

    def _spell_out(self, match: re.Match[str]) -> str:
        days = _read(match, self.today)
        # Without an order of all, it must be the only one for this.
        orders = days.keys() & (self.short[match[2]] or days.keys())
        return days[next(iter(orders))].isoformat() if len(orders) == 1 else ""


def find_day_order(texts: Iterable[str], today: date) -> DayOrder:
    """Return how a source writes days, by those of its texts that can be read in one way only."""
    texts = list(texts)
    votes = vote_day_first(texts)
    by_others = frozenset({"dmy"} if votes > 0 else {"mdy"} if votes < 0 else _ORDERS)
    short = dict.fromkeys("./-", by_others)
    for match in chain.from_iterable(map(_SHORT.finditer, texts)):
        if days := _read(match, today):
            short[match[2]] &= days.keys()
    common = short["."] & short["/"] & short["-"]  # where signs differ, each is read by its own days
    return DayOrder(votes >= 0, dict.fromkeys(short, common) if common else short, today)


def _read(match: re.Match[str], today: date) -> dict[str, date]:
    """Return the day that a text is in each order that it can have."""
    days = {}
    for order, (year, month, day) in _ORDERS.items():
        if match[2] == "." and order == "mdy":
            continue
        for century in (2000, 1900):
            try:
                read = date(century + int(match[year]), int(match[month]), int(match[day]))
            except ValueError:
                continue
            if read.year >= _FIRST_YEAR and read <= today + _AHEAD:
                days[order] = read
                break
    return days
