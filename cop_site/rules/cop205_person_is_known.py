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

from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.lookup import UnknownName, is_unread
from cop_site.model.people import fold_person
from cop_site.model.references import find_mentions
from cop_site.model.spelling.fold import closest
from cop_site.rules.rule import RuleContext

CODE = "COP205"
NAME = "person-is-known"
SEVERITY = Severity.WARNING
FOLLOWS_REFERENCES = True

_SLUG = re.compile(r"@\S+\Z|[^\W_A-Z]+(?:-[^\W_A-Z]+)+\Z")
"""`@lena`, `lena-hoffmann`; other texts are plain names."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each slug that is not a member's."""
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
                yield _explain(mention.text, community).to_problem(NAME, mention.span, mention.text)
    for handle in (handle for action in context.actions for handle in action.handles if handle.text not in known):
        if _is_known(handle.text, community):
            known.add(handle.text)
            continue
        unknown = _explain(handle.text, community)
        fix = handle.replace_with(f"@{unknown.suggestion}", safe=unknown.sure) if unknown.suggestion else None
        yield Problem(NAME, handle.span, unknown.message, unknown.hint, fix)


def _explain(raw: str, community: Community) -> UnknownName:
    slug = raw.removeprefix("@")
    suggestion = closest(slug, community.members)
    plain = slug.replace("-", " ").title()
    hint = f"write the plain name, or add a file with: cop new member {shlex.quote(plain)}"
    if suggestion:
        hint = f"did you mean {suggestion!r}? Or {hint}"
    # The names of two people may differ by one letter.
    return UnknownName(
        f"there is no member {slug!r}", hint, suggestion, sure=fold_person(slug) == fold_person(suggestion)
    )


def _split(raw: str, community: Community) -> list[str]:
    """Return the people in a text with commas if any of them is a member; `Hoffmann, Lena` is one name."""
    parts = [part for piece in raw.split(",") if (part := piece.strip())]
    known = (community.person(part).key in community.members for part in parts)
    return parts if len(parts) > 1 and any(known) else []


def _is_known(raw: str, community: Community) -> bool:
    """Return whether a text is a plain name or the slug of a member, published or not."""
    slug = raw.removeprefix("@")
    if not _SLUG.match(raw) or slug != slug.lower() or community.person(raw).key in community.members:
        return True
    name = f"members/{slug}.md"
    return name in community.unpublished_names or is_unread(name, community)
