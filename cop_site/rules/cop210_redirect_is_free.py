"""An old address leads to one note.

What: an item of `redirect_from` is the address of a note, a file or a page that is there now, or another
note has it already, or it is not an address below the site's root that every file system can hold.

Why: readers who follow an old link are taken to the note that has it in `redirect_from`. Where something
else is at that address, or two notes want it, the target is unclear, and no redirect is made.

Example:

    redirect_from: [https://example.org/topics/old-name/]

How to fix it: write only the part after the site's own address, `topics/old-name/`. Delete an item that is
another note's address now.
"""

from cop_site.diagnostics import Severity

CODE = "COP210"
NAME = "redirect-is-free"
SEVERITY = Severity.ERROR
