"""A member who is named by a slug has a file.

What: a field that names people holds something that looks like a member's slug, `lena-hofmann`, but no
such file is in `members/`; the same goes for an `@lena-hofmann` in a list under `Actions` of a meetup.
Or several people were written as one name, with commas between them.

Why: one letter off, and the person's part in the community is counted for a stranger. Somebody without a
file is welcome; write their name as one writes names.

Example:

    speakers: [lena-hofmann]

How to fix it: take the spelling that the hint proposes, write the plain name (`Lena Hofmann`), or let
them add a file with `cop new member`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import replace

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.community import Community
from cop_site.model.lookup import is_unread
from cop_site.model.people import fold_person
from cop_site.model.references import find_mentions
from cop_site.model.spelling.fold import closest
from cop_site.rules.rule import RuleContext

CODE = "COP205"
NAME = "person-is-known"
SEVERITY = Severity.WARNING
FOLLOWS_REFERENCES = True

_SLUG = re.compile(r"@\S+\Z|[^\W_A-Z]+(?:-[^\W_A-Z]+)+\Z")


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each person who is named by a slug that no member has."""
    community = context.community
    known: set[str] = set()
    for note in community.by_name.values():
        for mention in find_mentions(note, "person", but=known):
            if parts := _split(mention.text, community):
                message = f"{mention.text!r} is one name with a comma in it"
                hint = f"write a list: [{', '.join(parts)}]" if len(mention.at) == 1 else "write each on its own"
                yield Problem(NAME, mention.span, message, hint)
            elif _is_known(mention.text, community):
                known.add(mention.text)
            else:
                problem, meant, safe = _explain(mention.text, mention.span, community)
                fix = rewrite_value(mention.span, mention.text, meant, safe=safe) if meant else None
                yield replace(problem, fix=fix)
    for handle in (handle for action in context.actions for handle in action.handles if handle.text not in known):
        if _is_known(handle.text, community):
            known.add(handle.text)
            continue
        problem, meant, safe = _explain(handle.text, handle.span, community)
        yield replace(problem, fix=handle.replace_with(f"@{meant}", safe=safe) if meant else None)


def _explain(written: str, span: Span, community: Community) -> tuple[Problem, str, bool]:
    """What is wrong, the member who may have been meant, and whether nobody else can have been."""
    slug = written.removeprefix("@")
    meant = closest(slug, community.members)
    plain = slug.replace("-", " ").title()
    hint = f"write the plain name, or add a file with: cop new member {shlex.quote(plain)}"
    if meant:
        hint = f"did you mean {meant!r}? Or {hint}"
    # One letter may tell two people from each other.
    return Problem(NAME, span, f"there is no member {slug!r}", hint), meant, fold_person(slug) == fold_person(meant)


def _split(written: str, community: Community) -> list[str]:
    """The people who were named in one text, if any of them is a member; else `Hoffmann, Lena` is a name."""
    parts = [part for text in written.split(",") if (part := text.strip())]
    known = (community.person(part).key in community.members for part in parts)
    return parts if len(parts) > 1 and any(known) else []


def _is_known(written: str, community: Community) -> bool:
    """Whether this is a plain name, or a member's slug, published or not."""
    slug = written.removeprefix("@")
    if not _SLUG.match(written) or slug != slug.lower() or community.person(written).key in community.members:
        return True
    name = f"members/{slug}.md"
    return name in community.unpublished_names or is_unread(name, community)
