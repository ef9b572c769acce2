"""A note has the few fields without which it means nothing.

What: a field that this kind of note, or a group within it, cannot do without is missing.

Why: a meetup without a date cannot stand in a calendar, and consent without a day cannot be relied on. A
title and a date need not be fields: the first `# heading` and the date at the start of the file's name
will do.

Example:

    consent: {scope: public, by: Yuki Satō}

How to fix it: add the field that the message names: `given: 2026-06-22`.
"""

from cop_site.diagnostics import Severity

CODE = "COP102"
NAME = "field-is-present"
SEVERITY = Severity.ERROR
