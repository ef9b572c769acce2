"""An image says in words what it shows.

What: an image has no alternative text.

Why: who cannot see the picture, or has it read aloud, learns nothing of it, and neither does the search.

Example:

    ![](board.jpg)

How to fix it: write between the brackets what a reader should take from the picture:
`![Sticky notes in three columns: keep, drop, try](board.jpg)`. A picture that only decorates says so in HTML:
`<img src="leaf.png" alt="">`. The picture of a meetup (`image`) has its words in `image_alt`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.rules.rule import RuleContext

CODE = "COP209"
NAME = "image-has-text"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each image without alternative text."""
    for _, link, _ in context.links:
        if link.image and not link.text.strip() and not link.decorative:
            in_body = not isinstance(link.at, Span)
            hint = "describe it in a few words: " + ("![…](file)" if in_body else "image_alt: …")
            yield Problem(NAME, link.span, "the image has no alternative text", hint)
