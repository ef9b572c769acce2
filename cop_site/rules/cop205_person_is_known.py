"""A member who is named by a slug has a file.

What: a field that names people holds something that looks like a member's slug, `lena-hofmann`, but no
such file is in `members/`; the same goes for an `@lena-hofmann` in a list under `Actions` of a meetup.
Or the file is there, but is a draft or cannot be read. Or several people were written as one name, with
commas between them, or it may be several people.

Why: one letter off, and the person's part in the community is counted for a stranger. And whoever has no
file that can be read may have asked in it not to be named, so the site shows "a member". Somebody who was
never a member is shown by name if it is written as one writes names: `Lena Hofmann`, `Bob`.

Example:

    speakers: [lena-hofmann]

How to fix it: take the spelling that the hint proposes, correct the file, or let them add one with
`cop new member`. Do not write the name of somebody whose file was deleted: they may have deleted it to be
forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable

from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.lookup import UnknownName
from cop_site.model.people import ANONYMOUS
from cop_site.model.person_names import fold_person, is_slug
from cop_site.model.person_text import list_several
from cop_site.model.references import Mention, find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP205"
NAME = "person-is-known"
SEVERITY = Severity.WARNING


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each slug that is not a member's, and each name of somebody whose file is not read as a member's."""
    community = context.community
    known = {ANONYMOUS}
    for note in context.checked:
        for mention in find_mentions(note, "person", but=known):
            if parts := _split(mention.written, community):
                message = f"{mention.written!r} may name several people, and is read as one: {mention.text!r}"
                yield Problem(NAME, mention.span, message, _show_both(parts, mention))
            elif unknown := _explain(mention.text, community):
                yield unknown.to_problem(NAME, mention.span, mention.text)
            elif mention.written == mention.text:
                known.add(mention.text)
    for handle in (handle for action in context.actions for handle in action.handles if handle.text not in known):
        if unknown := _explain(handle.text, community):
            fix = handle.replace_with(f"@{unknown.suggestion}", safe=unknown.sure) if unknown.suggestion else None
            yield Problem(NAME, handle.span, unknown.message, unknown.hint, fix)
        else:
            known.add(handle.text)


def _explain(raw: str, community: Community) -> UnknownName | None:
    """Return why a person is shown as 'a member'; None for a member, and for a plain name that is shown."""
    person = community.person(raw)
    if person.is_named:
        return None
    if community.forgotten.find(fold_person(raw)):
        message = f"{raw!r} is somebody who was forgotten; the site shows {person.name!r}"
        return UnknownName(message, f"write {person.name!r}")
    if person.key in community.members:
        return None
    file = f"members/{person.key}.md"
    if fold_person(raw) in community.withheld:
        state = "is a draft" if file in community.unpublished_names else "cannot be read as a member's"
        hint = f"correct {file}; with 'listed: true' in it, if they want it, the site shows the name"
        return UnknownName(f"the file of {raw!r} {state}; the site shows 'a member'", hint)
    if not is_slug(raw):
        return UnknownName(
            f"{raw!r} holds a name that is not shown; the site shows 'a member'", "write each on its own"
        )
    slug = raw.removeprefix("@")
    suggestion = community.names_of(Kind.MEMBER).closest(slug)
    hint = "correct the name, or let them add their file: cop new member"
    if suggestion:
        hint = f"did you mean {suggestion!r}? Or {hint}"
    # The names of two people may differ by one letter.
    sure = fold_person(slug) == fold_person(suggestion)
    return UnknownName(f"there is no member {slug!r}; the site shows 'a member'", hint, suggestion, sure=sure)


def _split(raw: str, community: Community) -> list[str]:
    """Return the people in a text that may name several, or has a member after a comma."""
    if several := list_several(raw):
        return several
    parts = [part for piece in raw.split(",") if (part := piece.strip())]
    known = (community.person(part).key in community.members for part in parts[1:])
    return parts if len(parts) > 1 and any(known) else []


def _show_both(parts: list[str], mention: Mention) -> str:
    """Return how to write several people, and how to write one person with more than a name."""
    several = f"[{', '.join(parts)}]" if len(mention.at) < 2 else "each on its own"
    if len(parts) > 2:
        return f"write {several}"
    return f"write {several}; or, for one person: {{name: {parts[0]}, organisation: {parts[1]}}}"
