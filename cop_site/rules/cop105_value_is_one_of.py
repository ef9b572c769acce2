"""A field with a choice of values holds one of them.

What: the value is not among those that the field knows.

Why: notes are grouped by these values, and one more spelling would be a group of its own.

Example:

    format: round table

How to fix it: take the value that the hint proposes: `format: round-table`.
"""

from cop_site.diagnostics import Severity

CODE = "COP105"
NAME = "value-is-one-of"
SEVERITY = Severity.ERROR
