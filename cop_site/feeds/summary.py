"""The community document as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from typing import Any

from cop_site.feeds.health_summary import render_health

_MAX_ENTRIES = 10
_STATUSES = ("covered", "partial", "planned", "introduced", "left out")


def render_stats(document: Mapping[str, Any]) -> str:
    """Return the figures of a community, each long list cut short; ends with a newline."""
    return "\n".join(_stats(document)) + "\n"


def render_plan(document: Mapping[str, Any]) -> str:
    """Return the next free days, each with a proposal and its reasons; ends with a newline."""
    titles = {topic["slug"]: topic["title"] for topic in document["topics"]}
    slots = document["plan"] or document["coming_back"]
    lines = [] if document["plan"] else list(_say_why_nothing(document))
    if document["coming_back"]:
        lines += ["You could come back to what was taken up longest ago:", ""]
    for slot in slots:
        lines += _slot(slot, titles)
    if not slots:
        return "\n".join(lines) + "\n"
    if document["community"]["every"] is None:
        lines += ["", "The charter does not say how often you meet ('meetups: {every: …}'); until it does, these days"]
        lines += ["are two weeks apart."]
    return "\n".join(lines) + "\n"


def _slot(slot: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    """A day with the topic that is proposed for it, why, and who is concerned."""
    yield f"{slot['date']}  {titles[slot['topic']]}"
    yield from (f"    {reason}" for reason in slot["reasons"])
    asked_by, could_lead = (_people(slot, part) for part in ("asked_by", "could_lead"))
    if asked_by:
        yield f"    asked for by: {asked_by}"
    yield f"    could lead: {could_lead or 'nobody has offered yet'}"


def _say_why_nothing(document: Mapping[str, Any]) -> Iterator[str]:
    """Why no day has a proposal, and what to do about it."""
    statuses = [topic["status"] for topic in document["topics"]]
    if not statuses:
        yield "There are no topics yet. Declare what you would like to understand: cop new topic 'Its name'"
        yield from _propose_topics(document)
    elif any(topic["status"] != "covered" and not topic["planned"] for topic in document["topics"]):
        yield "No day is free."
    elif set(statuses) == {"covered"}:
        yield "Every topic is covered, and nobody asks for one."
    else:
        covered, others = document["coverage"]["covered"], "it" if len(statuses) == 1 else "each of the others"
        topics = "topic is" if len(statuses) == 1 else "topics are"
        yield f"{covered} of {len(statuses)} {topics} covered. A meetup on {others} is planned; nobody asks for more."


def _propose_topics(document: Mapping[str, Any]) -> Iterator[str]:
    """The tags that could be the first topics, each with the command that makes it one."""
    tags = document["undeclared"][:_MAX_ENTRIES]
    if tags:
        yield "These tags are in use already, the most used first; some of them may be topics:"
    for tag in tags:
        yield f"{tag['count']:>5} {'note ' if tag['count'] == 1 else 'notes'}  cop new topic {quote(tag['tag'])}"


def _wishes(asked_for: Mapping[str, Any]) -> Iterator[str]:
    """What has become of the wishes, and for how long half of them waited."""
    words = (("open", "waiting"), ("planned", ""), ("served", "waited"))
    counts = [
        f"{asked_for[state]} {state}" + (f" ({asked_for[days]:g} days, median)" if days and asked_for[days] else "")
        for state, days in words
        if asked_for[state]
    ]
    if counts:
        yield f"            wishes: {', '.join(counts)}"


def _people(slot: Mapping[str, Any], part: str) -> str:
    """Those who are named, and how many more there are who are not listed."""
    named, unlisted = _names(slot[part], "cop plan"), slot["unlisted"][part]
    more = f"{unlisted} more {'member' if unlisted == 1 else 'members'}" if named else _members(unlisted)
    return " and ".join(filter(None, [named, more if unlisted else ""]))


def _members(count: int) -> str:
    return f"{count} {'member' if count == 1 else 'members'} who {'is' if count == 1 else 'are'} not listed"


def _stats(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['community']['name']}, as of {document['as_of']}"
    if basis := document.get("basis"):
        of_then = f"The notes are those of that day, at commit {(basis['commit'] or '')[:12]}."
        yield of_then if basis["commit"] else f"By the dates in today's notes: {basis['reason']}."
    yield ""
    if document["topics"]:
        yield from _topics(document)
    else:
        yield "Topics      none yet; declare the first: cop new topic 'Its name'"
        if tags := [f"{tag['tag']} ({tag['count']})" for tag in document["undeclared"]]:
            yield f"            tags in use that may be topics: {_names(tags, 'cop stats')}"
    wishes = sorted(document["wishes"], key=lambda wish: -wish["count"])
    yield from _lines([f"{wish['count']} for “{wish['wish']}”, which is not a topic yet" for wish in wishes])
    yield from _meetups(document)
    yield from render_health(document["health"])
    for number, (state, keys) in enumerate(document["freshness"].items()):
        yield f"{'' if number else 'Freshness':<12}{len(keys)} {state}"


def _topics(document: Mapping[str, Any]) -> Iterator[str]:
    """How far the syllabus is covered, and what members ask for."""
    coverage = document["coverage"]
    yield f"Topics      {coverage['covered']} of {coverage['topics']} covered"
    counts = {status: [t["title"] for t in document["topics"] if t["status"] == status] for status in _STATUSES}
    for status in _STATUSES[1:]:
        if counts[status]:
            yield f"            {status}: {_names(counts[status], 'cop stats')}"
    if alone := [topic["title"] for topic in document["topics"] if topic["nobody_left"]]:
        yield f"            nobody left who knows: {_names(alone, 'cop stats')}"
    if coverage["objectives_listed"]:
        yield f"Objectives  {coverage['objectives_claimed']} of {coverage['objectives_listed']} covered"
    else:
        yield "Objectives  no topic lists any"
    share = coverage["demand_weighted"]
    demand = "nobody has asked for a topic" if share is None else f"{share:.0%} of the wishes are for covered topics"
    yield f"Asked for   {demand}"
    yield from _wishes(document["asked_for"])
    unmet = [t for t in document["topics"] if t["open_demand"]]
    unmet.sort(key=lambda topic: (-topic["open_demand"], topic["title"]))
    yield from _lines([f"{topic['open_demand']} for {topic['title']}" for topic in unmet])


def _meetups(document: Mapping[str, Any]) -> Iterator[str]:
    """What was held, what was repeated, and how regularly."""
    coverage, cadence, rate = document["coverage"], document["cadence"], document["repeat_rate"]
    if not cadence["held"]:
        yield "Meetups     none held yet"
        return
    if document["topics"]:
        accidental = [repeat for repeat in document["repeats"] if not repeat["deliberate"]]
        deliberate = len(document["repeats"]) - len(accidental)
        lately = f" ({rate['accidental']} of {rate['held']} meetups in the last year)" if accidental else ""
        yield f"Repeats     {deliberate} on purpose, {len(accidental)} by accident{lately}"
        yield from _lines([f"{repeat['meetup']} repeats {repeat['repeats']}" for repeat in reversed(accidental)])
    off = f", {len(coverage['off_syllabus'])} off the syllabus" if document["topics"] else ""
    yield f"Meetups     {cadence['held']} held{off}"
    if cadence["median"] is not None:
        yield (
            f"            {_days(cadence['median'])} apart (median), {cadence['p90']:g} at the 90th percentile,"
            f" {cadence['longest']} at most"
        )
    is_stated = document["community"]["every"] is not None
    rhythm = f": {cadence['rhythm']}" if is_stated else "; the charter does not say how often you meet"
    yield f"            {_days(cadence['silence'])} since the last{rhythm}"
    yield f"            two or more in {cadence['lively_months']} of the last 12 months"


def _days(number: float) -> str:
    return f"{number:g} {'day' if number == 1 else 'days'}"


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
