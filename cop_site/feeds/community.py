"""The community and its figures as one JSON document, `community.json`, and the list of its notes, `notes.json`.

Their schemas are `community.schema.json` and `notes.schema.json`. They do not name members who are not listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cop_site.feeds.health import describe_health
from cop_site.insight.coverage import Coverage, TopicCoverage
from cop_site.insight.figures import Figures
from cop_site.insight.plan import Slot
from cop_site.insight.questions import Questions
from cop_site.insight.repeats import Repeat
from cop_site.insight.wishes import WishState, median_wait
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Member, Talk
from cop_site.model.note import Note
from cop_site.model.past import has_joined
from cop_site.model.people import Person
from cop_site.model.talks import speakers_on

SCHEMA = "cop/2"
NOTES_SCHEMA = "cop-notes/1"


def publish_community(figures: Figures) -> dict[str, Any]:
    """Return what the site publishes: the document without the lists that grow with every meetup.

    All that they say follows from the list of notes, `notes.json`.
    """
    document = describe_community(figures)
    del document["repeats"], document["coverage"]["off_syllabus"]
    for topic in document["topics"]:
        del topic["held"]
    return document


def describe_community(figures: Figures, *, texts: bool = True) -> dict[str, Any]:
    """Return what is known about a community besides its notes, in JSON's own types and in a fixed order.

    Without `texts`, duplicates and questions are left out, which are read from the texts of notes and take as long as
    all the rest.
    """
    community, coverage, cadence = figures.community, figures.coverage, figures.cadence
    return {
        "schema": SCHEMA,
        "as_of": community.as_of.isoformat(),
        "community": _describe_charter(community),
        "topics": [_describe_topic(covered, figures) for covered in coverage.topics.values()],
        "coverage": _describe_coverage(coverage),
        "repeats": [{"meetup": repeat.later.slug, **_describe_repeat(repeat)} for repeat in figures.repeats],
        "repeat_rate": {
            "accidental": figures.repeat_rate.accidental,
            "held": figures.repeat_rate.held,
            "share": figures.repeat_rate.share,
        },
        "duplicates": [
            {"notes": [pair.first.key, pair.second.key], "reason": pair.reason}
            for pair in (figures.duplicates if texts else ())
            if pair.first.has_page and pair.second.has_page
        ],
        "cadence": {
            "held": cadence.held,
            "median": cadence.median,
            "p90": cadence.p90,
            "longest": cadence.longest,
            "silence": cadence.silence,
            "lively_months": cadence.lively_months,
            "rhythm": cadence.rhythm.value if cadence.rhythm else None,
        },
        "freshness": _describe_freshness(figures),
        "plan": [_describe_slot(slot, community) for slot in figures.plan],
        "coming_back": [_describe_slot(slot, community) for slot in figures.coming_back],
        "asked_for": _describe_wishes(figures),
        "wishes": [
            {"wish": wish, "asked_by": _name_members(members), "count": len(members)}
            for wish, members in coverage.wishes.items()
        ],
        "undeclared": [{"tag": tag, "count": len(notes)} for tag, notes in coverage.undeclared.items()],
        "members": [
            {"slug": slug, "name": member.title, "left": _iso(member.fields.left)}
            for slug, member in sorted(community.members.items())
            if member.has_page and has_joined(member, community.as_of)
        ],
        "paths": [
            {
                "slug": slug,
                "title": route.path.title,
                "minutes": route.minutes,
                "steps": [step.note.key for step in route.steps],
            }
            for slug, route in sorted(figures.routes.items())
        ],
        "health": describe_health(figures),
        **({"questions": _count_questions(figures.questions)} if texts else {}),
    }


def describe_notes(figures: Figures) -> dict[str, Any]:
    """Return the list of the notes that are published, in JSON's own types and in a fixed order."""
    community, repeats = figures.community, defaultdict(list)
    for repeat in figures.repeats:
        repeats[repeat.later.key].append(_describe_repeat(repeat))
    return {
        "schema": NOTES_SCHEMA,
        "as_of": community.as_of.isoformat(),
        "notes": [_describe_note(note, community, repeats) for note in community.notes if note.has_page],
    }


def describe_with_notes(figures: Figures) -> dict[str, Any]:
    """Return the document and the list of notes as one, for a comparison."""
    return {**describe_community(figures), "notes": describe_notes(figures)["notes"]}


def _describe_charter(community: Community) -> dict[str, Any]:
    fields = community.charter.fields
    return {
        "name": fields.title,
        "purpose": fields.purpose,
        "founded": _iso(fields.founded),
        "timezone": fields.timezone,
        "every": fields.meetups.every.gap if fields.meetups.every else None,
    }


