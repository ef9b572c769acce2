"""A name means one topic only.

What: a topic has a title or an alias that another topic goes by already, case, hyphens and plural aside.
File names come before titles, and titles before aliases.

Why: a tag with that name could mean either. Its notes all go to one topic, and the other seems left out.

Example:

    aliases: [facilitation]      (and there is a file topics/facilitation.md)

How to fix it: delete the alias or reword the title, or make one topic of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.community import Community
from cop_site.model.kinds import Topic
from cop_site.model.note import Note
from cop_site.model.references import find_texts
from cop_site.rules.rule import RuleContext

CODE = "COP208"
NAME = "topic-name-is-free"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each name that another topic has already."""
    owners: dict[str, Note[Topic]] = {}
    fold = context.community.fold
    for topic, name, span in _claims(context.community):
        owner = owners.setdefault(fold(name), topic)
        if owner is not topic:
            message = f"{name!r} is already a name of the topic {owner.slug!r}"
            yield Problem(NAME, span, message, f"choose another name; see {owner.source.path}")


def _claims(community: Community) -> Iterator[tuple[Note[Topic], str, Span]]:
    topics, fold = list(community.topics.values()), community.fold
    for topic in topics:
        yield topic, topic.slug, Span(topic.source.path)
    for topic in topics:
        if fold(topic.title) != fold(topic.slug):
            yield topic, topic.title, _title_span(topic)
    for topic in topics:
        for alias, span in find_texts(topic.source, "aliases"):
            if alias in topic.fields.aliases:
                yield topic, alias, span


def _title_span(topic: Note[Topic]) -> Span:
    if topic.title_from_body and topic.source.outline.headings:
        return topic.source.outline.headings[0].span
    return topic.source.span_of("title")
