"""Makes the agenda of a meetup: what a facilitator needs to know, with the minutes for each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.actions import refer_to
from cop_site.authoring.markdown import enumerate_names, escape_markdown, link_to
from cop_site.authoring.prose import Prose
from cop_site.insight.coverage import TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.insight.freshness import State, is_outdated
from cop_site.insight.log import Action
from cop_site.insight.presence import find_left
from cop_site.insight.turns import Part, find_named, propose_turn
from cop_site.model.kinds import Meetup, Member
from cop_site.model.note import Note
from cop_site.wording.letters import cut

_MOST_CHARACTERS = 300
"""Of the summary of a topic."""
_SHARES = {"welcome": 10, "actions": 15, "tasks": 10, "end": 5}
"""Per cent of the time for each part; the topic takes the rest."""
_STEP, _SHORT = 5, 40
"""Parts take multiples of so many minutes, unless the meetup is shorter than this."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the agenda."""

    heading: str
    share: str
    """Its key in `_SHARES`; empty for the part on the topic."""
    lines: Sequence[str]


def draft_agenda(meetup: Note[Meetup], figures: Figures) -> str:
    """Return the agenda of a meetup in Markdown, from the figures of a day before it.

    It depends on nothing in the body of the meetup's own note, so that it can be written there again and again. Members
    who are not listed are in it by pseudonym or as a number.
    """
    sections = [
        _Section("Welcome", "welcome", list(_welcome(meetup, figures))),
        *_actions(meetup, figures),
        _Section(_name_topics(meetup, figures), "", list(_topics(meetup, figures))),
        _Section("Who does what by when", "tasks", ["- Write down each decision, and who does what by when."]),
        _Section("End", "end", list(_end(meetup, figures))),
    ]
    charter = figures.community.charter.fields.meetups
    total = meetup.fields.length(charter) or 0
    minutes = _share_out(total, [section.share for section in sections])
    begin = f"{meetup.fields.time or charter.at} {meetup.fields.timezone}".strip()
    head = ", ".join(filter(None, [meetup.fields.date.isoformat(), begin, _count(total, "minute") if total else ""]))
    blocks = ["## Agenda", head]
    for section, length in zip(sections, minutes, strict=True):
        blocks.append(f"### {section.heading}" + (f" ({length} min)" if length else ""))
        blocks += section.lines
    return _join(blocks)


def _join(blocks: Sequence[str]) -> str:
    """Return blocks joined with blank lines, the items of a list without them."""
    text = ""
    for before, block in zip(("", *blocks), blocks, strict=False):
        text += ("\n" if before.startswith("- ") and block.startswith("- ") else "\n\n") + block
    return text.strip("\n") + "\n"


def _share_out(total: int, parts: Sequence[str]) -> list[int]:
    """Return the minutes of each part; they add up to the total."""
    step = _STEP if total >= _SHORT else 1
    least = step if total >= _SHORT else 0
    lengths = [max(least, round(total * _SHARES[part] / 100 / step) * step) if part else 0 for part in parts]
    lengths[parts.index("")] = total - sum(lengths)
    return lengths


