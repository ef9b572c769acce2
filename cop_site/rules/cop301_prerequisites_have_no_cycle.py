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

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from cop_site.diagnostics import Problem, Severity, Span
from cop_site.model.community import Community
from cop_site.model.references import find_mentions
from cop_site.rules.rule import RuleContext

CODE = "COP301"
NAME = "prerequisites-have-no-cycle"
SEVERITY = Severity.ERROR


def check(context: RuleContext) -> Iterable[Problem]:
    """Report each cycle once, at the topic that comes first by name."""
    requires = _read_requirements(context.community)
    for cycle in _find_cycles({slug: set(required) for slug, required in requires.items()}):
        span = requires[cycle[0]][cycle[1]]
        message = "topics require each other in a cycle: " + " → ".join(cycle)
        yield Problem(NAME, span, message, "delete the 'requires' of the topic that can be understood on its own")


def _read_requirements(community: Community) -> dict[str, dict[str, Span]]:
    """Return the slugs of the topics that each topic requires, with the spans of the references."""
    requires: dict[str, dict[str, Span]] = {}
    for slug, topic in community.topics.items():
        spans = requires.setdefault(slug, {})
        for mention in find_mentions(topic, "topic"):
            if required := community.topic_named(mention.text):
                spans.setdefault(required, mention.span)
    return requires


def _find_cycles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """Yield cycles, each from its first topic by name back to it; one edge of each is removed from the graph."""
    while True:
        try:
            TopologicalSorter({slug: sorted(required) for slug, required in graph.items()}).prepare()
        except CycleError as error:
            # Each node is required by the next one, so the list is reversed.
            nodes: list[str] = error.args[1][:0:-1]
            start = nodes.index(min(nodes))
            cycle = [*nodes[start:], *nodes[:start], nodes[start]]
            graph[cycle[0]].discard(cycle[1])
            yield cycle
        else:
            return
