"""The tasks of a meetup that was held stand below a heading of actions.

What: a list of tasks in the notes of a meetup stands below a heading that is none of actions, in whatever
language.

Why: nobody is reminded of what is in no log. Most tasks of a meetup are actions, and their heading is one
that is not known.

Example:

    ## Homework

    - [ ] @ana-li asks the library (due 2026-10-31)

How to fix it: call the heading `Actions`, or what your language calls them; or add your own to `headings` in
the settings. If it is no list of actions, leave it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity
from cop_site.insight.log_headings import Section, find_meant, name_headings, read_heading, write_heading
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.rules.rule import RuleContext
from cop_site.settings import Headings

CODE = "COP411"
NAME = "task-is-in-the-log"
SEVERITY = Severity.INFO


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each heading right above a list of tasks that is not read."""
    headings = context.figures.headings
    known = repr(headings)
    for meetup in filter(context.community.is_held, context.meetups):
        find = partial(_find_unread, meetup, headings)
        unread = meetup.source.recall(NAME, find, f"{known} {meetup.language}")
        for heading in meetup.source.outline.headings if unread else ():
            if heading.text in unread:
                message = f"the tasks below {quote(heading.text)} are in no log"
                actions = quote(write_heading(Section.ACTIONS, meetup.language))
                hint = f"call the heading {actions}, or add it to 'headings' in the settings"
                yield Problem(NAME, heading.at.span, message, hint)


def _find_unread(meetup: Note[Meetup], headings: Headings) -> list[str]:
    """Return the headings with tasks that are not read, and that are not nearly such a heading, which is reported."""
    if not any(box in meetup.source.body for box in ("[ ]", "[x]", "[X]")):
        return []
    names, language = name_headings(headings), meetup.language
    tasks = [item.sections for item in meetup.source.prose.items if item.done is not None and item.sections]
    unread = [found for found in tasks if not any(read_heading(text, names, language) for text in found)]
    return [text for text, *_ in unread if not find_meant(text, names, language)]
