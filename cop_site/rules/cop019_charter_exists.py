"""The community says what it is about, in `index.md`.

What: the content folder has no `index.md`.

Why: it is the home page. It tells a newcomer what the community is for, when it meets and how to join,
and the site takes its name and time zone from there.

Example:

    ---
    name: Practice Garden
    purpose: We learn from each other how to run a community.
    ---

How to fix it: run `cop new community` and fill in what it asks for.
"""

from cop_site.diagnostics import Severity

CODE = "COP019"
NAME = "charter-exists"
SEVERITY = Severity.ERROR
