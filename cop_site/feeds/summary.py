"""The community document as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MAX_ENTRIES = 10
_STATUSES = ("covered", "partial", "planned", "introduced", "left out")


def render_stats(document: Mapping[str, Any]) -> str:
    """Return the figures of a community, each long list cut short; ends with a newline."""
    return "\n".join(_stats(document)) + "\n"


def render_plan(document: Mapping[str, Any]) -> str:
    """Return the next free days, each with a proposal and its reasons; ends with a newline."""
    titles = {topic["slug"]: topic["title"] for topic in document["topics"]}
    if not document["plan"]:
        return "Every topic is covered or planned, and nobody asks for one.\n"
    lines: list[str] = []
    for slot in document["plan"]:
        lines += [f"{slot['date']}  {titles[slot['topic']]}", *(f"    {reason}" for reason in slot["reasons"])]
        if slot["asked_by"]:
            lines.append(f"    asked for by: {_names(slot['asked_by'], 'cop plan')}")
        lines.append(f"    could lead: {_names(slot['could_lead'], 'cop plan') or 'nobody has offered yet'}")
    return "\n".join(lines) + "\n"


def _stats(document: Mapping[str, Any]) -> Iterator[str]:
    coverage, cadence = document["coverage"], document["cadence"]
    yield f"{document['community']['name']}, as of {document['as_of']}"
    yield ""
    yield f"Topics      {coverage['covered']} of {coverage['topics']} covered"
    counts = {status: [t["title"] for t in document["topics"] if t["status"] == status] for status in _STATUSES}
    for status in _STATUSES[1:]:
        if counts[status]:
            yield f"            {status}: {_names(counts[status], 'cop stats')}"
    if coverage["objectives_listed"]:
        yield f"Objectives  {coverage['objectives_claimed']} of {coverage['objectives_listed']} covered"
    else:
        yield "Objectives  no topic lists any"
    share = coverage["demand_weighted"]
    demand = "nobody has asked for a topic" if share is None else f"{share:.0%} of the wishes are for covered topics"
    yield f"Asked for   {demand}"
    unmet = [t for t in document["topics"] if t["demand"] and t["status"] != "covered"]
    unmet.sort(key=lambda topic: (-topic["demand"], topic["title"]))
    yield from _lines([f"{topic['demand']} for {topic['title']}" for topic in unmet])
    wishes = sorted(document["wishes"], key=lambda wish: -wish["count"])
    yield from _lines([f"{wish['count']} for “{wish['wish']}”, which is not a topic yet" for wish in wishes])
    accidental = [repeat for repeat in document["repeats"] if not repeat["deliberate"]]
    rate = document["repeat_rate"]
    lately = f" ({rate['accidental']} of {rate['held']} meetups in the last year)" if accidental else ""
    yield f"Repeats     {len(document['repeats']) - len(accidental)} on purpose, {len(accidental)} by accident{lately}"
    yield from _lines([f"{repeat['meetup']} repeats {repeat['repeats']}" for repeat in reversed(accidental)])
    yield f"Meetups     {cadence['held']} held, {len(coverage['off_syllabus'])} off the syllabus"
    if cadence["median"] is not None:
        yield (
            f"            {cadence['median']:g} days apart (median), {cadence['p90']:g} at the 90th percentile,"
            f" {cadence['longest']} at most"
        )
    if cadence["silence"] is not None:
        yield f"            {cadence['silence']} days since the last: {cadence['rhythm']}"
        yield f"            two or more in {cadence['lively_months']} of the last 12 months"
    for number, (state, keys) in enumerate(document["freshness"].items()):
        yield f"{'' if number else 'Freshness':<12}{len(keys)} {state}"


def _lines(entries: Sequence[str]) -> Iterator[str]:
    """Yield the first entries of a list, one a line, and how many more there are."""
    for entry in entries[:_MAX_ENTRIES]:
        yield f"            {entry}"
    if len(entries) > _MAX_ENTRIES:
        yield f"            and {len(entries) - _MAX_ENTRIES} more; all of them: cop stats --format json"


def _names(names: Sequence[str], command: str) -> str:
    """Return the first names of a list on one line, and how many more there are."""
    more = (
        [f"and {len(names) - _MAX_ENTRIES} more; all of them: {command} --format json"]
        if len(names) > _MAX_ENTRIES
        else []
    )
    return ", ".join([*names[:_MAX_ENTRIES], *more])
