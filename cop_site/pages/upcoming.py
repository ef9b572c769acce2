"""What is still to come when a site is built, with all that its pages need to stay true when the day has passed."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, end_of_meetup, view_day, view_meetup, view_minutes
from cop_site.pages.views import Chip, Link, shorten

_CARRIED = 4
"""How many meetups pages carry along, of which the first that is not over yet is shown."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day the page was made for, and the script that updates the page when days have passed."""

    day: DayView
    script: str
    """The address of `dates.js`, which hides or marks what is over."""


@dataclass(frozen=True, slots=True)
class UpcomingMeetup:
    """A meetup that a reader may still go to."""

    link: Link
    day: DayView
    """Its day, and the time it begins where one is known."""
    until: str
    """The moment from which it is over, in ISO 8601 with an offset."""
    minutes: str
    """How long it takes, such as `1 h 30 min`."""
    line: str
    """What it is about, in at most 160 characters; may be empty."""
    topics: tuple[Chip, ...]
    speakers: tuple[Link, ...]
    """Who leads it: its speakers, else its facilitators."""
    location: str
    """May be empty."""
    join: str
    """Where to join online; empty when it is not online."""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next meetups. A page carries a few, of which the script shows the first that is not over."""

    meetups: tuple[UpcomingMeetup, ...]
    """At most four, the next first."""
    as_of: AsOf | None
    """None when nothing is planned."""


def is_ahead(meetup: Note[Meetup], community: Community) -> bool:
    """Whether a reader may still go to a meetup: on its day, too, as long as nobody has called it held."""
    fields = meetup.fields
    today = fields.date == community.as_of and fields.status not in ("cancelled", "held")
    return today or community.is_planned(meetup)


def view_as_of(context: PageContext) -> AsOf:
    """Return the day a page is made for, with the script that updates it later."""
    return AsOf(view_day(context.site.community.as_of, context.wording), context.href("assets/cop/dates.js"))


def view_upcoming(context: PageContext) -> Upcoming:
    """Return the next meetups, of which readers see one."""
    community = context.site.community
    meetups = [meetup for meetup in community.meetups if is_ahead(meetup, community)][:_CARRIED]
    return Upcoming(tuple(_view(context, meetup) for meetup in meetups), view_as_of(context) if meetups else None)


def _view(context: PageContext, meetup: Note[Meetup]) -> UpcomingMeetup:
    fields, charter = meetup.fields, context.site.community.charter.fields
    return UpcomingMeetup(
        link=context.link(meetup),
        day=view_meetup(fields, charter, context.wording),
        until=end_of_meetup(fields, charter),
        minutes=view_minutes(fields.minutes or charter.meetups.minutes, context.wording),
        line=shorten(meetup.summary, 160),
        topics=context.chips(meetup.topics),
        speakers=context.people(fields.speakers or fields.facilitators),
        location=fields.location,
        join=fields.join or "",
    )
