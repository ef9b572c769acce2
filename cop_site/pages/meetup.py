"""The page of a meetup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.content.frontmatter.places import Location
from cop_site.model.kinds import Meetup, Talk
from cop_site.model.links import LinkKind, find_destination
from cop_site.model.note import Note
from cop_site.model.occurrence import is_ahead
from cop_site.model.talks import topic_of_claim
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, end_of_meetup, view_meetup, view_minutes
from cop_site.pages.kit import Kit, view_kit
from cop_site.pages.note import NotePage, fill_note, link_meetup
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.upcoming import AsOf, link_calendar, view_as_of
from cop_site.pages.views import Chip, Link, SpeakerView, host_of, talk_anchor


@dataclass(frozen=True, slots=True)
class TalkView:
    """One of several talks."""

    title: str
    anchor: str
    """The id of its heading."""
    speakers: tuple[SpeakerView, ...]
    topics: tuple[Chip, ...]
    covers: tuple[Link, ...]
    """The objectives it covers, each with its topic's page."""
    links: tuple[Link, ...]
    """Its recording and slides, if there are any."""
    minutes: str
    """Its duration; may be empty."""


@dataclass(frozen=True, slots=True)
class MeetupPage(NotePage):
    """A meetup: planned, held or cancelled."""

    template: ClassVar = "meetup"

    state: str
    """`planned`, `held` or `cancelled`."""
    day: DayView
    """Its day, and the start time if it has one."""
    speakers: tuple[SpeakerView, ...]
    """Those who present the topic."""
    talks: tuple[TalkView, ...]
    """Its talks, where it has several."""
    facilitators: tuple[Link, ...]
    """Those who facilitate it."""
    scribe: Link | None
    """The person who takes notes; None when none is named."""
    attendees: tuple[Link, ...]
    """Those who attended and are listed."""
    attendance: int | None
    """The number of those who attended; None when it is not known."""
    location: str
    """May be empty."""
    host: tuple[Link, ...]
    """Those who host it."""
    sponsors: tuple[Link, ...]
    """Those who pay for it."""
    register: str
    """The address to register at; empty when there is none, or it is over."""
    agenda: tuple[Link, ...]
    """Its parts, without an address; or where its agenda is."""
    image: str
    """The address of its picture; may be empty."""
    image_alt: str
    """What the picture shows; may be empty."""
    join: str
    """The address to join online; empty when it is not online, or over."""
    calendar: str
    """The address of a file that calendars take it from; empty when it is over."""
    until: str
    """Its end, in ISO 8601 with an offset; empty when it is over or cancelled."""
    as_of: AsOf | None
    """None when `until` is empty."""
    links: tuple[Link, ...]
    """The recording and the slides, if there are any."""
    elsewhere: tuple[Link, ...]
    """Other addresses that belong to it."""
    covers: tuple[Link, ...]
    """The objectives it covers, each with its topic's page."""
    resources: tuple[Link, ...]
    """The resources that it uses."""
    revisits: Link | None
    """The meetup that it repeats on purpose; None when there is none."""
    followed_by: tuple[Link, ...]
    """The later meetups that repeat its topic."""
    kit: Kit | None
    """What is there to run it, or to run it again; None while that is no more than its slides."""
    repeats_by_accident: tuple[Link, ...]
    """The earlier meetups whose topic it repeats without declaring it."""


def meetup_page(site: Site, note: Note[Meetup]) -> Page:
    """Return the page of one meetup."""
    context, fields, community, figures = PageContext(site, note.uri), note.fields, site.community, site.figures
    charter = community.charter.fields
    repeats = figures.repeats_of.get(note.key, ())
    ahead = is_ahead(note, community)
    values = MeetupPage(
        state=_state(site, note),
        day=view_meetup(fields, charter, context.wording),
        speakers=context.speakers(fields.speakers),
        talks=tuple(_talk(context, note, number) for number in range(len(fields.talks))),
        facilitators=context.people(fields.facilitators),
        scribe=context.person(fields.scribe) if fields.scribe else None,
        attendees=tuple(link for link in context.people(fields.attendees) if link.href),
        attendance=community.count_attendance(fields) or fields.attendance,
        location=fields.location,
        host=tuple(context.organisation(host.name, host.url or "") for host in fields.host),
        sponsors=tuple(context.organisation(sponsor.name, sponsor.url or "") for sponsor in fields.sponsors),
        register=fields.register_at or "" if ahead else "",
        agenda=tuple(_agenda_line(context, line) for line in fields.agenda),
        image=_image(context, note),
        image_alt=fields.image_alt,
        join=fields.join or "" if ahead else "",
        calendar=link_calendar(context, note) if ahead else "",
        until=end_of_meetup(fields, charter) if ahead else "",
        as_of=view_as_of(context) if ahead else None,
        links=_kept(context, fields),
        elsewhere=tuple(Link(link.title or host_of(link.url), link.url) for link in fields.links),
        covers=_objectives(context, note, fields.covers, ("covers",)),
        resources=tuple(
            context.link(community.resources[slug]) for slug in fields.resources if slug in community.resources
        ),
        revisits=link_meetup(context, fields.revisits),
        followed_by=tuple(context.link(r.later) for r in repeats if r.earlier.key == note.key),
        kit=kit if (kit := view_kit(context, (note,))) and (kit.room or kit.handouts or kit.data) else None,
        repeats_by_accident=tuple(
            context.link(r.earlier) for r in repeats if r.later.key == note.key and not r.deliberate
        ),
    )
    return fill_note(context, note, values)


def _talk(context: PageContext, note: Note[Meetup], number: int) -> TalkView:
    talk = note.fields.talks[number]
    return TalkView(
        talk.title,
        talk_anchor(number + 1),
        context.speakers(talk.speakers),
        context.chips(note.topics_of_talks[number]),
        _objectives(context, note, talk.covers, ("talks", number)),
        _kept(context, talk),
        view_minutes(talk.minutes, context.wording),
    )


def _kept(context: PageContext, given: Meetup | Talk) -> tuple[Link, ...]:
    """The recording and the slides of a meetup or a talk, if there are any."""
    gettext = context.wording.gettext
    texts = ((gettext("Recording"), given.recording), (gettext("Slides"), given.slides))
    return tuple(Link(text, url) for text, url in texts if url)


def _objectives(context: PageContext, note: Note[Meetup], covers: tuple[str, ...], at: Location) -> tuple[Link, ...]:
    """The objectives that a held meetup covers, of those in a field."""
    community = context.site.community
    named = {(topic_of_claim(written, at, note, community), written.rpartition("/")[2]) for written in covers}
    return tuple(
        Link(objective.text, context.href(topic.uri + "#cop-objectives"), context.language(topic))
        for topic, objective in context.site.figures.objectives_of.get(note.key, ())
        if (topic.slug, objective.id) in named
    )


def _agenda_line(context: PageContext, line: str) -> Link:
    if line.startswith(("http://", "https://")) and " " not in line:
        return Link(host_of(line), line, outside=True)
    return Link(context.site.community.hide_handles(line), lang=context.site.templates.languages.tag())


def _image(context: PageContext, note: Note[Meetup]) -> str:
    """The address of a meetup's picture; empty if it has none that is published."""
    found = find_destination(note.fields.image, f"{note.key}.md", context.site.community)
    return context.href(found.uri) if note.fields.image and found.kind is LinkKind.ASSET else ""


def _state(site: Site, note: Note[Meetup]) -> str:
    if note.fields.status == "cancelled":
        return "cancelled"
    return "planned" if is_ahead(note, site.community) or not site.community.is_held(note) else "held"
