"""What a meetup was about and who spoke: the one reading of its talks, and of the fields that stand for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cop_site.content.frontmatter.places import Location
from cop_site.model.community import Community
from cop_site.model.kinds import Fields, Meetup, Talk
from cop_site.model.note import Note


def speakers_on(meetup: Note[Meetup], topic: str) -> tuple[str, ...]:
    """Return who spoke on a topic at a meetup: who led it and gave its talks, but for those on something else only.

    A talk that says nothing of what it is on is on all that the meetup is on, and one with other words on its own tags.
    """
    if not meetup.fields.talks:
        return meetup.fields.speakers
    own_topics = meetup.own_topics
    own = meetup.fields.speakers if topic in own_topics or not own_topics else ()
    talks = zip(meetup.fields.talks, meetup.topics_of_talks, strict=True)
    on_it = (
        talk for talk, topics in talks if topic in topics or not (topics or (talk.topics and topic not in own_topics))
    )
    return own + tuple(name for talk in on_it for name in talk.speakers)


def main_topics(meetup: Note[Meetup]) -> tuple[str, ...]:
    """Return its main topic, and that of each talk, each once."""
    firsts = (meetup.main_topic, *(topics[0] for topics in meetup.topics_of_talks if topics))
    return tuple(dict.fromkeys(filter(None, firsts)))


def talks_on(note: Note[Fields], topic: str) -> tuple[tuple[int, Talk], ...]:
    """Return the talks of a note on a topic, with their numbers from 1; only meetups have any."""
    if not isinstance(note.fields, Meetup):
        return ()
    talks = enumerate(zip(note.fields.talks, note.topics_of_talks, strict=True), 1)
    return tuple((number, talk) for number, (talk, topics) in talks if topic in topics)


def topic_of_claim(written: str, at: Location, note: Note[Fields], community: Community) -> str:
    """Return the slug of the topic of a covered objective; empty if there is none.

    An id alone is of the main topic: of the talk, if it stands in one (`at` begins with `talks`) and that has a topic.
    """
    if topic := written.rpartition("/")[0]:
        return community.topic_named(topic)
    number = at[1] if len(at) > 1 and isinstance(at[1], int) else 0
    topics = note.topics_of_talks[number] if at[:1] == ("talks",) else ()
    return topics[0] if topics else note.main_topic


def are_all_talks_read(note: Note[Fields]) -> bool:
    """Return whether no talk was left out as invalid, so that each has the number in front matter that it has here."""
    written = note.source.front_matter.values.get("talks", ())
    count = len(written) if isinstance(written, Sequence) and not isinstance(written, str) else 1
    return not isinstance(note.fields, Meetup) or len(note.fields.talks) == count


def find_claims(meetup: Note[Meetup], community: Community) -> Iterator[tuple[str, str]]:
    """Yield topic and id of each objective that a meetup or one of its talks covers, once."""
    places: list[tuple[Location, str]] = [(("covers",), written) for written in meetup.fields.covers]
    places += [
        (("talks", number), written) for number, talk in enumerate(meetup.fields.talks) for written in talk.covers
    ]
    found = ((topic_of_claim(written, at, meetup, community), written.rpartition("/")[2]) for at, written in places)
    yield from dict.fromkeys(found)
