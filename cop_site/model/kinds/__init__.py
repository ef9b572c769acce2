"""The kinds of note: one module each, and the enumeration of all."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from cop_site.model.kinds import (
    charter,
    meetup,
    member,
    page,
    path,
    practice,
    resource,
    term,
    testimonial,
    topic,
)
from cop_site.model.kinds.charter import Charter as Charter
from cop_site.model.kinds.fields import SHORTHAND as SHORTHAND
from cop_site.model.kinds.fields import Fields as Fields
from cop_site.model.kinds.fields import Part as Part
from cop_site.model.kinds.fields import Reviewed as Reviewed
from cop_site.model.kinds.fields import slugify as slugify
from cop_site.model.kinds.info import KindInfo
from cop_site.model.kinds.meetup import Meetup as Meetup
from cop_site.model.kinds.meetup import Talk as Talk
from cop_site.model.kinds.member import Member as Member
from cop_site.model.kinds.path import LearningPath as LearningPath
from cop_site.model.kinds.path import Step as Step
from cop_site.model.kinds.practice import Practice as Practice
from cop_site.model.kinds.resource import Resource as Resource
from cop_site.model.kinds.term import Term as Term
from cop_site.model.kinds.testimonial import Testimonial as Testimonial
from cop_site.model.kinds.topic import Topic as Topic


class Kind(StrEnum):
    """The kind of a note, decided by its folder. Lists of all kinds are in this order."""

    _value_: str
    info: KindInfo
    """The properties of the kind."""

    # Any, since mypy takes a look-up such as `Kind("topic")` for a call of this.
    def __new__(cls, info: Any) -> Kind:
        """Return a member whose value is the name of the kind."""
        member = str.__new__(cls, info.name)
        member._value_ = info.name
        member.info = info
        return member

    COMMUNITY = charter.INFO
    TOPIC = topic.INFO
    MEETUP = meetup.INFO
    TESTIMONIAL = testimonial.INFO
    RESOURCE = resource.INFO
    PRACTICE = practice.INFO
    MEMBER = member.INFO
    PATH = path.INFO
    TERM = term.INFO
    PAGE = page.INFO


FOLDERS = {kind.info.folder: kind for kind in Kind if kind.info.folder}
"""The kind of each folder; `index.md` is the community, and files in other folders are plain pages."""
