"""What readers subscribe to: the address of each calendar and feed, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from cop_site.feeds.atom import Feed, write_atom, write_json
from cop_site.feeds.calendar import Calendars
from cop_site.feeds.entries import Entry, describe_decisions, describe_notes
from cop_site.feeds.publication import Publication
from cop_site.model.kinds import FOLDERS, Fields, Kind, Meetup
from cop_site.model.note import Note
from cop_site.model.subscriptions import (
    ALL_MEETUPS,
    ATOM,
    JSON,
    calendar_of,
    feed_uri,
    group_by_topic,
    has_feeds,
    series_of,
    series_uri,
)
from cop_site.pages.context import Site
from cop_site.pages.labels import label_kinds, label_section

_WRITERS = {ATOM: write_atom, JSON: write_json}
Writers = dict[str, Callable[[], str]]


def subscription_routes(site: Site) -> Writers:
    """Return what writes each calendar and each feed, by its address; there are no feeds without that of the site."""
    publication = publish(site)
    return calendar_routes(site, publication) | (feed_routes(site, publication) if site.url else {})


def publish(site: Site) -> Publication:
    """Return what feeds and calendars are written from."""
    language = site.templates.languages.site
    return Publication(site.community, site.wording, language, site.url, site.address, site.brief, site.bodies.html_of)


def calendar_routes(site: Site, publication: Publication) -> Writers:
    """Return what writes each calendar, by its address: of all meetups, of each topic, series and meetup."""
    calendars, community = Calendars(publication), site.community

    def write(meetups: Iterable[Note[Meetup]], title: str = "") -> Callable[[], str]:
        return partial(calendars.write, _join_titles(publication, title), meetups)

    on_topics = ((community.topics[slug], meetups) for slug, meetups in group_by_topic(community).items())
    return {
        ALL_MEETUPS: write(community.meetups),
        **{uri: write(meetups, topic.title) for topic, meetups in on_topics if (uri := calendar_of(topic))},
        **{series_uri(series): write(meetups, series) for series, meetups in series_of(community).items()},
        **{uri: write([meetup], meetup.title) for meetup in community.meetups if (uri := calendar_of(meetup))},
    }


def feed_routes(site: Site, publication: Publication) -> Writers:
    """Return what writes each feed, by its address: each page that has one has it as Atom and as JSON Feed."""
    found: Writers = {}
    for page, (title, describe) in _find_sources(site, publication).items():
        for name, write in _WRITERS.items():
            uri = feed_uri(page, name)
            feed = Feed(_join_titles(publication, title), page, uri, describe)
            found[uri] = partial(write, feed, publication)
    return found


def _find_sources(site: Site, publication: Publication) -> dict[str, tuple[str, Callable[[], list[Entry]]]]:
    """Return the title of each feed, and what describes its entries, by the address of its page."""
    community, decisions = site.community, lambda: describe_decisions(site.figures.log.decisions, publication)

    def of(notes: Iterable[Note[Fields]]) -> Callable[[], list[Entry]]:
        return partial(describe_notes, notes, publication)

    kinds = {kind: community.of(kind) for kind in FOLDERS.values() if kind is not Kind.MEMBER}
    topics = ((topic, community.by_topic[topic.slug]) for topic in community.topics.values())
    people = ((person, community.made_by.get(person.slug, ())) for person in community.members.values())
    own = ((note, notes) for note, notes in (*topics, *people) if note.has_page and has_feeds(note))
    return {
        "": ("", of([note for note in community.notes if note.kind is not Kind.MEMBER])),
        "log/": (label_section("log/", site.wording), decisions),
        **{kind.info.list_uri: (label_kinds(kind, site.wording), of(notes)) for kind, notes in kinds.items()},
        **{note.uri: (note.title, of(notes)) for note, notes in own},
    }


def _join_titles(publication: Publication, title: str) -> str:
    return " – ".join(filter(None, (publication.name, publication.plain(title))))
