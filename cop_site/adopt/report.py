"""Reports on one page what was found in a source, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cop_site.adopt.adoption import Adoption
from cop_site.adopt.entry import Entry
from cop_site.adopt.made import names_in
from cop_site.adopt.people import find_first_names
from cop_site.model.kinds import Kind

_MOST = 8


def render_report(adoption: Adoption, *, full: bool = False) -> str:
    """Return the report as text; `full` leaves out nothing."""
    return "\n".join(_report(adoption, None if full else _MOST)) + "\n"


def _report(adoption: Adoption, most: int | None) -> Iterator[str]:
    entries = [adopted.entry for adopted in adoption.notes]
    profile = adoption.profile
    yield f"Read as {profile.summary}." if profile.name else "Read as plain Markdown (name another with --profile)."
    for kind in Kind:
        days = sorted(entry.moment.day for entry in entries if entry.kind is kind and entry.moment)
        count = sum(entry.kind is kind for entry in entries)
        span = f", {days[0]} to {days[-1]}" if days else ""
        if count:
            yield f"  {count:>5} {kind.info.plural.lower() if count > 1 else kind.info.label.lower()}{span}"
    yield from _rhythm(adoption)
    if adoption.proposed:
        shown = [f"{topic.title} ({topic.uses})" for topic in adoption.proposed[:most]]
        more = " …" if len(adoption.proposed) > len(shown) else ""
        yield f"Topics that its tags suggest: {', '.join(shown)}{more}"
    yield from _people(entries, most)
    if adoption.links:
        yield f"Links to change: {adoption.links}"
    yield from _list("Days found", Counter(f"in the {entry.day_from}" for entry in entries if entry.day_from), most)
    brought = (entry for entry in entries if entry.kind is not Kind.COMMUNITY and entry.record.source)
    if undated := sum(not entry.moment for entry in brought):
        yield f"  {undated:>5} without a day"
    yield from _logs(entries)
    hidden = [(entry.record.origin, f"by {entry.hidden}") for entry in entries if entry.hidden]
    yield from _list("Hidden there, drafts here", Counter(how for _, how in hidden), most)
    unlisted, untold = (_list_waiting(entries, kind) for kind in (Kind.MEMBER, Kind.TESTIMONIAL))
    if unlisted:
        yield f"{len(unlisted)} files of members have no page until they say 'listed: true'"
    if untold:
        yield f"{len(untold)} stories have no page until they say who gave 'consent', and when"
    if adoption.renamed:
        yield f"{len(adoption.renamed)} files have another name here: theirs would name people who are not listed"
    fields = Counter(
        f"{name} kept below extra" if ours == "extra" else f"{name} not kept" if ours == "drop" else f"{name} as {ours}"
        for entry in entries
        for name, ours in ({} if entry.record.part else entry.taken).items()
    )
    yield from _list("Fields", fields, most)
    yield from _list("Left out", Counter(left.reason.removeprefix("is ") for left in adoption.left_out), most)
    yield from _list("Not understood", Counter(remark.partition(": ")[0] for _, remark in adoption.remarks), most)
    if most is None:
        yield from (f"  {left.origin} {left.reason}" for left in adoption.left_out)
        yield from (f"  {origin} was hidden there {how}, and is a draft" for origin, how in hidden)
        yield from (f"  {origin} is a member who is not listed" for origin in unlisted)
        yield from (f"  {origin} is a story without consent" for origin in untold)
        yield from (f"  {origin} has another name here" for origin in adoption.renamed)
        yield from (f"  {origin}: {remark}" for origin, remark in adoption.remarks)


def _people(entries: Sequence[Entry], most: int | None) -> Iterator[str]:
    """Say who is named, and which names may be one person's."""
    people = Counter(name for entry in entries for name in names_in(entry))
    members = sum(entry.kind is Kind.MEMBER and not entry.record.source for entry in entries)
    if people:
        yield f"People: {len(people)}, of whom {members} have several names and get a file; nobody is listed"
    alike = {f"{short}, perhaps {long}": people[short] for short, long in find_first_names(people).items()}
    yield from _list(
        "Kept apart (if it is one person, add the short name to 'aliases' of theirs)", Counter(alike), most
    )


def _list_waiting(entries: Iterable[Entry], kind: Kind) -> list[str]:
    """Return the origins of the notes of a kind that wait for somebody to agree that they are shown."""
    own = (entry for entry in entries if entry.kind is kind and entry.record.source)
    return [entry.record.origin for entry in own if not (entry.hidden or entry.is_allowed)]


def _logs(entries: Iterable[Entry]) -> Iterator[str]:
    if logs := [entry.record.parts for entry in entries if entry.record.parts]:
        yield f"Logs of several meetings: {len(logs)}, whose {sum(logs)} meetings are a note each"


def _rhythm(adoption: Adoption) -> Iterator[str]:
    """Say how often the community meets, to be confirmed."""
    rhythm = adoption.rhythm
    if not rhythm.every:
        return
    on = f" on {rhythm.on}s" if rhythm.on else ""
    at = f" at {rhythm.at} {rhythm.zone}".rstrip() if rhythm.at else ""
    every = rhythm.every.removeprefix("1 ")
    yield f"It meets every {every}{on}{at}, by the last {rhythm.looked_at} days; a new charter says so."


def _list(heading: str, counts: Counter[str], most: int | None) -> Iterable[str]:
    """Yield a heading and its most frequent lines; nothing if there are none."""
    if not counts:
        return
    yield f"{heading}:"
    for text, count in counts.most_common(most):
        yield f"  {count:>5} {text}"
    if most is not None and len(counts) > most:
        rest = sum(count for _, count in counts.most_common()[most:])
        yield f"  {rest:>5} in {len(counts) - most} other ways (--all lists them)"
