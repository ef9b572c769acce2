"""A web address is complete and leads to the web.

What: the value does not begin with `https://` or `http://`, has no host, has a name with an `@` before it,
or holds a space, a backslash or a quotation mark.

Why: anything else is a link that goes nowhere, or that does something other than open a page.

Example:

    recording: example.org/our video

How to fix it: copy the address from the browser's address line, with `https://` in front.
"""

from cop_site.diagnostics import Severity

CODE = "COP106"
NAME = "url-is-a-web-address"
SEVERITY = Severity.ERROR
