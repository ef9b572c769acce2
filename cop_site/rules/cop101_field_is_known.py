"""A field is one that this kind of note has.

What: the front matter holds a field that is nearly called like one of this kind of note.

Why: an unknown field has no effect, although its author believes that it has.

Example:

    speeker: lena-hoffmann

How to fix it: take the spelling that the hint proposes. What only your own tools need goes below
`extra:`.
"""

from cop_site.diagnostics import Severity

CODE = "COP101"
NAME = "field-is-known"
SEVERITY = Severity.ERROR
