"""Front matter is a list of fields, each a name and a value.

What: between the fences stands a sentence or a list instead of `name: value` lines, or a field's name is
more than a word.

Why: a value without a name could mean anything, so it is not used.

Example:

    ---
    - onboarding
    - facilitation
    ---

How to fix it: give the value its name: `tags: [onboarding, facilitation]`.
"""

from cop_site.diagnostics import Severity

CODE = "COP010"
NAME = "front-matter-is-fields"
SEVERITY = Severity.ERROR
