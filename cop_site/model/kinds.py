"""One model per kind of note: which fields it has, and what they mean."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cop_site.model.kind import Kind
from cop_site.model.values import (
    Contact,
    Day,
    Days,
    Flag,
    Line,
    MeetupName,
    MemberName,
    NoteName,
    Number,
    ObjectiveName,
    PartialDay,
    PersonName,
    ResourceName,
    Tag,
    Text,
    Time,
    TimeZone,
    TopicName,
    WebAddress,
    Weekday,
)

Level = Literal["foundation", "practitioner", "advanced"]


class Part(BaseModel):
    """A group of fields, frozen once read; unknown fields are refused."""

    # A community need not have every kind, and to prepare a model takes milliseconds.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Fields(Part):
    """What every kind of note shares."""

    title: Line = Field(description="What the note is called; else the body's first `# heading`.")
    date: Day | None = Field(None, description="The day it is about; else the one the file's name begins with.")
    tags: tuple[Tag, ...] = Field((), description="Topics first, then free tags; the first topic is the main one.")
    authors: tuple[PersonName, ...] = Field((), description="Who wrote it: member slugs or names.")
    summary: Text = Field("", description="One or two sentences; else the first paragraph.")
    draft: Flag = Field(False, description="`true` keeps the note off the site.")
    redirect_from: tuple[Line, ...] = Field((), description="Old addresses that lead here.")
    lang: Line = Field("", description="Language code, where it differs from the site's.")
    extra: dict[str, Any] = Field({}, description="Anything else that your own tools need.")

    @property
    def may_be_shown(self) -> bool:
        """Whether a published note may be shown; asked through `Note.has_page`."""
        return True


class Reviewed(Part):
    """What is kept up to date, where others are records of a day."""

    reviewed: Day | None = Field(None, description="The day somebody last checked that it still holds.")
    review_in: Days | None = Field(None, description="After how long it wants checking again: days, or `6 months`.")


class Rhythm(Part):
    """When a community meets."""

    every: Days = Field(14, description="Days from one meetup to the next, or `2 weeks`.")
    on: Weekday = Field("", description="The day of the week, such as `Wednesday`.")
    at: Time = Field("", description="The time of day, in quotes.")
    minutes: Number = Field(60, description="How long a meetup takes.")


class Charter(Fields):
    """The community: what it is about, how it functions, what it produces."""

    title: Line = Field(alias="name", description="What the community is called.")
    purpose: Text = Field(description="Why the community exists, in a sentence.")
    domain: Text = Field("", description="What it is about.")
    founded: Day | None = Field(None, description="The day it began.")
    timezone: TimeZone = Field("UTC", description="An IANA name, such as `Europe/Berlin`.")
    meetups: Rhythm = Field(Rhythm(), description="The rhythm: `every`, `on`, `at`, `minutes`.")
    stage: Literal["potential", "coalescing", "maturing", "stewardship", "transformation", ""] = Field(
        "", description="The stage of its life (Wenger, McDermott & Snyder 2002)."
    )
    contact: Contact | None = Field(None, description="Whom to ask: a web address or a mail address.")
    join: WebAddress | None = Field(None, description="Where to join: a web address.")
    code_of_conduct: Line = Field("", description="The file that holds it.")


class Objective(Part):
    """Something a member can do or explain once the topic is understood."""

    id: Line = Field(description="A short name, for `covers`.")
    text: Line = Field(description="What one can do afterwards.")


class Topic(Fields, Reviewed):
    """A topic of the syllabus; the body is what the community holds to be well understood."""

    area: Line = Field("", description="The part of the syllabus it belongs to.")
    level: Level | None = Field(None, description="foundation, practitioner or advanced.")
    baseline: Flag = Field(False, description="Whether everybody should know it.")
    requires: tuple[TopicName, ...] = Field((), description="Topics to understand first.")
    aliases: tuple[Line, ...] = Field((), description="Other names that tags may use.")
    stewards: tuple[MemberName, ...] = Field((), description="Members who look after it.")
    objectives: tuple[Objective, ...] = Field((), description="`{id, text}` each, or only the text.")
    refresh_after: Days | None = Field(None, description="After how long without a meetup it rests.")

    @model_validator(mode="before")
    @classmethod
    def _name_objectives(cls, values: Any) -> Any:
        """An objective that is only a text is named by its words."""
        if isinstance(values, dict) and isinstance(values.get("objectives"), list):
            named = [
                {"id": slugify(item), "text": item} if isinstance(item, str) else item for item in values["objectives"]
            ]
            return {**values, "objectives": named}
        return values


class Meetup(Fields):
    """A meeting of the community; the body is its notes."""

    date: Day = Field(description="The day of the meetup; else the one the file's name begins with.")
    time: Time = Field("", description='When it begins, in quotes: `"18:00"`; else the charter\'s.')
    minutes: Number | None = Field(None, description="How long it takes; else the charter's.")
    status: Literal["planned", "held", "cancelled"] | None = Field(None, description="Else by the date.")
    format: Literal["talk", "round-table", "workshop", "demo", "book-club", "practice", "social"] | None = Field(
        None, description="talk, round-table, workshop, demo, book-club, practice or social."
    )
    covers: tuple[ObjectiveName, ...] = Field((), description="Objectives it covered: `topic/objective`.")
    speakers: tuple[PersonName, ...] = Field((), description="Who led the topic.")
    facilitators: tuple[PersonName, ...] = Field((), description="Who held the room.")
    scribe: PersonName | None = Field(None, description="Who wrote the notes.")
    attendees: tuple[PersonName, ...] = Field((), description="Who came.")
    attendance: Number | None = Field(None, description="How many came, where no names are kept.")
    series: Line = Field("", description="A name shared by meetups that belong together.")
    revisits: MeetupName | None = Field(None, description="The meetup whose topic is taken up again on purpose.")
    location: Line = Field("", description="Where.")
    join: WebAddress | None = Field(None, description="Where to join online.")
    recording: WebAddress | None = Field(None, description="Where to watch it afterwards.")
    slides: WebAddress | None = Field(None, description="Where the slides are.")
    resources: tuple[ResourceName, ...] = Field((), description="Resources that were used.")


class Consent(Part):
    """What someone agreed to when their story was told."""

    given: Day = Field(description="The day it was given.")
    scope: Literal["public"] = Field(description="What was agreed to; only `public` stories are published.")
    by: Line = Field(description="Who gave it.")
    until: Day | None = Field(None, description="The last day on which it holds.")


class Testimonial(Fields):
    """A value story: what was hard, what changed in practice, what came of it."""

    date: Day = Field(description="The day it was told.")
    consent: Consent | None = Field(None, description="`{given, scope, by, until?}`; without it, it is not published.")
    author: PersonName | None = Field(None, description="A member, a name, or `anonymous`.")
    role: Line = Field("", description="What the author does.")
    meetup: MeetupName | None = Field(None, description="The meetup that started it.")
    resource: ResourceName | None = Field(None, description="The resource that helped.")
    before: Text = Field("", description="What was hard.")
    changed: Text = Field("", description="What one does differently now.")
    result: Text = Field("", description="What came of it.")


class Resource(Fields, Reviewed):
    """Something worth reading, watching or using."""

    url: WebAddress | None = Field(None, description="Where it is; else the body is the resource.")
    format: Literal["article", "book", "video", "course", "tool", "template", "dataset", "paper"] | None = Field(
        None, description="article, book, video, course, tool, template, dataset or paper."
    )
    level: Level | None = Field(None, description="foundation, practitioner or advanced.")
    minutes: Number | None = Field(None, description="How long it takes.")
    cost: Literal["free", "paid"] | None = Field(None, description="free or paid.")
    published: PartialDay | None = Field(None, description="When it came out; a year is enough.")
    added: Day | None = Field(None, description="When it was added here.")
    superseded_by: ResourceName | None = Field(None, description="The resource that took its place.")


class Practice(Fields, Reviewed):
    """A routine, norm, how-to or decision that stuck."""

    state: Literal["draft", "adopted", "retired"] = Field("adopted", description="draft, adopted or retired.")
    owner: PersonName | None = Field(None, description="Who looks after it.")
    since: Day | None = Field(None, description="Since when it is in use.")


class Role(Part):
    """A part that a member plays for some time."""

    role: Line = Field(description="What it is called.")
    from_: Day | None = Field(None, alias="from", description="Its first day.")
    to: Day | None = Field(None, description="Its last day.")


class Member(Fields):
    """A person: what they would like to learn and what they can help with."""

    title: Line = Field(alias="name", description="What they are called.")
    joined: Day | None = Field(None, description="The day they joined.")
    left: Day | None = Field(None, description="The day they left.")
    roles: tuple[Role, ...] = Field((), description="`{role, from, to}` each.")
    wants: tuple[Line, ...] = Field((), description="What they would like to learn: topics, or free text.")
    offers: tuple[TopicName, ...] = Field((), description="Topics they can help with.")
    listed: Flag = Field(False, description="`true` shows them by name.")
    pseudonym: Line = Field("", description="The name to show instead, while they are not listed.")
    links: tuple[WebAddress, ...] = Field((), description="Where else to find them.")

    @property
    def may_be_shown(self) -> bool:
        """Whether they want to be shown by name."""
        return self.listed


class Step(Part):
    """One stop on a path."""

    note: NoteName | None = Field(None, description="A note: `practices/opening-round`.")
    topic: TopicName | None = Field(None, description="Or a topic.")
    why: Line = Field("", description="Why here.")
    minutes: Number | None = Field(None, description="How long it takes; else what the note says, else its words.")
    optional: Flag = Field(False, description="Whether it may be skipped.")


class LearningPath(Fields, Reviewed):
    """An order in which to meet the topics."""

    audience: Line = Field(alias="for", description="Who it is for.")
    level: Level | None = Field(None, description="foundation, practitioner or advanced.")
    goals: tuple[TopicName, ...] = Field((), description="Topics to arrive at; the steps are computed.")
    steps: tuple[Step, ...] = Field((), description="`{note or topic, why, minutes, optional}` each.")
    steward: MemberName | None = Field(None, description="Who looks after it.")


class Term(Fields, Reviewed):
    """A word and what the community means by it; the body is the definition."""

    aliases: tuple[Line, ...] = Field((), description="Other words for it.")


class PlainPage(Fields):
    """A page that is no note: about, code of conduct."""


MODELS: dict[Kind, type[Fields]] = {
    Kind.COMMUNITY: Charter,
    Kind.TOPIC: Topic,
    Kind.MEETUP: Meetup,
    Kind.TESTIMONIAL: Testimonial,
    Kind.RESOURCE: Resource,
    Kind.PRACTICE: Practice,
    Kind.MEMBER: Member,
    Kind.PATH: LearningPath,
    Kind.TERM: Term,
    Kind.PAGE: PlainPage,
}


def slugify(text: str) -> str:
    """The words of a text in lower case, joined by hyphens."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return "-".join(words)
