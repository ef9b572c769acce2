"""Fields without a value are not in the front matter.

What: nothing stands after the name of a field, as in a template that nobody filled in.

Why: the note is read as if the field were not there, so nothing is wrong with it. Without it, the note is
shorter.

Example:

    speakers:
    recording: ''

How to fix it: write the value, or delete the field. `cop check --fix` deletes it.
"""

from cop_site.diagnostics import Severity

CODE = "COP117"
NAME = "empty-field-is-left-out"
SEVERITY = Severity.INFO
