"""What became of links to other websites, for a terminal and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cop_site.insight.external import DEAD, ExternalLink, LinkStatus, State


def describe_links(links: Sequence[ExternalLink], answers: Mapping[str, LinkStatus]) -> list[dict[str, Any]]:
    """Each link with its place and what became of it, in JSON's own types."""
    rows = []
    for link in links:
        answer = answers[link.asked]
        rows.append(
            {
                "path": link.span.path,
                "line": link.span.line,
                "column": link.span.column,
                "url": link.url,
                "state": answer.state.value,
                "said": answer.said,
                "moved_to": answer.moved_to or None,
                "archived": link.archived if answer.state in DEAD else None,
            }
        )
    return rows


def render_links(rows: Sequence[Mapping[str, Any]]) -> str:
    """What needs a look, with a proposal, and the sum in the last line; ends with a newline."""
    return "\n".join([*_lines(rows), _sum_up(rows)]) + "\n"


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row["state"] == State.FINE:
            continue
        yield f"{row['path']}:{row['line']}:{row['column']}: {row['state']}: {row['url']} {row['said']}"
        if row["moved_to"]:
            yield f"    hint: write {row['moved_to']}"
        if row["archived"]:
            yield f"    hint: if it stays so, link to an old copy: {row['archived']}"


def _sum_up(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "No note links to another website."
    counts = Counter(row["state"] for row in rows)
    listed = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    return f"{len(rows)} {'link' if len(rows) == 1 else 'links'} to other websites: {listed}."
