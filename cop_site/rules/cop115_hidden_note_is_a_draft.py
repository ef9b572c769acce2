"""A note that must not be published says so with `draft`.

What: a field in the words of another tool keeps a note off the site: `published: false`, `private: true`,
`publishDate` with a day to come. Or it has the fields of a member who is not listed, outside of `members`.

Why: the note is left out, as its author meant; but who reads it here looks for `draft`, and a tool that does
not know the other field would publish it.

Example:

    title: Not yet
    published: false

How to fix it: write `draft: true` in place of the field. `cop check --fix` does that. The file of a member
belongs into `members`.
"""

from cop_site.diagnostics import Severity

CODE = "COP115"
NAME = "hidden-note-is-a-draft"
SEVERITY = Severity.ERROR
