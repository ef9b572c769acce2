"""The settings file is valid TOML.

What: `pyproject.toml` is not valid TOML, is not UTF-8, or `tool.cop` in it is not a table.

Why: without it, the community's folder, repository and severities are unknown, and everything would be
computed from defaults.

Example:

    [tool.cop]
    branch = main

How to fix it: the message names the line and the column. Put strings in quotation marks, but not dates
and numbers.
"""

from cop_site.diagnostics import Severity

CODE = "COP903"
NAME = "settings-are-toml"
SEVERITY = Severity.ERROR
