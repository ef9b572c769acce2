"""What a meetup covers is an objective of the syllabus.

What: an item of `covers` names an objective that its topic does not have, or a topic that does not exist.

Why: the syllabus shows an objective as covered when a meetup says so. With a wrong name the meetup's work
does not count, and the topic is proposed again.

Example:

    covers: [handling-silence/wait-for-it]

How to fix it: write `topic/objective` with the objective's `id` from the topic's file. The `id` alone
will do where it is one of the meetup's main topic, the first that its tags name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cop_site.diagnostics import Problem, Severity
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.lookup import UnknownName, find_unknown_name
from cop_site.model.note import Note
from cop_site.model.references import find_mentions
from cop_site.model.spelling.fold import closest
from cop_site.model.spelling.typos import is_only_typo
from cop_site.rules.rule import RuleContext

CODE = "COP206"
NAME = "objective-exists"
SEVERITY = Severity.ERROR
FOLLOWS_REFERENCES = True


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each covered objective that no topic has."""
    for note in context.community.notes:
        for mention in find_mentions(note, "objective"):
            miss = _find_miss(mention.text, note, context.community)
            if miss:
                fix = (
                    rewrite_value(mention.span, mention.text, miss.suggestion, safe=miss.sure)
                    if miss.suggestion
                    else None
                )
                yield Problem(NAME, mention.span, miss.message, miss.hint, fix)


def _find_miss(text: str, note: Note[Fields], community: Community) -> UnknownName | None:
    named, _, objective = text.rpartition("/")
    slug = community.topic_named(named) if named else note.main_topic
    if named and not slug:
        miss = find_unknown_name("topic", named, community)
        return replace(miss, suggestion=f"{miss.suggestion}/{objective}") if miss and miss.suggestion else miss
    topic = community.topics.get(slug)
    if topic and any(known.id == objective for known in topic.fields.objectives):
        return None
    everywhere = [f"{t.slug}/{known.id}" for t in community.topics.values() for known in t.fields.objectives]
    suggestion = next((known for known in everywhere if known.endswith(f"/{objective}")), "")
    near = closest(f"{slug}/{objective}", everywhere) if slug else ""
    if slug:
        message, otherwise = (
            f"the topic {slug!r} has no objective {objective!r}",
            f"add it to topics/{slug}.md",
        )
    else:
        message = f"no tag of this note names a topic, so nobody can tell whose objective {objective!r} is"
        otherwise = "write it as topic/objective"
    suggestion = suggestion or near
    sure = (
        bool(suggestion)
        and bool(slug)
        and suggestion.startswith(f"{slug}/")
        and is_only_typo(f"{slug}/{objective}", suggestion, everywhere)
    )
    return UnknownName(
        message, f"did you mean {suggestion!r}? Or {otherwise}" if suggestion else otherwise, suggestion, sure
    )
