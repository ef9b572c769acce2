"""When the community last agreed on its purpose."""

from __future__ import annotations

from dataclasses import dataclass

from cop_site.insight.purpose import is_agreement_old
from cop_site.pages.context import PageContext
from cop_site.pages.days import DayView, view_day
from cop_site.pages.note import link_meetup
from cop_site.pages.views import Link


@dataclass(frozen=True, slots=True)
class AgreementView:
    """When the community last agreed on its purpose."""

    day: DayView
    meetup: Link | None
    """The meetup that did; None if the charter does not say."""
    is_old: bool
    """Whether that was more than a year ago, so that it is time to ask again."""


def view_agreement(context: PageContext) -> AgreementView | None:
    """Return when the purpose was agreed on; None if the charter does not say, or names a day to come."""
    community = context.site.community
    agreed = community.charter.fields.agreed
    if agreed is None or agreed.on > community.as_of:
        return None
    meetup = link_meetup(context, agreed.meetup)
    return AgreementView(view_day(agreed.on, context.wording), meetup, is_agreement_old(community))
