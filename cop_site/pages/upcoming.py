"""What is still to come when a site is built, with all that its pages need to stay true when the day has passed."""

from __future__ import annotations

from typing import Any

from cop_site.model.community import Community
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, end_of_meetup, view_day, view_meetup, view_minutes
from cop_site.pages.views import shorten

_CARRIED = 4
"""How many meetups pages carry along, of which the first that is not over yet is shown."""


def is_ahead(meetup: Note[Meetup], community: Community) -> bool:
    """Whether a reader may still go to a meetup: on its day, too, as long as nobody has called it held."""
    fields = meetup.fields
    today = fields.date == community.as_of and fields.status not in ("cancelled", "held")
    return today or community.is_planned(meetup)


def view_staying_true(context: PageContext, *, on: bool = True) -> dict[str, Any]:
    """The day the page is true for, and the script that keeps it true; `on` says whether there is need of it."""
    as_of: DayView | None = view_day(context.site.community.as_of) if on else None
    return {"as_of": as_of, "dates": context.href("assets/cop/dates.js") if on else ""}


def view_upcoming(context: PageContext) -> dict[str, Any]:
    """The next meetups, of which readers see one."""
    community = context.site.community
    meetups = [meetup for meetup in community.meetups if is_ahead(meetup, community)][:_CARRIED]
    return {
        "meetups": [_view(context, meetup) for meetup in meetups],
        **view_staying_true(context, on=bool(meetups)),
    }


def _view(context: PageContext, meetup: Note[Meetup]) -> dict[str, Any]:
    fields, charter = meetup.fields, context.site.community.charter.fields
    return {
        "link": context.link(meetup),
        "day": view_meetup(fields, charter),
        "until": end_of_meetup(fields, charter),
        "minutes": view_minutes(fields.minutes or charter.meetups.minutes),
        "line": shorten(meetup.summary, 160),
        "topics": context.chips(meetup.topics),
        "speakers": context.people(fields.speakers or fields.facilitators),
        "location": fields.location,
        "join": fields.join or "",
    }
