"""A note holds letters and signs, and nothing invisible that steers a machine.

What: a control character stands in the text, such as a bell, an escape or a stray byte-order mark, or a
character that has no width or turns the order of letters around. They come in with text copied from
terminals, chats and PDF files. Where a script or an emoji needs such a character, it may stay.

Why: they break feeds, calendars and searches, can make a terminal show something other than what is there,
and can hide words from those who review a change.

Example:

    an invisible character (U+001B) stands in the text

How to fix it: go to the place that is named and delete the character; it may look like nothing at all.
"""

from cop_site.diagnostics import Severity

CODE = "COP015"
NAME = "text-has-no-control-characters"
SEVERITY = Severity.ERROR
