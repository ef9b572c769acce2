"""Decisions, actions and questions stand below a heading that is read.

What: a heading in the notes of a meetup is nearly `Decisions`, `Actions` or `Questions`: it is misspelt, or
more words follow one of the first two. Or one of these stands above a list without being a heading.

Why: what stands below it is in no log: no decision of it holds, nobody is reminded of an action, and no
question is asked again.

Example:

    ## Decsions

    - We rotate the facilitator.

How to fix it: write the heading as suggested. A heading that the community prefers can be named in the
settings, below `headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from cop_site.content.gfm import TextRun
from cop_site.content.wording import quote
from cop_site.diagnostics import Edit, Fix, Problem, Severity
from cop_site.insight.log_headings import Section, find_meant, name_headings, read_heading
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.rules.rule import RuleContext
from cop_site.settings import Headings

CODE = "COP409"
NAME = "log-heading-is-read"
SEVERITY = Severity.WARNING

# A line is found by the end of the one before it, which is several times as fast as `^` with re.MULTILINE.
_HEADING = re.compile(
    r"\n(?:[ >]*+#{1,6}[ \t]+(.+?)[ \t#]*$|([^\n]{3,60}+)\n[ >]*+(?:=+|-+)[ \t]*$)", re.MULTILINE
)
_ABOVE_LIST = re.compile(
    r"\n {0,3}(?=[*_]*\w[^\n]*+\n(?:[ \t]*+\n)? {0,3}(?:[-*+]|\d++[.)]) )"
    r"([*_]*(\w.{2,50}?):?[*_]*:?)[ \t]*(?=(\n(?:[ \t]*\n)?))"
)
"""A line right above a list, its words, and what ends it. The list is looked for first, since few lines have one."""


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Yield a problem for each heading that is nearly one that is read, if there is a list below it."""
    headings = context.figures.headings
    known = repr(headings)
    for meetup in context.meetups:
        if meetup.source.recall(NAME, partial(_has_any, meetup, headings), f"{known} {meetup.language}"):
            yield from _check_headings(meetup, headings)
            yield from _check_lines(meetup, headings)


def _has_any(meetup: Note[Meetup], names: Headings) -> bool:
    return any(_check_headings(meetup, names)) or any(_check_lines(meetup, names))


def _check_headings(meetup: Note[Meetup], names: Headings) -> Iterator[Problem]:
    found = (match[1] or match[2] for match in _HEADING.finditer(f"\n{meetup.source.authored}"))
    if not any(_find_meant(text.strip("*_ "), names, meetup.language) for text in found):
        return
    items, language = meetup.source.prose.items, meetup.language
    unread = {
        text
        for item in items
        if not any(_is_read(text, names, language) for text in item.sections)
        for text in item.sections
    }
    for heading in meetup.source.outline.headings:
        if heading.text in unread and (meant := _find_meant(heading.text, names, language)):
            yield _explain(heading.text, meant, heading.at)


def _check_lines(meetup: Note[Meetup], names: Headings) -> Iterator[Problem]:
    """Report words that would be a heading of decisions or actions, and stand above a list as a line of text."""
    body = f"\n{meetup.source.authored}"
    for match in _ABOVE_LIST.finditer(body):
        if read_heading(match[2], name_headings(names), meetup.language) & (Section.DECISIONS | Section.ACTIONS):
            start, below = (len(body[1:at].encode()) for at in (match.start(1), match.end(3)))
            if any(below <= item.start <= below + 3 for item in meetup.source.prose.items):
                line = TextRun(start, start + len(match[1].encode()), meetup.source.lines)
                hint = "write it as a heading, or what stands below it is in no log"
                fix = Fix((Edit(line.span, f"## {match[2]}"),), safe=False)
                yield Problem(NAME, line.span, f"{quote(match[2])} is no heading", hint, fix)


def _is_read(text: str, names: Headings, language: str) -> bool:
    return bool(read_heading(text, name_headings(names), language))


def _find_meant(text: str, names: Headings, language: str) -> str:
    return find_meant(text, name_headings(names), language)


def _explain(text: str, meant: str, at: TextRun) -> Problem:
    """Return the problem of a heading; the fix replaces its text where it stands as it reads."""
    message = f"{quote(text)} is no heading of decisions, actions or questions"
    hint = f"did you mean {quote(meant)}? What stands below it is in no log. Or add it to 'headings' in the settings"
    before, found, after = at.lines.raw[at.start : at.end].decode().partition(text)
    start = at.start + len(before.encode())
    run = TextRun(start, start + len(text.encode()), at.lines)
    fix = Fix((Edit(run.span, meant),), safe=False) if found and text not in after else None
    return Problem(NAME, run.span if found else at.span, message, hint, fix)
