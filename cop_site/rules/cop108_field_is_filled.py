"""A field that is written has a value.

What: the placeholder from a template still stands there: `TODO`, `<your name>`, `…`.

Why: readers would see the placeholder.

Example:

    summary: TODO

How to fix it: write the value, or delete the field; very few are needed.
"""

from cop_site.diagnostics import Severity

CODE = "COP108"
NAME = "field-is-filled"
SEVERITY = Severity.ERROR
