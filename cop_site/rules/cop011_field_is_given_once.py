"""A field stands only once in a note.

What: the same name appears twice in one group of fields.

Why: only one of the two can count, and most tools silently take the last. Here the first is taken, and
you are told.

Example:

    tags: [onboarding]
    tags: [facilitation]

How to fix it: keep one of the two, or make one list of both: `tags: [onboarding, facilitation]`.
"""

from cop_site.diagnostics import Severity

CODE = "COP011"
NAME = "field-is-given-once"
SEVERITY = Severity.ERROR
