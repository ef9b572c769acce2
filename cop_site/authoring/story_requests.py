"""Finds whom to ask for a story: who came to a meetup on what they had asked for, and has not told what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from cop_site.authoring.prose import Prose
from cop_site.insight.figures import Figures
from cop_site.insight.wishes import list_wishes
from cop_site.model.kinds import Kind, Meetup, Member, Testimonial, Topic
from cop_site.model.note import Note
from cop_site.model.read import Draft

_LATEST = 182
"""Days after a meetup in which one is still asked."""


@dataclass(frozen=True, slots=True)
class StoryRequest:
    """Somebody to ask for a story."""

    member: Note[Member]
    meetup: Note[Meetup]
    topic: Note[Topic]
    """What the meetup was on, and they had asked for."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A story that somebody has told, published or not."""

    who: str
    meetup: str | None
    day: date


def find_story_requests(figures: Figures, weeks: int) -> tuple[StoryRequest, ...]:
    """Return whom to ask, each once: about the latest meetup on what they had asked for, so many weeks ago or more.

    Who has told a story of the meetup, or any since, is not asked, whether it is published or not; nor is anybody half
    a year later still.
    """
    community, told = figures.community, list(_list_told(figures))
    asked: dict[str, dict[str, date | None]] = {}
    for member, _, topic, since in list_wishes(community):
        asked.setdefault(member.slug, {})[topic] = since
    requests: dict[str, StoryRequest] = {}
    for event in reversed(figures.events):
        meetup = cast("Note[Meetup]", event.note)
        if not event.is_meetup or not weeks * 7 <= (community.as_of - meetup.fields.last_day).days <= _LATEST:
            continue
        for key in sorted(event.came & asked.keys() - requests.keys()):
            topic = _find_asked(meetup, asked[key])
            if topic and not any(_answers(story, key, meetup) for story in told):
                requests[key] = StoryRequest(community.members[key], meetup, community.topics[topic])
    return tuple(requests.values())


def _list_told(figures: Figures) -> Iterator[_Told]:
    community = figures.community
    stories: tuple[Note[Testimonial] | Draft, ...] = (*community.testimonials, *community.unpublished)
    for fields in (story.fields for story in stories):
        if isinstance(fields, Testimonial) and fields.author:
            yield _Told(community.person(fields.author).key, fields.meetup, fields.date)


def _find_asked(meetup: Note[Meetup], wishes: Mapping[str, date | None]) -> str:
    """Return the first topic of a meetup that was asked for before its last day, or on a day that is not known."""
    day = meetup.fields.last_day
    return next((topic for topic in meetup.topics if topic in wishes and (wishes[topic] or date.min) < day), "")


def _answers(story: _Told, key: str, meetup: Note[Meetup]) -> bool:
    return story.who == key and (story.meetup == meetup.slug or story.day > meetup.fields.last_day)


def draft_invitation(request: StoryRequest, address: str, prose: Prose) -> str:
    """Return a text to send to somebody; `address` leads to the form, or is a command."""
    wording, name = prose.wording, prose.person(request.member.slug)
    day, topic = prose.day(request.meetup.fields.date), prose.text(request.topic.title)
    return "\n\n".join(
        [
            wording.named(name, wording.beside(day, prose.note(request.meetup))),
            wording.gettext("Hello %(name)s,", name=name),
            wording.gettext(
                "on %(day)s we met about %(topic)s, which you had asked for. Do you do anything differently since "
                "then? A few sentences help others: what was hard, what you do now, and what came of it. If nothing "
                "has changed, that is worth knowing, too.",
                day=day,
                topic=topic,
            ),
            wording.gettext("Here you can write it: %(address)s", address=address),
            wording.gettext("Nothing is published before you have agreed to it, and you can take that back on any day.")
            + "\n",
        ]
    )


def form_address(request: StoryRequest, repository: str) -> str:
    """Return the address of the issue form for a story, filled in; only a listed member's name is in it."""
    fields = {
        "template": f"{Kind.TESTIMONIAL.value}.yml",
        "title": request.topic.title,
        "tags": request.topic.title,
        "meetup": request.meetup.slug,
        **({"author": request.member.slug} if request.member.has_page else {}),
    }
    return f"{repository.rstrip('/')}/issues/new?{urlencode(fields)}"
