"""A field holds the type of value that it is made for.

What: a list stands where one text is wanted, a word where a number is wanted, `yes` where `true` is
wanted, or a plain value where a group of fields is wanted.

Why: a guess would be right today and wrong tomorrow. `yes`, `no` and `on` above all mean different things
to different tools.

Example:

    minutes: an hour

How to fix it: write the value as the hint shows: `minutes: 60`.
"""

from cop_site.diagnostics import Severity

CODE = "COP103"
NAME = "field-has-its-type"
SEVERITY = Severity.ERROR
