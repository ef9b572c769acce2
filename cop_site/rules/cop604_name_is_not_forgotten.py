"""A member has no name of somebody who was forgotten.

What: the name of a member's file, their name or one of their aliases is one that `cop forget` took out of the
notes. The file of the one who was forgotten keeps a fingerprint of it in `forgotten`.

Why: copies of old notes, branches and other websites may still mean somebody else by this name. Who takes it
would get what they did.

Example:

    name: Zelda Hidden  # the name of somebody who was forgotten

How to fix it: choose another name for the file, or a fuller name. If it is the same person, and they want
to be back, delete the file that has the fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.person_names import fold_person
from cop_site.rules.rule import RuleContext

CODE = "COP604"
NAME = "name-is-not-forgotten"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each member who took the name of somebody who was forgotten."""
    community = context.community
    for member in community.members.values():
        keys = {fold_person(name) for name in (member.slug, member.title, *member.fields.aliases)}
        owner = community.forgotten.find_any(keys)
        if owner and owner != member.slug:
            message = "the name of this member is that of somebody who was forgotten"
            yield Problem(NAME, Span(member.source.path), message, f"choose another; see members/{owner}.md")
