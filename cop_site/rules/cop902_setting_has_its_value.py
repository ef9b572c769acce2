"""A setting has a value that it can be used with.

What: a setting holds something else than it is made for: a text where a day or a number is meant, a number
out of its range, a folder that does not exist or lies outside of the project.

Why: nobody can tell what was meant, and figures that are computed from a guess would be wrong without a word.

Example:

    [tool.cop.thresholds]
    min_meetups = 0

How to fix it: write a value of the kind that the message names, or take the setting out; each has a
default.
"""

from __future__ import annotations

from cop_site.diagnostics import Severity

CODE = "COP902"
NAME = "setting-has-its-value"
SEVERITY = Severity.ERROR
