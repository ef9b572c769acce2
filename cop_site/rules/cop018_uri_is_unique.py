"""Every note has an address of its own.

What: two notes would be published at the same address, or a note would take the address of a page that
the site makes itself. Upper and lower case do not make a difference.

Why: one of the two would be lost without a word.

Example:

    content/about.md and content/about/index.md

How to fix it: rename one of the two, and the links to it.
"""

from cop_site.diagnostics import Severity

CODE = "COP018"
NAME = "uri-is-unique"
SEVERITY = Severity.ERROR
