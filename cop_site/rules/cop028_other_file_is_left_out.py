"""The content folder holds notes, pictures and documents.

What: a file is neither a note nor of a type that readers open: settings of an editor, a script's data, a
licence.

Why: it is left out of the site, which may not be what its author expects. Nothing else is wrong with it.

Example:

    content/meetups/authors.yml
    content/LICENSE

How to fix it: nothing has to be done. Move it out of the content folder if no tool needs it there.
"""

from cop_site.diagnostics import Severity

CODE = "COP028"
NAME = "other-file-is-left-out"
SEVERITY = Severity.INFO
