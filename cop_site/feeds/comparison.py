"""Compares two community documents: what a branch changes in the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from cop_site.feeds.comparison_moves import apply_moves, find_moves

_ORDER = ("left out", "introduced", "planned", "partial", "covered")
_GAPS = _ORDER[:2]
_TOLD_APART = frozenset({"topic", "member", "path"})
"""The kinds whose notes are told by name."""
_MOVED = {"topic": "topic", "path": "learning path"}
"""The kinds whose notes are named where they moved, and what they are called. A former name of a person is not told."""


class Effect(StrEnum):
    """Whether a change is an improvement."""

    GAIN = "gain"
    LOSS = "loss"
    NEUTRAL = "neutral"


class Title(NamedTuple):
    """A note that a change is about."""

    title: str
    uri: str
    """Its address on the site; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two documents."""

    effect: Effect
    subject: str
    """What it is about: `check`, `topic`, `objectives`, `baseline`, `repeat`, `duplicate`, `review`, `path`, `person`,
    `notes`, `wish` or `coverage`."""
    text: str
    """A sentence without a final stop, with the branch as its subject; `{}` stands for each of the titles."""
    titles: tuple[Title, ...] = ()

    def word(self) -> str:
        """Return the sentence with the titles in it."""
        return self.text.format(*(title.title for title in self.titles)) if self.titles else self.text


def compare_documents(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    redirects: Mapping[str, str] | None = None,
    unreadable: Collection[str] = (),
) -> tuple[Change, ...]:
    """Return the differences between two documents, in a fixed order.

    `redirects` has the addresses that old ones lead to afterwards. `unreadable` has the addresses of notes whose fields
    cannot be read afterwards, so that nothing is known of what has become of them.
    """
    moves = find_moves(before, after, redirects or {})
    told = tuple(_tell_moves(after, moves))
    before = apply_moves(before, moves)
    after = _keep_unreadable(before, after, unreadable)
    return (
        *told,
        *_compare_titles(before, after),
        *_compare_topics(before, after, redirects or {}),
        *_compare_repeats(before, after),
        *_compare_duplicates(before, after),
        *_compare_reviews(before, after),
        *_compare_paths(before, after),
        *_compare_people(before, after),
        *_compare_wishes(before, after),
        *_compare_notes(before, after),
        *_compare_coverage(before, after),
    )


def _keep_unreadable(
    before: Mapping[str, Any], after: Mapping[str, Any], unreadable: Collection[str]
) -> dict[str, Any]:
    """The second document, in which topics that cannot be read are as they were before."""
    old = {_topic(topic).uri: topic for topic in before["topics"]}
    kept = {uri: old[uri] for uri in unreadable if uri in old}
    topics = [kept.get(_topic(topic).uri, topic) for topic in after["topics"]]
    return {**after, "topics": topics, "coverage": before["coverage"] if kept else after["coverage"]}


def _tell_moves(after: Mapping[str, Any], moves: Mapping[str, str]) -> Iterator[Change]:
    """Topics and paths that moved by name, others by their number."""
    new = {note["url"]: note for note in after["notes"]}
    for old, uri in sorted(moves.items()):
        kind = new[uri]["kind"]
        if kind in _MOVED:
            text = f"moves the {_MOVED[kind]} {{}} from {{}} to {{}}"
            yield _say(Effect.NEUTRAL, kind, text, Title(new[uri]["title"], uri), Title(old, ""), Title(uri, ""))
    others = Counter(new[uri]["kind"] for uri in moves.values() if new[uri]["kind"] not in _MOVED)
    for kind, count in sorted(others.items()):
        yield _say(Effect.NEUTRAL, "notes", f"moves {count} {kind}{'' if count == 1 else 's'}")


def _compare_titles(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for kind in ("topics", "paths"):
        old = {item["slug"]: item["title"] for item in before[kind]}
        for item in after[kind]:
            if (was := old.get(item["slug"], item["title"])) != item["title"]:
                title = Title(item["title"], f"{kind}/{item['slug']}/")
                yield _say(Effect.NEUTRAL, kind[:-1], "changes the title of {} to {}", Title(was, ""), title)


def _say(effect: Effect, subject: str, text: str, *titles: Title) -> Change:
    return Change(effect, subject, text, titles)


def _topic(topic: Mapping[str, Any]) -> Title:
    return Title(topic["title"], f"topics/{topic['slug']}/")


def _compare_topics(
    before: Mapping[str, Any], after: Mapping[str, Any], redirects: Mapping[str, str]
) -> Iterator[Change]:
    old = {topic["slug"]: topic for topic in before["topics"]}
    new = {topic["slug"]: topic for topic in after["topics"]}
    titles = {_topic(topic).uri: _topic(topic) for topic in after["topics"]}
    for slug, topic in new.items():
        if slug not in old:
            where = "to the baseline " if topic["baseline"] else ""
            yield _say(Effect.GAIN, "topic", f"adds {where}the topic {{}} ({topic['status']})", _topic(topic))
            continue
        yield from _compare_status(old[slug], topic)
        yield from _compare_objectives(old[slug], topic)
        if topic["baseline"] != old[slug]["baseline"]:
            text = "takes {} into the baseline" if topic["baseline"] else "takes {} out of the baseline"
            yield _say(Effect.NEUTRAL, "baseline", text, _topic(topic))
    for slug, topic in old.items():
        if slug in new:
            continue
        if into := titles.get(redirects.get(_topic(topic).uri, "")):
            yield _say(Effect.NEUTRAL, "topic", "merges the topic {} into {}", Title(topic["title"], ""), into)
        else:
            which = "the topic {}, which everybody should know" if topic["baseline"] else "the topic {}"
            yield _say(Effect.LOSS, "topic", f"removes {which}", Title(topic["title"], ""))


def _compare_status(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    was, now = before["status"], after["status"]
    if was == now:
        return
    if was in _GAPS and now not in _GAPS:
        verb = "closes the gap {}"
    elif now in _GAPS and was not in _GAPS:
        verb = "opens a gap, {}"
    else:
        verb = "moves {}"
    effect = Effect.GAIN if _ORDER.index(now) > _ORDER.index(was) else Effect.LOSS
    yield _say(effect, "topic", f"{verb}: {was} → {now}", _topic(after))


def _compare_objectives(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    difference = after["objectives"]["claimed"] - before["objectives"]["claimed"]
    if not difference:
        return
    count = abs(difference)
    noun = "objective" if count == 1 else "objectives"
    verb = "covers" if difference > 0 else "no longer covers"
    effect = Effect.GAIN if difference > 0 else Effect.LOSS
    more = "more " if difference > 0 and before["objectives"]["claimed"] else ""
    yield _say(effect, "objectives", f"{verb} {count} {more}{noun} of {{}}", _topic(after))


def _compare_repeats(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {(repeat["meetup"], repeat["repeats"]): repeat["deliberate"] for repeat in before["repeats"]}
    topics = {topic["slug"]: _topic(topic) for topic in after["topics"]}
    meetups = {note["slug"]: note for note in after["notes"] if note["kind"] == "meetup"}
    for repeat in reversed(after["repeats"]):
        if old.get((repeat["meetup"], repeat["repeats"])) == repeat["deliberate"]:
            continue
        meetup = meetups[repeat["repeats"]]
        named = (Title(meetup["title"], meetup["url"]), topics[repeat["topic"]])
        if repeat["deliberate"]:
            yield _say(Effect.NEUTRAL, "repeat", f"repeats {{}} of {meetup['date']} on purpose ({{}})", *named)
        else:
            yield _say(Effect.LOSS, "repeat", f"repeats {{}} of {meetup['date']} by accident ({{}})", *named)


def _compare_duplicates(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {tuple(pair["notes"]) for pair in before["duplicates"]}
    titles = _title_notes(after)
    for pair in after["duplicates"]:
        if tuple(pair["notes"]) not in old:
            first, second = (titles.get(f"{key}/", Title(key, "")) for key in pair["notes"])
            yield _say(Effect.LOSS, "duplicate", f"repeats {{}} in {{}}: {pair['reason']}", first, second)


def _compare_reviews(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {key: state for state, keys in before["freshness"].items() for key in keys}
    titles = _title_notes(after)
    for state, keys in after["freshness"].items():
        for key in keys:
            title = titles.get(f"{key}/")
            if title is None or old.get(key, state) == state:
                continue
            if state == "fresh":
                yield _say(Effect.GAIN, "review", f"reviews {{}}, which was {old[key]}", title)
            elif state == "superseded":
                yield _say(Effect.NEUTRAL, "review", "replaces {} by another note", title)
            else:
                effect = Effect.LOSS if state in ("overdue", "never reviewed") else Effect.NEUTRAL
                yield _say(effect, "review", f"leaves {{}} {state}, which was {old[key]}", title)


def _compare_paths(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = ({path["slug"]: path for path in document["paths"]} for document in (before, after))
    for slug, path in new.items():
        title, count = Title(path["title"], f"paths/{slug}/"), len(path["steps"])
        steps = f"{count} {'step' if count == 1 else 'steps'}"
        if slug not in old:
            yield _say(Effect.GAIN, "path", f"adds the learning path {{}} ({steps})", title)
        elif old[slug]["steps"] != path["steps"]:
            was = len(old[slug]["steps"])
            how = f"{was} → {steps}" if was != count else f"still {steps}"
            yield _say(Effect.NEUTRAL, "path", f"changes the steps of the learning path {{}} ({how})", title)
    for slug, path in old.items():
        if slug not in new:
            yield _say(Effect.LOSS, "path", "removes the learning path {}", Title(path["title"], ""))


def _compare_people(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Listed members who join or leave by name. Who is no longer listed asked not to be named, and is not."""
    old, new = ({member["slug"]: member for member in document["members"]} for document in (before, after))
    for slug, member in new.items():
        title = Title(member["name"], f"members/{slug}/")
        if slug not in old:
            yield _say(Effect.NEUTRAL, "person", "lists {} among the members", title)
        elif member["left"] and not old[slug]["left"]:
            yield _say(Effect.NEUTRAL, "person", f"says that {{}} leaves on {member['left']}", title)
        elif old[slug]["left"] and not member["left"]:
            yield _say(Effect.NEUTRAL, "person", "says that {} is back", title)
    if gone := len(old.keys() - new.keys()):
        yield _say(Effect.NEUTRAL, "person", f"no longer lists {gone} {'member' if gone == 1 else 'members'}")


