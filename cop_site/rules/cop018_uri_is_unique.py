"""Every note and every file has an address of its own.

What: two notes or files would be published at the same address, or one would take the address of what the
site makes itself: a page, `community.json`, the search index. Addresses that differ only in case or in
Unicode form are the same, because some systems keep one file for both. Nor can one be a file and another
be in a folder of the same name, or an address be longer than 900 bytes. The second one is left out.

Why: one of the two would be lost without a word, or there would be no site at all.

Example:

    content/about.md and content/about/index.md
    content/topics/index.html.md

How to fix it: rename one of the two, and the links to it.
"""

from cop_site.diagnostics import Severity

CODE = "COP018"
NAME = "uri-is-unique"
SEVERITY = Severity.ERROR
