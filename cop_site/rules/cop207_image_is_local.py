"""An image is a file of the community's own.

What: an image is loaded from another website.

Why: every reader's browser would tell that website who reads the page, and the picture goes when the
website does. So the site shows a link in its place.

Example:

    ![the board](https://example.org/board.png)

How to fix it: put the picture beside the note, if its licence allows that, and link to the file:
`![the board](board.png)`. Otherwise write an ordinary link.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.links import LinkKind
from cop_site.rules.rule import RuleContext

CODE = "COP207"
NAME = "image-is-local"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each image from another website."""
    for _, link, end in context.links:
        if link.image and end.kind is LinkKind.EXTERNAL:
            message = "an image from another website is not loaded; readers see a link to it"
            yield Problem(NAME, link.span, message, "put the image beside the note and link to the file")