def _compare_wishes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {wish["wish"] for wish in before["wishes"]}
    for wish in after["wishes"]:
        if wish["wish"] not in old:
            yield _say(Effect.NEUTRAL, "wish", f"asks for “{wish['wish']}”, which is not a topic yet")


def _compare_notes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = (
        {(note["kind"], note["url"]) for note in document["notes"] if note["kind"] not in _TOLD_APART}
        for document in (before, after)
    )
    for verb, notes in (("adds", new - old), ("removes", old - new)):
        for kind, count in sorted(Counter(kind for kind, _ in notes).items()):
            yield _say(Effect.NEUTRAL, "notes", f"{verb} {count} {kind}{'' if count == 1 else 's'}")


def _compare_coverage(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = before["coverage"], after["coverage"]
    if (old["covered"], old["topics"]) != (new["covered"], new["topics"]):
        text = f"coverage: {old['covered']} of {old['topics']} → {new['covered']} of {new['topics']} topics"
        yield _say(Effect.NEUTRAL, "coverage", text)


def _title_notes(document: Mapping[str, Any]) -> dict[str, Title]:
    """The notes of a document by their address."""
    return {note["url"]: Title(note["title"], note["url"]) for note in document["notes"]}


def list_changes(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes in JSON's own types; `notes` has the addresses of the notes that a change names."""
    return [
        {
            "effect": change.effect.value,
            "subject": change.subject,
            "text": change.word(),
            "notes": [title.uri for title in change.titles if title.uri],
        }
        for change in changes
    ]
