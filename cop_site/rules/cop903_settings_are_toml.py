"""The file with the settings can be read.

What: `pyproject.toml` is not valid TOML, is not UTF-8, or holds something else than a table of settings where
`[tool.cop]` is meant.

Why: without it, the community's own folder, repository and weights are unknown, and everything would be
computed as if nothing had been set.

Example:

    [tool.cop]
    branch = main

How to fix it: the message names the line and the column. Texts stand in quotation marks, days and numbers
do not.
"""

from __future__ import annotations

from cop_site.diagnostics import Severity

CODE = "COP903"
NAME = "settings-are-toml"
SEVERITY = Severity.ERROR
