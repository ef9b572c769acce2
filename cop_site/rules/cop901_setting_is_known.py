"""A setting is one that there is.

What: `[tool.cop]` in `pyproject.toml`, or a table below it, holds a name that is no setting, or `severity`
names a rule that does not exist.

Why: what is misspelt has no effect, and whoever wrote it would believe that it has.

Example:

    [tool.cop]
    repositry = "https://github.com/example/garden"

How to fix it: take the spelling that the hint proposes. `README.md` of this program lists the settings, and
`cop explain` the rules.
"""

from __future__ import annotations

from cop_site.diagnostics import Severity

CODE = "COP901"
NAME = "setting-is-known"
SEVERITY = Severity.ERROR
