"""Front matter begins with `---` on the very first line.

What: something that looks like front matter does not stand at the top of the file, or is fenced by other
signs than three hyphens: a long dash, five hyphens, an indented fence, or `+++`.

Why: only a fence on the first line is front matter. Anywhere else the fields are text, here and on
GitHub, and appear on the page.

Example:

    (a blank line)
    ---
    title: The first five minutes
    ---

How to fix it: delete what stands before the fence, and write exactly three hyphens.
"""

from cop_site.diagnostics import Severity

CODE = "COP008"
NAME = "front-matter-comes-first"
SEVERITY = Severity.ERROR
