"""A folder's name is not one that the site needs for itself.

What: a folder directly below the content folder is called `assets`, `pagefind`, `schema` or `search`.
Nothing in it is published.

Why: the site writes its own files to these addresses, and yours would overwrite them or be overwritten.

Example:

    content/assets/board.png

How to fix it: give the folder another name, such as `images`, or put the file beside the note that shows
it.
"""

from cop_site.diagnostics import Severity

CODE = "COP017"
NAME = "folder-is-free"
SEVERITY = Severity.ERROR
