"""What readers subscribe to: the address of each calendar and feed, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from cop_site.feeds.calendar import Calendars
from cop_site.feeds.publication import Publication
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.subscriptions import ALL_MEETUPS, calendar_of, group_by_topic, series_of, series_uri
from cop_site.pages.context import Site

Writers = dict[str, Callable[[], str]]


def publish(site: Site) -> Publication:
    """Return what feeds and calendars are written from."""
    language = site.templates.languages.site
    return Publication(site.community, site.wording, language, site.url, site.address, site.brief, site.bodies.html_of)


def calendar_routes(site: Site) -> Writers:
    """Return what writes each calendar, by its address: of all meetups, of each topic, series and meetup."""
    calendars, community = Calendars(publish(site)), site.community

    def write(meetups: Iterable[Note[Meetup]], *titles: str) -> Callable[[], str]:
        names = (calendars.publication.name, *map(calendars.publication.plain, titles))
        return partial(calendars.write, " – ".join(names), meetups)

    on_topics = ((community.topics[slug], meetups) for slug, meetups in group_by_topic(community).items())
    return {
        ALL_MEETUPS: write(community.meetups),
        **{uri: write(meetups, topic.title) for topic, meetups in on_topics if (uri := calendar_of(topic))},
        **{series_uri(series): write(meetups, series) for series, meetups in series_of(community).items()},
        **{uri: write([meetup], meetup.title) for meetup in community.meetups if (uri := calendar_of(meetup))},
    }
