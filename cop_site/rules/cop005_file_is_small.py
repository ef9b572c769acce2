"""A note is no bigger than a person writes.

What: the note's file is bigger than 256 KiB, which is more than a thick book chapter, or has more than 20,000
lines. Or another file is bigger than the setting `max_file_size`; it is not read.

Why: such a note is nearly always a log, an export or a picture pasted as text. It makes every build slow,
and nobody reads it to the end. A large recording fills the repository and everybody's telephone.

Example:

    content/meetups/chat-export.md      (3 MiB)

How to fix it: keep what is worth keeping, and split it into several notes that link to each other. Put
large recordings where videos are hosted, and link to them.
"""

from cop_site.diagnostics import Severity

CODE = "COP005"
NAME = "file-is-small"
SEVERITY = Severity.ERROR
