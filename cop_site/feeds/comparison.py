"""Compares two community documents: what a branch changes in the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_MAX_CHANGES = 10
"""The most changes of one subject and effect that are shown."""
_ORDER = ("left out", "introduced", "planned", "partial", "covered")
_GAPS = _ORDER[:2]
_SUBJECTS = {
    "topic": "about topics",
    "objectives": "about objectives",
    "repeat": "about repeats",
    "duplicate": "about duplicates",
    "wish": "about wishes",
}
"""The subjects of which not all changes are shown, and what to call the rest."""


class Effect(StrEnum):
    """Whether a change is an improvement."""

    GAIN = "gain"
    LOSS = "loss"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two documents."""

    effect: Effect
    subject: str
    """What it is about: `topic`, `objectives`, `repeat`, `duplicate`, `notes`, `wish` or `coverage`."""
    text: str
    """A sentence without a final stop, with the branch as its subject."""


def compare_documents(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the differences between two documents, in a fixed order."""
    return (
        *_compare_topics(before, after),
        *_compare_repeats(before, after),
        *_compare_duplicates(before, after),
        *_compare_wishes(before, after),
        *_compare_notes(before, after),
        *_compare_coverage(before, after),
    )


def render_changes(changes: Sequence[Change]) -> str:
    """Return the changes as lines for a terminal, each long list cut short."""
    if not changes:
        return "The figures stay as they are.\n"
    signs = {Effect.GAIN: "+", Effect.LOSS: "-", Effect.NEUTRAL: " "}
    return "".join(f"{signs[change.effect]} {change.text}\n" for change in _shorten(changes))


def render_markdown(changes: Sequence[Change]) -> str:
    """Return the changes as a comment on a pull request, each long list cut short."""
    heading = "### What this does to the syllabus\n\n"
    if not changes:
        return heading + "The figures stay as they are.\n"
    signs = {Effect.GAIN: "✅", Effect.LOSS: "⚠️", Effect.NEUTRAL: "▫️"}
    return heading + "".join(f"- {signs[change.effect]} {_escape(change.text)}\n" for change in _shorten(changes))


def _shorten(changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the first changes of each subject and effect, then how many more of each there are."""
    counts: Counter[tuple[str, Effect]] = Counter()
    for change in changes:
        counts[change.subject, change.effect] += 1
        if counts[change.subject, change.effect] <= _MAX_CHANGES or change.subject not in _SUBJECTS:
            yield change
    for (subject, effect), count in counts.items():
        if count > _MAX_CHANGES and subject in _SUBJECTS:
            text = f"and {count - _MAX_CHANGES} more {_SUBJECTS[subject]}; all of them: cop diff --format json"
            yield Change(effect, subject, text)


def _compare_topics(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {topic["slug"]: topic for topic in before["topics"]}
    new = {topic["slug"]: topic for topic in after["topics"]}
    for slug, topic in new.items():
        title = topic["title"]
        if slug not in old:
            yield Change(Effect.GAIN, "topic", f"adds the topic {title} ({topic['status']})")
            continue
        old_status, status = old[slug]["status"], topic["status"]
        if old_status != status:
            better = _ORDER.index(status) > _ORDER.index(old_status)
            if old_status in _GAPS and status not in _GAPS:
                text = f"closes the gap {title}: {old_status} → {status}"
            elif status in _GAPS and old_status not in _GAPS:
                text = f"opens a gap, {title}: {old_status} → {status}"
            else:
                text = f"moves {title}: {old_status} → {status}"
            yield Change(Effect.GAIN if better else Effect.LOSS, "topic", text)
        yield from _compare_objectives(old[slug], topic)
    for slug, topic in old.items():
        if slug not in new:
            yield Change(Effect.LOSS, "topic", f"removes the topic {topic['title']}")


def _compare_objectives(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = before["objectives"]["claimed"], after["objectives"]["claimed"]
    objectives = f"objective{'' if abs(new - old) == 1 else 's'} of {after['title']}"
    if new > old:
        yield Change(Effect.GAIN, "objectives", f"covers {new - old} {'more ' if old else ''}{objectives}")
    elif new < old:
        yield Change(Effect.LOSS, "objectives", f"no longer covers {old - new} {objectives}")


def _compare_repeats(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {(repeat["meetup"], repeat["repeats"]): repeat["deliberate"] for repeat in before["repeats"]}
    titles = {topic["slug"]: topic["title"] for topic in after["topics"]}
    for repeat in reversed(after["repeats"]):
        if old.get((repeat["meetup"], repeat["repeats"])) == repeat["deliberate"]:
            continue
        topic = titles[repeat["topic"]]
        if repeat["deliberate"]:
            yield Change(Effect.NEUTRAL, "repeat", f"repeats {repeat['repeats']} on purpose ({topic})")
        else:
            yield Change(Effect.LOSS, "repeat", f"repeats {repeat['repeats']} by accident ({topic})")


def _compare_duplicates(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {tuple(pair["notes"]) for pair in before["duplicates"]}
    for pair in after["duplicates"]:
        if tuple(pair["notes"]) not in old:
            first, second = pair["notes"]
            yield Change(Effect.LOSS, "duplicate", f"repeats {first} in {second}: {pair['reason']}")


def _compare_wishes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {wish["wish"] for wish in before["wishes"]}
    for wish in after["wishes"]:
        if wish["wish"] not in old:
            yield Change(Effect.NEUTRAL, "wish", f"asks for “{wish['wish']}”, which is not a topic yet")


def _compare_notes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {(note["kind"], note["slug"], note["url"]) for note in before["notes"]}
    new = {(note["kind"], note["slug"], note["url"]) for note in after["notes"]}
    for verb, notes in (("adds", new - old), ("removes", old - new)):
        for kind, count in sorted(Counter(kind for kind, _, _ in notes if kind != "topic").items()):
            yield Change(Effect.NEUTRAL, "notes", f"{verb} {count} {kind}{'' if count == 1 else 's'}")


def _compare_coverage(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = before["coverage"], after["coverage"]
    if (old["covered"], old["topics"]) != (new["covered"], new["topics"]):
        text = f"coverage: {old['covered']} of {old['topics']} → {new['covered']} of {new['topics']} topics"
        yield Change(Effect.NEUTRAL, "coverage", text)


def _escape(text: str) -> str:
    """Escape Markdown, mentions and HTML in a title."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<>#|~!" else c for c in text)
    return escaped.replace("@", "@\u200b")
