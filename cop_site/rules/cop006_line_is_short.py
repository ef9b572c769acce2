"""A line is short enough to be read and compared.

What: a line of the note has more than 10,000 characters.

Why: no editor and no review shows such a line usefully, and it is a known way to make parsers crawl. Most
often it is a picture or a document pasted as text.

Example:

    ![board](data:image/png;base64,iVBORw0KGgo…)

How to fix it: save the picture as a file beside the note and link to it, or break the line.
"""

from cop_site.diagnostics import Severity

CODE = "COP006"
NAME = "line-is-short"
SEVERITY = Severity.ERROR
