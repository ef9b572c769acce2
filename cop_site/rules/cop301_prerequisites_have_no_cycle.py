"""No topic requires itself, not even by way of others.

What: topics require each other in a circle: a member who wanted to begin with one of them would have to
know another first, and in the end the first one.

Why: there is no order in which to meet them, so paths that lead through the circle cannot be computed.

Example:

    making-a-plan requires setting-the-objective, which requires making-a-plan

How to fix it: ask which of the topics makes sense on its own, and delete its `requires` for the next one
in the circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from cop_site.diagnostics import Problem, Severity
from cop_site.model.community import Community
from cop_site.model.kinds import Topic
from cop_site.model.note import Note
from cop_site.model.references import Mention, find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP301"
NAME = "prerequisites-have-no-cycle"
SEVERITY = Severity.ERROR


_MOST_CYCLES = 50
_MOST_NAMES = 20
"""Of a longer cycle, the first and the last are named."""


def check(context: RuleContext) -> Iterable[Problem]:
    """Report cycles, each once, at the topic that comes first by name."""
    requires = {slug: _read_requirements(topic, context.community) for slug, topic in context.community.topics.items()}
    for cycle in islice(_find_cycles(requires), _MOST_CYCLES):
        names = cycle if len(cycle) <= _MOST_NAMES else [*cycle[: _MOST_NAMES - 2], "…", cycle[-1]]
        message = "topics require each other in a cycle: " + " → ".join(names)
        hint = "delete the 'requires' of the topic that can be understood on its own"
        yield Problem(NAME, requires[cycle[0]][cycle[1]].span, message, hint)


def _read_requirements(topic: Note[Topic], community: Community) -> dict[str, Mention]:
    """Return the slugs of the topics that a topic requires, in order, with the first reference to each."""
    found: dict[str, Mention] = {}
    for mention in find_mentions(topic, "topic"):
        if required := community.topic_named(mention.text):
            found.setdefault(required, mention)
    return dict(sorted(found.items()))


def _find_cycles(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield cycles, each from its first topic by name back to it; none is left once one edge of each is gone.

    It is one walk in depth: an edge back to a topic that the walk is in closes a cycle, and is passed over.
    """
    done: set[str] = set()
    for root in graph:
        trail, open_edges = {root: 0}, [iter(graph[root])] if root not in done else []
        while open_edges:
            for required in open_edges[-1]:
                if required in trail:
                    yield _begin_with_first(list(trail)[trail[required] :])
                elif required not in done:
                    trail[required] = len(trail)
                    open_edges.append(iter(graph[required]))
                    break
            else:
                open_edges.pop()
                done.add(trail.popitem()[0])


def _begin_with_first(nodes: list[str]) -> list[str]:
    start = nodes.index(min(nodes))
    return [*nodes[start:], *nodes[:start], nodes[start]]
