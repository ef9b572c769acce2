"""Every setting exists.

What: `[tool.cop]` in `pyproject.toml`, or a table below it, holds a name that no setting has, or `severity`
names a rule that does not exist.

Why: a misspelt setting has no effect, although its author relies on it.

Example:

    [tool.cop]
    repositry = "https://github.com/example/garden"

How to fix it: take the spelling that the hint proposes. `docs/settings.md` of this
program lists the settings, and `cop explain` the rules.
"""

from cop_site.diagnostics import Severity

CODE = "COP901"
NAME = "setting-is-known"
SEVERITY = Severity.ERROR
