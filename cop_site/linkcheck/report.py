"""The report of a link check, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cop_site.insight.external import DEAD, ExternalLink, LinkStatus, State


def describe_links(links: Sequence[ExternalLink], statuses: Mapping[str, LinkStatus]) -> list[dict[str, Any]]:
    """Return a row for each link, with its position and its status, in JSON's own types."""
    rows = []
    for link in links:
        status = statuses[link.requested]
        rows.append(
            {
                "path": link.span.path,
                "line": link.span.line,
                "column": link.span.column,
                "url": link.url,
                "state": status.state.value,
                "message": status.message,
                "moved_to": status.moved_to or None,
                "archived": link.archived if status.state in DEAD else None,
            }
        )
    return rows


def render_links(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the links that are not fine, each with a hint, and the counts in the last line; ends with a newline."""
    return "\n".join([*_lines(rows), _sum_up(rows)]) + "\n"


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row["state"] == State.FINE:
            continue
        yield f"{row['path']}:{row['line']}:{row['column']}: {row['state']}: {row['url']}: {row['message']}"
        if row["moved_to"]:
            yield f"    hint: replace it by {row['moved_to']}"
        if row["archived"]:
            yield f"    hint: if this lasts, link to an archived copy: {row['archived']}"


def _sum_up(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "No note links to another website."
    counts = Counter(row["state"] for row in rows)
    listed = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    return f"{len(rows)} {'link' if len(rows) == 1 else 'links'} to other websites: {listed}."
