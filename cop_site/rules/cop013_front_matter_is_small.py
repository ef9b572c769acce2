"""Front matter stays short and flat.

What: the fields of the note take more than 16 KiB, or are nested more than 8 levels deep.

Why: fields are what a note says about itself in a few words. What is longer is text, and text belongs
below the second fence, where it is laid out and searched.

Example:

    summary: (five pages)

How to fix it: move the text into the body, and write nested groups flatter.
"""

from cop_site.diagnostics import Severity

CODE = "COP013"
NAME = "front-matter-is-small"
SEVERITY = Severity.ERROR
