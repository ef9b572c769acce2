"""Looks up names in notes, and explains those that are unknown."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.diagnostics import Problem, Span
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.community import Community
from cop_site.model.kinds import Kind
from cop_site.model.person_names import fold_person
from cop_site.model.spelling.dates import read_day
from cop_site.model.spelling.fold import fold
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_only_typo
from cop_site.model.values import Target

_KINDS = {target: kind for kind in Kind for target in kind.info.targets}


@dataclass(frozen=True, slots=True)
class UnknownName:
    """Why a name is unknown, and what to write instead."""

    message: str
    hint: str
    suggestion: str = ""
    """The most similar known name; empty for none."""
    sure: bool = False
    """Whether replacing the name by the suggestion is safe."""

    def to_problem(self, rule: str, span: Span, raw: str) -> Problem:
        """Return the problem of a rule at the span of the raw name, with a fix if there is a suggestion."""
        fix = rewrite_value(span, raw, self.suggestion, safe=self.sure)
        return Problem(rule, span, self.message, self.hint, fix)


def find_unknown_name(target: Target, text: str, community: Community, *, origin: str = "") -> UnknownName | None:
    """Return why a name is unknown; None if it is known, or if its file has problems of its own.

    `origin` is the name of the note that holds the name; the note itself is never suggested.
    """
    if target == "meetup" and read_day(text):
        return None  # the day to which a meetup was moved
    kind = _KINDS.get(target)
    known = community.names_of(kind)
    name = f"{kind.info.list_uri if kind else ''}{text}.md"
    if text in known or _has_other_name(target, text, community):
        return None
    if name in community.unpublished_names:
        return UnknownName(f"the {target} {text!r} is not published", "publish it first, or remove it here")
    if is_unread(name, community):
        return None
    own = origin.removesuffix(".md")
    own = own.rpartition("/")[2] if kind else own
    suggestion = _find_suggestion(text, known, own)
    new = "" if target == "note" else f": cop new {target}"
    hint = f"did you mean {suggestion!r}?" if suggestion else f"correct the name, or create it first{new}"
    sure = bool(suggestion) and _is_sure(target, text, suggestion, known, community)
    return UnknownName(f"there is no {target} {text!r}", hint, suggestion, sure)


def is_unread(name: str, community: Community) -> bool:
    """Return whether a file exists but could not be read as a note; it has diagnostics of its own."""
    path = f"{community.content_folder}/{name}"
    known = name in community.by_name or name in community.unpublished_names
    return not known and path in community.paths_with_problems


def _has_other_name(target: Target, text: str, community: Community) -> bool:
    if target == "topic":
        return bool(community.topic_named(text))
    return target == "member" and community.person(text).key in community.members


def _find_suggestion(text: str, known: Names, own: str) -> str:
    """Return the known name but `own` that is most similar to a name or a path to a file; empty for none."""
    path = text.removesuffix(".md").strip("./")
    candidates = (text, path, path.rpartition("/")[2])
    return next((found for raw in candidates if (found := _find_name(raw, known, own))), "")


def _find_name(raw: str, known: Names, own: str) -> str:
    return raw if raw in known and raw != own else known.closest(raw, but=own)


def _is_sure(target: Target, text: str, suggestion: str, known: Names, community: Community) -> bool:
    """Return whether a suggestion is safe. The names of two people may differ by one letter."""
    path = text.removesuffix(".md").strip("./")
    base = path.rpartition("/")[2]
    if suggestion in (path, base):
        return True
    name = path if "/" in suggestion else base
    if target == "member":
        return fold_person(name) == fold_person(suggestion)
    differs_in_plural = fold(name) == fold(suggestion) and community.fold(name) != community.fold(suggestion)
    return is_only_typo(name, suggestion, known.list_near(name)) and not differs_in_plural
