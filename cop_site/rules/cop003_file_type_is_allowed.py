"""A file is a note, or of a type that is safe to publish as it is.

What: the file's ending is not on the list of what the site publishes, its content is of another type than
its ending says, or it is a drawing (SVG) that is broken, very large, or that holds scripts, HTML, animation
or references to other files.

Why: a page or a script in the content folder would run in every reader's browser, as if the community had
written it.

Example:

    content/meetups/slides.html

How to fix it: publish slides as PDF and drawings as PNG or plain SVG, with everything in one file. A note
ends in `.md`. What is no part of the site belongs outside of the content folder.
"""

from cop_site.diagnostics import Severity

CODE = "COP003"
NAME = "file-type-is-allowed"
SEVERITY = Severity.ERROR
