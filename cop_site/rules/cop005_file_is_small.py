"""A note is no bigger than a person writes.

What: the note's file is bigger than 256 KiB, which is more than a thick book chapter.

Why: such a file is nearly always a log, an export or a picture pasted as text. It makes every build slow,
and nobody reads it to the end.

Example:

    content/meetups/chat-export.md      (3 MiB)

How to fix it: keep what is worth keeping, and split it into several notes that link to each other.
"""

from cop_site.diagnostics import Severity

CODE = "COP005"
NAME = "file-is-small"
SEVERITY = Severity.ERROR
