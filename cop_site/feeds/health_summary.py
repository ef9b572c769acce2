"""How the community does as text for a terminal; it imports no model, which a document from the cache does not need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def render_health(health: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines for a terminal; only what there is anything to count for."""
    least, bands, newcomers = health["min_sample"], health["participation"], health["newcomers"]
    if bands["sample"]:
        numbers = ", ".join(f"{bands[band]} {band}" for band in ("core", "active", "peripheral"))
        said = f"{numbers} within a year, by {bands['based_on']}"
        of = "meetups" if bands["based_on"] == "attendance" else "notes with people"
        yield f"People      {_not_enough(bands['sample'], least, of) if bands['core'] is None else said}"
        if health["renewal"]["brittle"]:
            yield "            nobody in the core is new"
    if newcomers["contributed"]["of"]:
        days = newcomers["median_days"]
        median = "" if days is None else f" ({days:g} days, median)"
        contributed = _render_share(newcomers["contributed"], least, "newcomers")
        yield f"Newcomers   contributed within 180 days: {contributed}{median}"
        yield f"            came again within 90 days: {_render_share(newcomers['returned'], least, 'newcomers')}"
    if (retention := health["renewal"]["retention"])["of"]:
        yield f"            seen again from the year before: {_render_share(retention, least, 'people')}"
    if factor := health["concentration"]["truck_factor"]:
        people = "1 person" if factor == 1 else f"{factor} people"
        yield f"Hangs on    {people}, without whom over half of the topics that somebody knows would have nobody"
    if health["documentation"]["of"]:
        yield f"Written up  {_render_share(health['documentation'], least, 'meetups')}"


def _render_share(share: Mapping[str, Any], least: int, what: str) -> str:
    return _not_enough(share["of"], least, what) if share["share"] is None else f"{share['count']} of {share['of']}"


def _not_enough(count: int, least: int, what: str) -> str:
    return f"not enough data ({count} of {least} {what})"
