"""No text names a member who is not listed.

What: a text, a title, a link or the name of a file holds the name of a member who is not listed, or whose own
file is a draft, cannot be read or is gone. It may be any of their names, their handle, the path of their
file, or an address among their `links`. Accents, initials (`Z. Hidden`), endings of a grammar and the
order of first and last name make no difference. A handle below `Actions` of a meetup is no finding: there
the site shows what they chose.

Why: where a field names them, the site shows their pseudonym or "a member". A text is shown as it was
written, so it tells everybody who that is. A note, a picture or another file that is called after them is
left out.

Example:

    Zelda Hidden showed us how she starts a retrospective.

How to fix it: write the pseudonym they chose, or "a member". Or ask whether they want to be listed.
`cop forget` lists every place at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity, Span
from cop_site.insight.log import read_actions
from cop_site.model.community import Community
from cop_site.model.hidden_names import HiddenNames
from cop_site.model.kinds import Fields, Kind, Meetup
from cop_site.model.left_out import find_misnamed
from cop_site.model.note import Note
from cop_site.model.references import find_mentions
from cop_site.rules.rule import RuleContext
from cop_site.settings import Headings

CODE = "COP603"
NAME = "text-names-nobody-hidden"
SEVERITY = Severity.WARNING
_Places = tuple[list[tuple[Location, str, str]], list[tuple[int, int, str]]]
"""Each hidden name in the fields of a note, with field, text and slug; and in its body, with start, end and slug."""


def check_notes(context: RuleContext) -> Iterable[Problem]:
    """Report each name of somebody who is not to be named in a text or the name of its file."""
    for note in context.checked:
        if note.has_page:
            yield from _check_texts(note, context)
            if any(context.community.hidden_names.find(note.source.name)):
                message = "the name of the file names a member who is not listed"
                yield Problem(NAME, Span(note.source.path), message, "rename the file")


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each file that is left out since it is called after somebody who is not to be named."""
    for path in find_misnamed(context.community):
        message = "the name of the file names a member who is not listed; it is left out"
        yield Problem(NAME, Span(path), message, "rename the file, or delete it")


def _check_texts(note: Note[Fields], context: RuleContext) -> Iterator[Problem]:
    """Yield a problem for each member whom the texts of a note name, where they do first."""
    community = context.community
    places: dict[str, list[tuple[Span, str]]] = {}
    for span, text, slug in find_names(note, community.hidden_names, context.figures.headings):
        places.setdefault(slug, []).append((span, text))
    for slug, found in places.items():
        (span, text), more = found[0], len(found) - 1
        hint = f"write {_name_shown(slug, community)!r}, or ask whether they want to be listed"
        again = f", and {more} more time{'s' * (more > 1)} in this note" if more else ""
        yield Problem(NAME, span, f"{quote(text)} names a member who is not listed{again}", hint)


def _name_shown(slug: str, community: Community) -> str:
    return community.person(slug).name


def find_names(note: Note[Fields], hidden: HiddenNames, headings: Headings) -> Iterator[tuple[Span, str, str]]:
    """Yield the span, the text and the slug of each hidden name in the texts of a note."""
    source = note.source
    in_fields, in_body = source.recall(NAME, partial(_find_places, source, hidden), hidden.digest)
    if in_fields:
        people = {mention.at for mention in find_mentions(note, *Kind.MEMBER.info.targets)}
        yield from ((source.span_of(*at), text, slug) for at, text, slug in in_fields if at not in people)
    handles: set[Span] | None = None
    for span, text, slug in _locate(in_body, source):
        if text.startswith("@") and isinstance(note.fields, Meetup):
            if handles is None:
                actions = read_actions(note, headings)  # type: ignore[arg-type]  # it is a meetup
                handles = {handle.span for action in actions for handle in action.handles}
            if span in handles:
                continue
        yield span, text, slug


def _find_places(source: Source, hidden: HiddenNames) -> _Places:
    fields = _texts(source.front_matter.values, ())
    in_fields = [(at, *found) for at, text in fields for found in _find_in_field(text, hidden)]
    return in_fields, list(hidden.find(source.body))


@lru_cache(maxsize=4_096)  # many notes have the same texts in their fields
def _find_in_field(text: str, hidden: HiddenNames) -> list[tuple[str, str]]:
    """Return the text and the slug of each hidden name in the text of a field."""
    return [(text[start:end], slug) for start, end, slug in hidden.find(text)]


def _locate(places: Iterable[tuple[int, int, str]], source: Source) -> Iterator[tuple[Span, str, str]]:
    """Yield the span, the text and the slug of each name that stands in the body."""
    body, line, seen = source.body, source.front_matter.body_line, 0
    for start, end, slug in places:
        line, seen = line + body.count("\n", seen, start), start
        column = start - body.rfind("\n", 0, start)
        text = body[start:end]
        lines = text.count("\n")
        end_column = end - body.rfind("\n", 0, end) if lines else column + end - start
        yield Span(source.path, line, column, line + lines, end_column), " ".join(text.split()), slug


def _texts(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if (*at, key) != ("extra",):
                yield from _texts(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*at, number))
