"""The names of months in several languages."""

from __future__ import annotations

import re
from functools import cache

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")


@cache
def months() -> dict[str, int]:
    """Return the number of each month by its folded names in several languages."""
    from babel.dates import get_month_names  # noqa: PLC0415  # takes long to import, and few notes lack a date

    return {
        name.casefold().strip("."): number
        for language in reversed(_LANGUAGES)
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=language).items()
        if len(name.strip(".")) > 2
    }


def any_month() -> str:
    """Return a pattern for the name of a month, the longest first."""
    return "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
