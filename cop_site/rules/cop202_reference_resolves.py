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
from dataclasses import replace

from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.lookup import find_unknown_name
from cop_site.model.references import find_mentions, find_texts
from cop_site.rules.rule import RuleContext

CODE = "COP202"
NAME = "reference-resolves"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each unknown name of a topic, meetup, resource, practice, member or note."""
    yield from _check_conduct(context.community)
    for note in context.community.checked:
        for mention in find_mentions(note, "topic", "meetup", "resource", "practice", "member", "note"):
            if mention.at == ("translation_of",) and mention.text == context.community.charter.key:
                continue  # the home page may be translated, and is named by nothing else
            unknown = find_unknown_name(mention.target, mention.text, context.community, origin=note.source.name)
            if unknown:
                yield unknown.to_problem(NAME, mention.span, mention.text)


def _check_conduct(community: Community) -> Iterable[Problem]:
    """Report an unknown code of conduct: the charter names its file, with or without the ending."""
    for text, span in find_texts(community.charter.source, "code_of_conduct"):
        unknown = find_unknown_name("note", text.removesuffix(".md"), community)
        if unknown and unknown.suggestion and text.endswith(".md"):
            unknown = replace(unknown, suggestion=f"{unknown.suggestion}.md")
        if unknown:
            yield unknown.to_problem(NAME, span, text)
