"""Whether it is time to agree on the purpose again."""

from __future__ import annotations

from cop_site.insight.contributors import ACTIVE_DAYS
from cop_site.model.community import Community


def is_agreement_old(community: Community) -> bool:
    """Return whether the purpose was last agreed on more than 365 days ago; not where the charter does not say."""
    agreed = community.charter.fields.agreed
    return agreed is not None and (community.as_of - agreed.on).days > ACTIVE_DAYS
