"""Front matter is written in plain YAML.

What: the fields cannot be read: a quotation mark or bracket is not closed, a value holds a colon followed
by a space, or a tab stands where spaces belong.

Why: a field that cannot be read cannot be shown. The other fields of the note are kept.

Example:

    title: Onboarding: the first week

How to fix it: put the value in quotes, `title: "Onboarding: the first week"`, close what you opened, and
indent with two spaces.
"""

from cop_site.diagnostics import Severity

CODE = "COP009"
NAME = "front-matter-is-yaml"
SEVERITY = Severity.ERROR
