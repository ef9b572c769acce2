"""A field is plain text: no HTML, nothing invisible, and short.

What: a field holds a tag such as `<b>`, an entity such as `&amp;`, a control character, or more text than
a field is made for.

Why: fields appear in titles, feeds, calendars and search results, where markup cannot work. Whatever
stands there is shown letter by letter.

Example:

    title: Docs <em>as code</em>

How to fix it: write it without markup. Formatting and longer text belong in the body.
"""

from cop_site.diagnostics import Severity

CODE = "COP109"
NAME = "field-is-plain"
SEVERITY = Severity.ERROR