def _describe_topic(covered: TopicCoverage, figures: Figures) -> dict[str, Any]:
    fields, community = covered.topic.fields, figures.community
    speakers = [name for meetup in covered.held for name in speakers_on(meetup, covered.topic.slug)]
    return {
        "slug": covered.topic.slug,
        "title": covered.topic.title,
        "area": fields.area,
        "level": fields.level,
        "status": covered.status.value,
        "baseline": fields.baseline,
        "flags": [flag.value for flag in covered.flags],
        "nobody_left": covered.nobody_left,
        "demand": len(covered.wanted_by),
        "open_demand": len(figures.asked.get(covered.topic.slug, ())),
        "wanted_by": _name_members(covered.wanted_by),
        "meetups": len(covered.held),
        "held": [meetup.slug for meetup in covered.held],
        "planned": [meetup.slug for meetup in covered.planned],
        "last_held": _iso(covered.last_held),
        "objectives": {"listed": len(covered.objectives), "claimed": covered.claimed},
        "people": _name_people((*fields.stewards, *speakers), community),
    }


def _describe_slot(slot: Slot, community: Community) -> dict[str, Any]:
    return {
        "date": slot.day.isoformat(),
        "topic": slot.candidate.covered.topic.slug,
        "reasons": list(slot.candidate.reasons),
        "asked_by": _name_members(slot.candidate.asked_by),
        "could_lead": _name_people(slot.could_lead, community),
        "unlisted": {
            "asked_by": sum(not member.has_page for member in slot.candidate.asked_by),
            "could_lead": _count_unlisted(slot.could_lead, community),
        },
    }


def _describe_wishes(figures: Figures) -> dict[str, Any]:
    """What has become of all wishes, and how many days they waited: a median, never one person's."""
    states = {state: [wish for wish in figures.wishes if wish.state is state] for state in WishState}
    waiting = [*states[WishState.OPEN], *states[WishState.PLANNED]]
    return {
        **{state.value: len(wishes) for state, wishes in states.items()},
        "waited": median_wait(states[WishState.SERVED], figures.community.as_of),
        "waiting": median_wait(waiting, figures.community.as_of),
    }


def _describe_coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "topics": len(coverage.topics),
        "covered": coverage.covered,
        "share": coverage.share,
        "demand_weighted": coverage.demand_weighted,
        "objectives_listed": coverage.objectives_listed,
        "objectives_claimed": coverage.objectives_claimed,
        "off_syllabus": [meetup.slug for meetup in coverage.off_syllabus],
    }


def _describe_freshness(figures: Figures) -> Mapping[str, list[str]]:
    by_state: dict[str, list[str]] = {}
    for key, freshness in sorted(figures.freshness.items()):
        by_state.setdefault(freshness.state.value, []).append(key)
    return dict(sorted(by_state.items()))


def _describe_repeat(repeat: Repeat) -> dict[str, Any]:
    return {"repeats": repeat.earlier.slug, "topic": repeat.topic, "deliberate": repeat.deliberate}


def _describe_note(
    note: Note[Fields], community: Community, repeats: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": note.kind.value,
        "slug": note.slug,
        "title": note.title,
        "date": _iso(note.date),
        "url": note.uri,
        "tags": list(note.free_tags),
        "topics": list(note.topics),
    }
    if isinstance(note.fields, Meetup) and note.fields.talks:
        talks = zip(note.fields.talks, note.topics_of_talks, strict=True)
        described["talks"] = [_describe_talk(talk, topics, community) for talk, topics in talks]
    if note.key in repeats:
        described["repeats"] = repeats[note.key]
    return described


def _describe_talk(talk: Talk, topics: tuple[str, ...], community: Community) -> dict[str, Any]:
    return {
        "title": talk.title,
        "speakers": _name_people(talk.speakers, community),
        "topics": list(topics),
        "recording": talk.recording,
        "slides": talk.slides,
        "minutes": talk.minutes,
    }


def _name_members(members: Iterable[Note[Member]]) -> list[str]:
    return [member.title for member in members if member.has_page]


def _name_people(names: Iterable[str], community: Community) -> list[str]:
    people: dict[str, Person] = {}
    for person in map(community.person, names):
        people.setdefault(person.key, person)
    return [str(person.name) for person in people.values() if person.is_named]  # no class of ours, which nothing keeps


def _count_unlisted(keys: Iterable[str], community: Community) -> int:
    """How many of some people are not shown by name."""
    return sum(not community.person(key).is_named for key in keys)


def _count_questions(questions: Questions) -> dict[str, int]:
    return {"open": len(questions.open), "answered": len(questions.all) - len(questions.open)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
