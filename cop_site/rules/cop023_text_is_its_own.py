"""A note says something of its own.

What: a sentence that `cop new` began the note with still stands in it, in a field or in the text.

Why: it says what belongs there, and nothing about what happened. Readers take it for a note that somebody has
finished.

Example:

    What we tried, what happened, and what we would do again.

How to fix it: replace it with your own words, or delete it. The sentences are those of the archetypes, in
`docs_template/archetypes/` or in your own folder of templates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from cop_site.content.frontmatter.fields import Location
from cop_site.content.frontmatter.split import FrontMatter, read_front_matter
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.explain import value_at
from cop_site.rules.rule import RuleContext

CODE = "COP023"
NAME = "text-is-its-own"
SEVERITY = Severity.INFO

_TELLING = re.compile(r"(?:\S+ ){2,}\S+[.?!]|https?://\S+")
"""A sentence of three words or more, or an address; anything shorter could be anybody's own."""
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?")


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each sentence of its archetype that a note still has."""
    archetypes = {kind: read_front_matter(text, "") for kind, text in context.archetypes.items()}
    fields = {kind: dict(_find_fields(archetype)) for kind, archetype in archetypes.items()}
    texts = {kind: {text for _, _, text in _find_texts(archetype)} for kind, archetype in archetypes.items()}
    for note in context.community.by_name.values():
        source = note.source
        for span, text in (
            *_compare_fields(source, fields.get(note.kind, {})),
            *_compare_text(source, texts.get(note.kind, ())),
        ):
            message = f"{quote(text)} is still what 'cop new' began the note with"
            yield Problem(NAME, span, message, "write your own words, or delete these")


def _compare_fields(source: Source, told: Mapping[Location, str]) -> Iterator[tuple[Span, str]]:
    for at, text in told.items():
        if value_at(source.front_matter.values, at) == text:
            yield source.span_of(*at), text


def _compare_text(source: Source, told: Collection[str]) -> Iterator[tuple[Span, str]]:
    if not any(text in source.body for text in told):
        return
    for line, column, text in _find_texts(source.front_matter):
        if text in told:
            yield Span(source.path, line, column, line, column + len(text)), text


def _find_fields(archetype: FrontMatter) -> Iterator[tuple[Location, str]]:
    """What is telling in an archetype's fields, each after the way to it."""
    for at in archetype.positions:
        text = value_at(archetype.values, at)
        if isinstance(text, str) and _TELLING.fullmatch(text):
            yield at, text


def _find_texts(note: FrontMatter) -> Iterator[tuple[int, int, str]]:
    """The lines of a body that are telling, without what makes them items of a list, each after its line and column."""
    for number, line in enumerate(note.body.split("\n"), note.body_line):
        marker = _MARKER.match(line)
        start = marker.end() if marker else 0
        text = line[start:].rstrip()
        if _TELLING.fullmatch(text):
            yield number, start + 1, text
