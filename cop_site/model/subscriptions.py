"""The addresses of what programs read: feeds and calendars below `feeds/`, at the address of their page, and twins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cop_site.content.file_name import fold_path
from cop_site.model.community import Community
from cop_site.model.kinds import FOLDERS, Fields, Kind, Meetup
from cop_site.model.kinds.fields import slugify
from cop_site.model.note import Note

FOLDER = "feeds"
ATOM, JSON, CALENDAR = "atom.xml", "feed.json", "meetups.ics"
DECISIONS = "log/"
"""The page whose feed has what was decided, in place of the notes."""
TWIN = "index.html.md"
"""The name that llmstxt.org gives to the Markdown of a page whose address has no name of a file."""
QUESTIONS = "questions/"
"""The page whose feed has what waits for an answer, in place of the notes."""
ALL_MEETUPS = CALENDAR
"""The calendar of all meetups."""
_MOST_OF_SERIES = 60
"""Characters of the name of a series in an address: every file system takes them."""


def feed_uri(page: str, name: str) -> str:
    """Return the address of a feed or a calendar of a page, which is empty for the home page."""
    return f"{FOLDER}/{page}{name}"


def twin_uri(page: str) -> str:
    """Return the address of the Markdown of the page of a note."""
    return f"{page}{TWIN}"


def has_feeds(note: Note[Fields]) -> bool:
    """Return whether a note may have feeds of its own: their folder must not have the address of a list's feed."""
    return fold_path(note.slug) not in (ATOM, JSON, CALENDAR)


def calendar_of(note: Note[Fields]) -> str:
    """Return the address of the calendar of a meetup, or of the meetups on a topic; empty if it has none."""
    return feed_uri(note.uri, CALENDAR) if has_feeds(note) else ""


def series_key(series: str) -> str:
    """Return what stands for a series in addresses; the same however its words are joined."""
    return fold_path(slugify(series))[:_MOST_OF_SERIES]


def series_uri(series: str) -> str:
    """Return the address of the calendar of a series."""
    return f"{FOLDER}/series-{series_key(series)}/{CALENDAR}"


def series_of(community: Community) -> Mapping[str, Sequence[Note[Meetup]]]:
    """Return the meetups of each series by its name, oldest first.

    Names that differ in case or signs only are one; one that names somebody who is not to be named is left out.
    """
    found: dict[str, tuple[str, list[Note[Meetup]]]] = {}
    for meetup in community.meetups:
        series = meetup.fields.series
        if (key := series_key(series)) and not community.hidden_names.is_in_name(series):
            found.setdefault(key, (series, []))[1].append(meetup)
    return dict(found.values())


def group_by_topic(community: Community) -> Mapping[str, Sequence[Note[Meetup]]]:
    """Return the meetups on each topic that has any, oldest first, by the topic's slug."""
    found: dict[str, list[Note[Meetup]]] = {}
    for meetup in community.meetups:
        for slug in meetup.topics:
            found.setdefault(slug, []).append(meetup)
    return found


def find_feeds(community: Community) -> Mapping[str, Sequence[Note[Fields]]]:
    """Return the notes that each feed is about, by the address of its page.

    There is one of all notes, of each kind, of each topic and of each listed person, one of what was decided and one of
    what is asked.
    """
    kinds = {kind.info.list_uri: community.of(kind) for kind in FOLDERS.values() if kind is not Kind.MEMBER}
    topics = ((topic, community.by_topic[topic.slug]) for topic in community.topics.values())
    people = ((person, community.made_by.get(person.slug, ())) for person in community.members.values())
    own = {note.uri: notes for note, notes in (*topics, *people) if note.has_page and has_feeds(note)}
    news = [note for note in community.notes if note.kind is not Kind.MEMBER]
    asking = (*community.topics.values(), *community.held)
    return {"": news, DECISIONS: community.held, QUESTIONS: asking, **kinds, **own}
