"""A field is one that this kind of note has.

What: the front matter holds a field that means nothing here. Often it is misspelt, or it belongs to
another kind of note.

Why: an unknown field has no effect, although its author believes that it has.

Example:

    speeker: lena-hoffmann

How to fix it: take the spelling that the hint proposes. What only your own tools need goes under
`extra:`.
"""

from cop_site.diagnostics import Severity

CODE = "COP101"
NAME = "field-is-known"
SEVERITY = Severity.ERROR
