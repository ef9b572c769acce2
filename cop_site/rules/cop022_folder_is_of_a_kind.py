"""A folder of notes has the exact name of the folder of their kind.

What: a folder directly below the content folder is called almost like one of `topics`, `meetups`,
`testimonials`, `resources`, `practices`, `members`, `paths` and `glossary`, but not quite.

Why: the folder decides of what kind a note is. What lies elsewhere is a plain page: a meetup is not
counted, a topic is not on the syllabus. Capital letters count.

Example:

    content/Meetup/2026-01-14-silence.md

How to fix it: move the files as the hint says. If its notes are plain pages and are meant to be, give
it a name that is less like the other, or turn this rule off.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.kinds import FOLDERS
from cop_site.model.spelling.fold import closest
from cop_site.rules.rule import RuleContext

CODE = "COP022"
NAME = "folder-is-of-a-kind"
SEVERITY = Severity.WARNING


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each folder at its first note."""
    community = context.community
    first: dict[str, Span] = {}
    for source in sorted(community.sources, key=lambda source: source.name):
        folder, _, rest = source.name.partition("/")
        if rest and folder not in FOLDERS:
            first.setdefault(folder, Span(source.path))
    for folder, span in first.items():
        suggestion = closest(folder, FOLDERS)
        if suggestion:
            content = community.content_folder
            hint = f"did you mean {suggestion!r}? Move its files from {content}/{folder} to {content}/{suggestion}"
            yield Problem(NAME, span, f"the folder {folder!r} holds plain pages", hint)
