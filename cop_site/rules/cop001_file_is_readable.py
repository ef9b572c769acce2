"""A file can be opened, and its text is UTF-8.

What: the file or folder may not be read, or its bytes are not UTF-8, the encoding that everything here is
written in.

Why: in any other encoding it is unclear which letters were meant, so "Satō" would turn into nonsense on the
page.

Example:

    the byte 0xe9 is not UTF-8      (an é that was saved as Latin-1)

How to fix it: in your editor choose "Save with encoding" and then UTF-8. Where it says that the file
cannot be read, look at its permissions.
"""

from cop_site.diagnostics import Severity

CODE = "COP001"
NAME = "file-is-readable"
SEVERITY = Severity.ERROR
