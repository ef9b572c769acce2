"""A date or time is one that exists, written in one way.

What: a date is not written as year-month-day, or names a day that is in no calendar; or a time of day is
not written as hours and minutes.

Why: 03/04 is March to some and April to others, and the site sorts, counts and reminds by dates.

Example:

    date: 2026-02-30

How to mend it: write dates as `2026-01-14`, and times as `"18:30"`.
"""

from __future__ import annotations

from cop_site.diagnostics import Severity

CODE = "COP104"
NAME = "date-is-real"
SEVERITY = Severity.ERROR
