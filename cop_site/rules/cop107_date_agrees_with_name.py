"""The date in a note is the one in its file's name.

What: the file's name begins with a date, and the field `date` says another.

Why: one of them is wrong. Most often a note was copied from the last one, or a meetup was moved.

Example:

    content/meetups/2026-01-14-round-table.md with `date: 2026-01-15`

How to fix it: correct the field, or delete it, since the name says it already. If the name is wrong,
rename the file.
"""

from cop_site.diagnostics import Severity

CODE = "COP107"
NAME = "date-agrees-with-name"
SEVERITY = Severity.WARNING
