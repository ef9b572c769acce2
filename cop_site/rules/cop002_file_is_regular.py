"""What lies in the content folder is a file of its own.

What: it is a symbolic link, a device, a pipe or a socket.

Why: a link may lead out of the repository, to files that were never meant to be published, and reading a
pipe can wait for ever. Neither survives every checkout.

Example:

    content/about.md -> ../README.md

How to fix it: put a copy of the file in its place, or link to its web address from a note.
"""

from cop_site.diagnostics import Severity

CODE = "COP002"
NAME = "file-is-regular"
SEVERITY = Severity.ERROR
