"""Finds the day of a note in the name of its file, or in those of its folders."""

from __future__ import annotations

import re
from datetime import date

from cop_site.model.spelling.days import NAME_LAST, make_day, read_named
from cop_site.model.spelling.months import months

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)", re.ASCII)
"""`2024-05-15`, `2024_05_15`, `20240515` in the name of a file."""
_IN_FOLDERS = re.compile(r"(?:\A|/)((?:19|20)\d\d)/([01]?\d)/([0-3]?\d)/", re.ASCII)
"""`2024/05/15/`, a folder for each day."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?=\D|\Z)", re.ASCII)
_MONTH_AND_DAY = re.compile(r"((?<!\d)(?:0[1-9]|1[0-2])|[^\W\d_]{3,})[-_ ](0[1-9]|[12]\d|3[01]|[1-9])\Z")
"""`05-15` or `may-15` at the end of a name, whose folder has the year."""


def find_day_in_path(path: str, *, day_first: bool = True) -> date | None:
    """Return the day that the name of a file says, or its folders: `2024/05/15-x.md`, `2024/05/15/x.md`.

    `day_first` decides what `1-2-2024` means.
    """
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    if day := _read_name(stem, day_first=day_first) or _read_folders(folders, stem):
        return day
    if match := _IN_FOLDERS.search(path):
        return make_day(*match.groups())
    # `2024-06-28 Retreat/minutes.md`: what is in a folder with a day is of that day.
    days = (_read_name(folder, day_first=day_first) for folder in folders[::-1])
    return next(filter(None, days), None)


def _read_name(stem: str, *, day_first: bool) -> date | None:
    """Return the day that a name of a file or folder says in full."""
    if match := _IN_NAME.search(stem):
        return make_day(*match.groups())
    if match := NAME_LAST.search(stem):
        day, month = (1, 2) if day_first else (2, 1)
        return make_day(match[3], match[month], match[day]) or make_day(match[3], match[day], match[month])
    return read_named(stem.replace("-", " ").replace("_", " "))


def _read_folders(folders: list[str], stem: str) -> date | None:
    """Read `2024/05/15.md`, `2024/05-15.md`, `january-2024/10.md` and their like."""
    year = month = 0
    for folder in folders:
        if match := _YEAR.search(folder):
            year, folder = int(match[1]), folder.replace(match[1], " ", 1)  # noqa: PLW2901  # the rest may be a month
            month = 0
        month = _find_month(folder) or month
    named = _find_named_month(stem)
    at_end = _MONTH_AND_DAY.search(stem)
    if stem[:1].isdigit() or not at_end:
        counted = stem if stem[:1].isdigit() else ""
    else:
        counted = at_end[0] if at_end[1].isdigit() else at_end[2] if _find_named_month(at_end[1]) else ""
    numbers = [int(number) for number in _NUMBER.findall(re.sub(r"[-_. ]+", " ", counted))[:2]]
    if not year or not numbers:
        return None
    if month or named:
        # `05/05-15.md` says the month again.
        day = numbers[1] if len(numbers) > 1 and numbers[0] == month and not named else numbers[0]
        return make_day(year, month or named, day)
    return make_day(year, numbers[0], numbers[1]) if len(numbers) > 1 else None


def _find_month(text: str) -> int:
    """Return the month that a name of a folder is; 0 for none."""
    digits = [int(word) for word in re.findall(r"\d+", text) if len(word) <= 2]
    return _find_named_month(text) or (digits[0] if len(digits) == 1 and 1 <= digits[0] <= 12 else 0)


def _find_named_month(text: str) -> int:
    return next((months()[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in months()), 0)
