"""Front matter does without YAML's special powers.

What: the fields hold an anchor (`&x`), an alias (`*x`), a type tag (`!x`), a merge key (`<<`) or a
directive (`%`).

Why: they make one text stand for another, which readers do not see, and a few lines of them can grow to
fill a computer's memory. More often the sign was meant as plain text, and YAML would have swallowed it.

Example:

    title: *really* useful

How to fix it: put the value in quotes if the sign is text; otherwise write the value out.
"""

from cop_site.diagnostics import Severity

CODE = "COP012"
NAME = "yaml-is-plain"
SEVERITY = Severity.ERROR
