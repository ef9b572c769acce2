"""Upcoming meetups, with the data that scripts need to update pages when days have passed."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.model.occurrence import is_ahead
from cop_site.model.subscriptions import calendar_of
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, end_of_meetup, view_day, view_meetup, view_minutes
from cop_site.pages.views import Chip, Link

_MAX_MEETUPS = 4
"""Number of meetups on a page; a script shows the first that is not over."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day the page was made for, and the script that updates the page when days have passed."""

    day: DayView
    script: str
    """The address of `dates.js`, which hides or marks what is over."""


@dataclass(frozen=True, slots=True)
class UpcomingMeetup:
    """A meetup that can still be attended."""

    link: Link
    day: DayView
    """Its day, and the start time if it has one."""
    until: str
    """Its end, in ISO 8601 with an offset."""
    minutes: str
    """Its duration, such as `1 h 30 min`."""
    line: str
    """Its summary, in at most 160 characters; may be empty."""
    topics: tuple[Chip, ...]
    speakers: tuple[Link, ...]
    """Its speakers, or its facilitators if it has none."""
    location: str
    """May be empty."""
    join: str
    """The address to join online; empty when it is not online."""
    register: str
    """The address to register at; empty when there is none."""
    calendar: str
    """The address of a file that calendars take it from; may be empty."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next meetups; a script shows the first that is not over."""

    meetups: tuple[UpcomingMeetup, ...]
    """At most four, the next first."""
    as_of: AsOf | None
    """None when nothing is planned."""


def view_as_of(context: PageContext) -> AsOf:
    """Return the day a page is made for, with the script that updates it later."""
    return AsOf(view_day(context.site.community.as_of, context.wording), context.href("assets/cop/dates.js"))


def link_calendar(context: PageContext, meetup: Note[Meetup]) -> str:
    """Return the address of the file that calendars take a meetup from; empty if it has none."""
    uri = calendar_of(meetup)
    return uri and context.href(uri)


def view_upcoming(context: PageContext) -> Upcoming:
    """Return the next meetups."""
    community = context.site.community
    meetups = [meetup for meetup in community.meetups if is_ahead(meetup, community)][:_MAX_MEETUPS]
    return Upcoming(tuple(_view(context, meetup) for meetup in meetups), view_as_of(context) if meetups else None)


def _view(context: PageContext, meetup: Note[Meetup]) -> UpcomingMeetup:
    fields, charter = meetup.fields, context.site.community.charter.fields
    return UpcomingMeetup(
        link=context.link(meetup),
        day=view_meetup(fields, charter, context.wording),
        until=end_of_meetup(fields, charter),
        minutes=view_minutes(fields.length(charter.meetups), context.wording),
        line=context.site.brief(meetup, 160),
        topics=context.chips(meetup.topics),
        speakers=context.people(fields.all_speakers or fields.facilitators),
        location=fields.location,
        join=fields.join or "",
        register=fields.register_at or "",
        calendar=link_calendar(context, meetup),
    )
