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
from collections.abc import Collection, Iterable, Iterator

from cop_site.content.frontmatter.places import Location
from cop_site.content.frontmatter.split import FrontMatter, read_front_matter
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.explain import value_at
from cop_site.rules.rule import RuleContext

CODE = "COP023"
NAME = "text-is-its-own"
SEVERITY = Severity.INFO

_SENTENCE = re.compile(r"(?:\S+ ){2,}\S+[.?!؟]|\S{6,}[。？！]|https?://\S+")
"""A sentence of three words or more, or one without spaces, or an address; shorter texts may be the author's own."""
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?")
"""The marker of a list item or task: `- `, `1. `, `- [ ] `."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each sentence that a note shares with its archetype."""
    known = context.figures.archetypes
    archetypes = {kind: [read_front_matter(text, "") for text in texts] for kind, texts in known.items()}
    fields = {kind: {pair for one in found for pair in _find_fields(one)} for kind, found in archetypes.items()}
    texts = {kind: {text for one in found for _, _, text in _find_texts(one)} for kind, found in archetypes.items()}
    for note in context.community.checked:
        source = note.source
        for span, text in (
            *_compare_fields(source, fields.get(note.kind, ())),
            *_compare_text(source, texts.get(note.kind, ())),
        ):
            message = f"{quote(text)} is still the example text of 'cop new'"
            yield Problem(NAME, span, message, "replace or delete it")


def _compare_fields(source: Source, archetype: Iterable[tuple[Location, str]]) -> Iterator[tuple[Span, str]]:
    for at, text in archetype:
        if value_at(source.front_matter.values, at) == text:
            yield source.span_of(*at), text


def _compare_text(source: Source, archetype: Collection[str]) -> Iterator[tuple[Span, str]]:
    if not any(text in source.body for text in archetype):
        return
    for line, column, text in _find_texts(source.front_matter):
        if text in archetype:
            yield Span(source.path, line, column, line, column + len(text)), text


def _find_fields(archetype: FrontMatter) -> Iterator[tuple[Location, str]]:
    """Yield the sentences in an archetype's fields, each after its location."""
    for at in archetype.positions:
        text = value_at(archetype.values, at)
        if isinstance(text, str) and _SENTENCE.fullmatch(text):
            yield at, text


def _find_texts(note: FrontMatter) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of a body that are sentences, without list markers, each after its line and column."""
    for number, line in enumerate(note.body.split("\n"), note.body_line):
        marker = _MARKER.match(line)
        start = marker.end() if marker else 0
        text = line[start:].rstrip()
        if _SENTENCE.fullmatch(text):
            yield number, start + 1, text
