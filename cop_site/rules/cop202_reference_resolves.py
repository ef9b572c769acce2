"""A field that names another note names one that exists.

What: a field such as `requires`, `resources`, `revisits`, `offers` or `steward`, or a step of a path,
holds a name that no published note has.

Why: the two notes belong together, and with a wrong name neither page shows the other. A path would have
a hole, and a topic would stand before what it builds on.

Example:

    requires: [opening-a-meeting]

How to fix it: write the file's name without `.md`, as the hint proposes. A step's `note` also names the
folder: `practices/opening-round`. If the note does not exist yet, write it first.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.community import Community
from cop_site.model.lookup import find_unknown_name
from cop_site.model.references import find_mentions, locate_texts
from cop_site.rules.rule import RuleContext

CODE = "COP202"
NAME = "reference-resolves"
SEVERITY = Severity.ERROR
FOLLOWS_REFERENCES = True


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each name of a topic, meetup, resource, member or note that nothing has."""
    yield from _check_conduct(context.community)
    for note in context.community.by_name.values():
        for mention in find_mentions(note, "topic", "meetup", "resource", "member", "note"):
            miss = find_unknown_name(mention.target, mention.text, context.community, origin=note.source.name)
            if miss:
                fix = (
                    rewrite_value(mention.span, mention.text, miss.suggestion, safe=miss.sure)
                    if miss.suggestion
                    else None
                )
                yield Problem(NAME, mention.span, miss.message, miss.hint, fix)


def _check_conduct(community: Community) -> Iterable[Problem]:
    """The charter names the code of conduct as a file, with or without its ending."""
    source = community.charter.source
    for at, text in locate_texts(source, "code_of_conduct"):
        ending = ".md" if text.endswith(".md") else ""
        miss = find_unknown_name("note", text.removesuffix(".md"), community)
        if miss:
            span = source.span_of(*at)
            fix = rewrite_value(span, text, miss.suggestion + ending, safe=miss.sure) if miss.suggestion else None
            yield Problem(NAME, span, miss.message, miss.hint, fix)
