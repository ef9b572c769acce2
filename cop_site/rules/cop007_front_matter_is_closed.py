"""Front matter ends with `---` on a line of its own.

What: a note begins with `---`, so its fields follow, but the line that ends them is missing or is written
with other dashes.

Why: without it, it is unclear where the fields end and the text begins. Other tools print the fields on
the page.

Example:

    ---
    title: The first five minutes
    Everybody arrives at a different moment …

How to fix it: write `---`, three hyphens and nothing else, between the last field and the text.
"""

from cop_site.diagnostics import Severity

CODE = "COP007"
NAME = "front-matter-is-closed"
SEVERITY = Severity.ERROR
