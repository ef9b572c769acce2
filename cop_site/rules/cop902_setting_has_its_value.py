"""A setting has a value of its type and in its range.

What: a setting has a value that it cannot have: a string in place of a date or a number, a number out of its
range, a folder that does not exist or lies outside the project.

Why: the value cannot be guessed, and figures computed from a guess would be wrong without notice.

Example:

    [tool.cop.thresholds]
    min_meetups = 0

How to fix it: write a value of the type that the message names, or remove the setting; each has a default.
"""

from cop_site.diagnostics import Severity

CODE = "COP902"
NAME = "setting-has-its-value"
SEVERITY = Severity.ERROR
