"""A file's name works on every system and in a web address.

What: the name holds a character such as `?` or `:`, an invisible character, begins or ends with a space
or a dot, is very long, means a device on Windows, or lies in folders inside folders without end.

Why: somebody else cannot check the repository out, or the page cannot be linked to.

Example:

    content/meetups/what-next?.md

How to fix it: rename the file with letters, digits and hyphens: `what-next.md`.
"""

from cop_site.diagnostics import Severity

CODE = "COP004"
NAME = "file-name-is-portable"
SEVERITY = Severity.ERROR
