"""What a meetup covers is an objective of the syllabus.

What: an item of `covers` names an objective that its topic does not have, or a topic that does not exist.

Why: the syllabus shows an objective as covered when a meetup says so. With a wrong name the meetup's work
does not count, and the topic is proposed again.

Example:

    covers: [handling-silence/wait-for-it]

How to fix it: write `topic/objective` with the objective's `id` from the topic's file. The `id` alone
will do where it is one of the main topic of the meetup or of the talk, the first that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.kinds import Fields
from cop_site.model.lookup import UnknownName, find_unknown_name
from cop_site.model.note import Note
from cop_site.model.references import Mention, find_mentions
from cop_site.model.spelling.index import Names
from cop_site.model.spelling.typos import is_only_typo
from cop_site.model.talks import are_all_talks_read, topic_of_claim
from cop_site.rules.rule import RuleContext

CODE = "COP206"
NAME = "objective-exists"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each covered objective that no topic has."""
    topics = context.community.topics.values()
    known = Names(f"{topic.slug}/{objective.id}" for topic in topics for objective in topic.fields.objectives)
    by_objective = {name.rpartition("/")[2]: name for name in reversed(list(known))}
    for note in context.community.checked:
        for mention in find_mentions(note, "objective"):
            if mention.at[0] == "talks" and not are_all_talks_read(note):
                continue
            if unknown := _find_unknown_objective(mention, note, context.community, known, by_objective):
                yield unknown.to_problem(NAME, mention.span, mention.text)


def _find_unknown_objective(
    mention: Mention, note: Note[Fields], community: Community, known: Names, by_objective: Mapping[str, str]
) -> UnknownName | None:
    name, _, objective = mention.text.rpartition("/")
    slug = topic_of_claim(mention.text, mention.at, note, community)
    if name and not slug:
        unknown = find_unknown_name("topic", name, community)
        suggested = unknown and unknown.suggestion
        return replace(unknown, suggestion=f"{suggested}/{objective}") if unknown and suggested else unknown
    written = f"{slug}/{objective}"
    if slug and written in known:
        return None
    suggestion = by_objective.get(objective, "")
    if slug:
        suggestion = suggestion or known.closest(written)
        message, hint = f"the topic {slug!r} has no objective {objective!r}", f"add it to topics/{slug}.md"
    else:
        message = f"the topic of the objective {objective!r} is unknown: none of the note's tags names a topic"
        hint = "write it as topic/objective"
    sure = suggestion.startswith(f"{slug}/") and is_only_typo(written, suggestion, known.list_near(written))
    hint = f"did you mean {suggestion!r}? Or {hint}" if suggestion else hint
    return UnknownName(message, hint, suggestion, sure)