def _welcome(meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    community = figures.community
    speakers = {community.person(name).key for name in meetup.fields.all_speakers}
    for part, label in ((Part.FACILITATE, "Facilitates"), (Part.WRITE, "Writes the notes")):
        named = find_named(part, meetup)
        if named:
            yield f"- {label}: {enumerate_names(_show(named, figures))}"
            speakers |= {community.person(name).key for name in named}
            continue
        proposed = propose_turn(part, meetup, community, figures.active, speakers)
        if proposed:
            speakers.add(proposed.key)
            yield f"- {label}: {escape_markdown(proposed.name)}, whose turn it is"
        else:
            yield f"- {label}: nobody yet; ask who would like to"
    last = max((held.fields.last_day for held in figures.coverage.held if held.key != meetup.key), default=None)
    joined = _find_new(last, meetup.fields.date, figures) if last else []
    if last and joined:
        yield f"- New since {last.isoformat()}: {Prose(figures.community).members(joined)}"


def _find_new(last: date, day: date, figures: Figures) -> list[Note[Member]]:
    """Return the members who joined after the last meetup, by name."""
    members = sorted(figures.community.members.values(), key=lambda member: (member.title, member.slug))
    return [member for member in members if member.fields.joined and last < member.fields.joined <= day]


def _actions(meetup: Note[Meetup], figures: Figures) -> Iterator[_Section]:
    waiting = [action for action in figures.log.open_actions if action.meetup.key != meetup.key]
    if waiting:
        yield _Section("Open actions", "actions", [_show_action(action, meetup, figures) for action in waiting])


def _show_action(action: Action, meetup: Note[Meetup], figures: Figures) -> str:
    owners = enumerate_names(_show(action.who, figures)) or "nobody yet"
    day, due = meetup.fields.date, action.due
    facts = [f"{_count((day - action.meetup.fields.date).days, 'day')} old"]
    if due:
        facts.append(f"{'overdue since' if due < day else 'due'} {due.isoformat()}")
    facts += _say_who_left(action, meetup, figures)
    return f"- {escape_markdown(action.text)}: {owners} ({', '.join(facts)}; `{_as_code(refer_to(action, figures))}`)"


def _say_who_left(action: Action, meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    """Say how many of those who took it on have left by the meetup; not who, for they may not be named."""
    owners = {figures.community.person(name).key for name in action.who}
    if gone := owners & find_left(figures.community, meetup.fields.date):
        have = "has" if len(gone) == 1 else "have"
        some = f"{len(gone)} of {len(owners)} {have} left"
        yield f"{have} left: who takes it over?" if gone == owners else some


def _covered(meetup: Note[Meetup], figures: Figures) -> list[TopicCoverage]:
    return [figures.coverage.topics[slug] for slug in meetup.topics]


def _name_topics(meetup: Note[Meetup], figures: Figures) -> str:
    topics = [escape_markdown(covered.topic.title) for covered in _covered(meetup, figures)]
    return enumerate_names(topics) or escape_markdown(meetup.title)


def _topics(meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    for talk in meetup.fields.talks:
        led = f", by {enumerate_names(_show(talk.speakers, figures))}" if talk.speakers else ""
        length = f" ({talk.minutes} min)" if talk.minutes else ""
        yield f"- {escape_markdown(talk.title)}{led}{length}"
    if meetup.fields.speakers:
        yield f"Led by {enumerate_names(_show(meetup.fields.speakers, figures))}."
    for covered in _covered(meetup, figures):
        yield from _topic(covered, meetup, figures)


def _topic(covered: TopicCoverage, meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    topic = covered.topic
    summary = _shorten(topic.summary)
    link = f"**{link_to(topic, meetup.source.name)}**"
    yield f"{link}: {escape_markdown(summary)}" if summary else link
    asked = figures.asked.get(topic.slug, ())
    if asked:
        yield f"Asked for by {Prose(figures.community).members(asked)}."
    still_open = [o for o in covered.objectives if not any(other.key != meetup.key for other in o.claimed_by)]
    if still_open:
        yield "Objectives still open:"
        yield from (f"- {escape_markdown(o.text)} (`{topic.slug}/{_as_code(o.id)}`)" for o in still_open)
    material = [
        note
        for note in covered.others
        if note.kind.info.prepares_meetups and not is_outdated(note) and not _is_overdue(note.key, figures)
    ]
    if material:
        yield "Start from:"
        yield from (f"- {link_to(note, meetup.source.name)}" for note in material)


def _is_overdue(key: str, figures: Figures) -> bool:
    found = figures.freshness.get(key)
    return found is not None and found.state is State.OVERDUE


def _end(meetup: Note[Meetup], figures: Figures) -> Iterator[str]:
    yield "- What was good, and what should be different next time?"
    coming = (other for other in figures.community.meetups if other.fields.date > meetup.fields.date)
    following = next((other for other in coming if not other.fields.is_off), None)
    if following:
        yield f"- Next: {following.fields.date.isoformat()}, {link_to(following, meetup.source.name)}"
    yield f"- Afterwards: `cop close {meetup.slug}`"


def _show(names: Iterable[str], figures: Figures) -> list[str]:
    """Return the names under which people may be shown, each person once."""
    community = figures.community
    people = {community.person(name).key: community.person(name) for name in names}
    return [escape_markdown(person.name) for person in people.values()]


def _shorten(text: str) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return cut(text, _MOST_CHARACTERS).rsplit(None, 1)[0].rstrip(",;:.") + " …"


def _as_code(text: str) -> str:
    """Return a text without the signs that end code."""
    return text.replace("`", "'")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
