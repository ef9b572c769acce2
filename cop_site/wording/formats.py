"""Days, times, lists and numbers as a language writes them: what Babel knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

_STYLES = ("standard", "standard-narrow")
"""Lists without a word such as "and", as far as Babel knows them; else those with one."""
_PARTS = ("start", "middle", "end", "2")


class Formats:
    """The formats of one language."""

    def __init__(self, language: str, day: str, weekday: str) -> None:
        """`day` and `weekday` are patterns of dates, the second with the day of the week."""
        self._locale = locale = Locale.parse(language, sep="-")
        found = [dict(locale.list_patterns[style]) for style in _STYLES if style in locale.list_patterns]
        self._list = dict.fromkeys(_PARTS, "{0}, {1}") | {part: text for known in found for part, text in known.items()}
        simple = set(self._list.values()) == {"{0}, {1}"}
        self._separator = ", " if simple else ""  # most languages: joined often, so joined quickly
        # Pages show few days, each of them very often.
        self.day = cache(lambda when: format_date(when, day, locale))
        """A function from a date to text such as `14 Jan 2026`."""
        self.weekday = cache(lambda when: format_date(when, weekday, locale))
        """A function from a date to text such as `Wed 14 Jan 2026`."""
        # Days in English are written as in most countries, and so are times.
        self._clock = Locale("en", "GB") if locale.language == "en" else locale

    def month(self, day: date) -> str:
        """Return the month of a day, such as `Jan 2026`."""
        return format_skeleton("yMMM", day, locale=self._locale)

    def time(self, clock: str) -> str:
        """Return a time of day that is given as `HH:MM`."""
        hour, minute = map(int, clock.split(":"))
        return format_time(time(hour, minute), "short", locale=self._clock)

    def times(self, begin: str, end: str) -> str:
        """Return a range of times that are given as `HH:MM`, such as `18:00–20:00`."""
        return "".join(self._range.split()).format(self.time(begin), self.time(end))

    def days(self, first: str, last: str) -> str:
        """Return a range of days, which are given as readers see them."""
        return self._range.format(first, last)

    @property
    def _range(self) -> str:
        return str(self._locale.interval_formats[None])

    def number(self, number: float) -> str:
        """Return a number such as `1,234.5`."""
        return format_decimal(number, locale=self._locale)

    def name_month(self, number: int) -> str:
        """Return the short name of a month, from 1."""
        name: str = get_month_names("abbreviated", locale=self._locale)[number]
        return name

    def year(self, year: int) -> str:
        """Return a year as it stands in a sentence, such as `2026`."""
        return format_skeleton("y", date(year, 1, 1), locale=self._locale)

    def name_language(self, code: str) -> str:
        """Return the name of a language; its code if it is not known."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self._locale) or code
        except (ValueError, UnknownLocaleError):
            return code

    def join(self, items: Iterable[str]) -> str:
        """Return the items of a list as one text."""
        if self._separator:
            return self._separator.join(items)
        first, *others = [*items] or [""]
        for place, item in enumerate(others, 2):
            last = place == len(others) + 1
            part = "2" if last and place == 2 else "end" if last else "start" if place == 2 else "middle"
            first = self._list[part].format(first, item)
        return first

    def join_with_and(self, items: Iterable[str]) -> str:
        """Return the items of a list within a sentence as one text, such as `first, second and third`."""
        return format_list([*items], locale=self._clock)

    def category_of(self, number: int) -> str:
        """Return the plural category of a number, as `Intl.PluralRules` calls it."""
        return self._locale.plural_form(number)


def name_in_itself(code: str) -> str:
    """Return the name of a language as it says it itself, such as `Français`; its code if it is not known."""
    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (ValueError, UnknownLocaleError):
        return code
    return name[:1].upper() + name[1:]
