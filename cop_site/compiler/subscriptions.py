"""What readers subscribe to: the address of each calendar and feed, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from cop_site.feeds.atom import Feed, write_atom, write_json
from cop_site.feeds.calendar import Calendars
from cop_site.feeds.entries import Entry, describe_decisions, describe_notes, describe_questions
from cop_site.feeds.publication import Publication
from cop_site.model.kinds import Fields, Meetup
from cop_site.model.note import Note
from cop_site.model.sections import SECTION_URIS
from cop_site.model.subscriptions import (
    ALL_MEETUPS,
    ATOM,
    DECISIONS,
    JSON,
    QUESTIONS,
    calendar_of,
    feed_uri,
    group_by_topic,
    series_of,
    series_uri,
)
from cop_site.pages.labels import label_section
from cop_site.pages.site import Site

_WRITERS = {ATOM: write_atom, JSON: write_json}
Writers = dict[str, Callable[[], str]]


def subscription_routes(site: Site) -> Writers:
    """Return what writes each calendar and each feed, by its address; there are no feeds without that of the site."""
    return calendar_routes(site) | feed_routes(site)


def calendar_routes(site: Site) -> Writers:
    """Return what writes each calendar, by its address: of all meetups, of each topic, series and meetup."""
    calendars, community = Calendars(site.publication), site.community

    def write(meetups: Iterable[Note[Meetup]], title: str = "") -> Callable[[], str]:
        return lambda: calendars.write(_join_titles(site.publication, title), meetups)

    on_topics = ((community.topics[slug], meetups) for slug, meetups in group_by_topic(community).items())
    return {
        ALL_MEETUPS: write(community.meetups),
        **{uri: write(meetups, topic.title) for topic, meetups in on_topics if (uri := calendar_of(topic))},
        **{series_uri(series): write(meetups, series) for series, meetups in series_of(community).items()},
        **{uri: write([meetup], meetup.title) for meetup in community.meetups if (uri := calendar_of(meetup))},
    }


def feed_routes(site: Site) -> Writers:
    """Return what writes each feed, by its address: each page that has one has it as Atom and as JSON Feed."""
    found: Writers = {}
    for page, notes in site.feeds.items():
        title = label_section(page, site.wording) if page in SECTION_URIS else page and site.notes_by_uri[page].title
        for name, write in _WRITERS.items():
            uri = feed_uri(page, name)
            feed = Feed(_join_titles(site.publication, title), page, uri, partial(_describe, page, notes, site))
            found[uri] = partial(write, feed, site.publication)
    return found


def _describe(page: str, notes: Iterable[Note[Fields]], site: Site) -> list[Entry]:
    if page == DECISIONS:
        return describe_decisions(site.figures.log.decisions, site.publication)
    if page == QUESTIONS:
        return describe_questions(site.figures.questions.open, site.publication)
    return describe_notes(notes, site.publication)


def _join_titles(publication: Publication, title: str) -> str:
    return " – ".join(filter(None, (publication.name, publication.plain(title))))
