"""A field that is written has a value.

What: nothing stands after the field's name, or still the placeholder from a template: `TODO`,
`<your name>`, `…`.

Why: readers would see the placeholder, and a field left empty looks as if somebody had thought about it.

Example:

    summary: TODO

How to fix it: write the value, or delete the field; very few are needed.
"""

from cop_site.diagnostics import Severity

CODE = "COP108"
NAME = "field-is-filled"
SEVERITY = Severity.ERROR
