"""A field that only other tools need stands below `extra`.

What: the front matter holds a field that means nothing here, and is not like one that does.

Why: it has no effect, although its author may believe that it has. Below `extra`, everybody sees that it is
for other tools; web addresses there are shown as links on the note's page.

Example:

    sponsor_level: gold

How to fix it: move it below `extra:`. `cop check --fix` does that, and keeps comments and order. Where it is
another name for a field of ours, map it once in `pyproject.toml`, for all notes:

    [tool.cop.fields]
    youtube_id = "recording:https://www.youtube.com/watch?v={}"
    categories = "tags"
    layout = "drop"
"""

from cop_site.diagnostics import Severity

CODE = "COP116"
NAME = "other-field-is-extra"
SEVERITY = Severity.WARNING
