"""How the community does, in `community.json` and `cop stats`: numbers of people and of notes, never a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cop_site.insight.concentration import Concentration
from cop_site.insight.figures import Figures
from cop_site.insight.participation import Participation
from cop_site.insight.renewal import Newcomers, Renewal
from cop_site.insight.share import Share
from cop_site.model.note import Note


def describe_health(figures: Figures) -> dict[str, Any]:
    """Return the figures about people, notes and value, in JSON's own types and in a fixed order."""
    value, documentation = figures.value, figures.documentation
    return {
        "min_sample": figures.thresholds.min_sample,
        "participation": _describe_bands(figures.participation[-1]),
        "participation_by_year": [_describe_bands(year) for year in figures.participation],
        "concentration": _describe_concentration(figures.concentration),
        "newcomers": _describe_newcomers(figures.newcomers),
        "renewal": _describe_renewal(figures.renewal),
        "documentation": {**_describe_share(documentation.share), "missing": _list_slugs(documentation.missing)},
        "value": {
            "immediate": value.immediate,
            "potential": value.potential,
            "applied": value.applied,
            "realised": value.realised,
            "complete_stories": _list_slugs(value.complete),
        },
        "paths": [
            {
                "slug": health.path.slug,
                "broken": health.is_broken,
                "faults": [fault.value for fault in health.faults],
                "thin": _list_slugs(health.thin),
            }
            for health in figures.path_health
        ],
        "formats": {name or "not stated": count for name, count in figures.formats.items()},
    }


def render_health(health: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines for a terminal; only what there is anything to count for."""
    least, bands, newcomers = health["min_sample"], health["participation"], health["newcomers"]
    if bands["sample"]:
        numbers = ", ".join(f"{bands[band]} {band}" for band in ("core", "active", "peripheral"))
        said = f"{numbers} within a year, by {bands['based_on']}"
        yield f"People      {_not_enough(bands['sample'], least) if bands['core'] is None else said}"
        if health["renewal"]["brittle"]:
            yield "            nobody in the core is new"
    if newcomers["contributed"]["of"]:
        days = newcomers["median_days"]
        median = "" if days is None else f" ({days:g} days, median)"
        yield f"Newcomers   contributed within 180 days: {_render_share(newcomers['contributed'], least)}{median}"
        yield f"            came again within 90 days: {_render_share(newcomers['returned'], least)}"
    if health["renewal"]["retention"]["of"]:
        yield f"            seen again from the year before: {_render_share(health['renewal']['retention'], least)}"
    if factor := health["concentration"]["truck_factor"]:
        people = "1 person" if factor == 1 else f"{factor} people"
        yield f"Hangs on    {people}, without whom over half of the topics would have nobody"
    if health["documentation"]["of"]:
        yield f"Written up  {_render_share(health['documentation'], least)}"


def _render_share(share: Mapping[str, Any], least: int) -> str:
    return _not_enough(share["of"], least) if share["share"] is None else f"{share['count']} of {share['of']}"


def _not_enough(count: int, least: int) -> str:
    return f"not enough data ({count} of {least})"


def _describe_bands(bands: Participation) -> dict[str, Any]:
    numbers = {
        "core": len(bands.core),
        "active": len(bands.active),
        "peripheral": len(bands.peripheral),
    }
    return {
        "up_to": bands.day.isoformat(),
        "based_on": bands.basis.value,
        "held": bands.held,
        "with_attendance": bands.with_attendance,
        "sample": bands.sample,
        **(numbers if bands.is_enough else dict.fromkeys(numbers)),
    }


def _describe_concentration(concentration: Concentration) -> dict[str, Any]:
    return {
        "contributors": concentration.contributors,
        "absence_factor": concentration.absence_factor or None,
        "truck_factor": concentration.truck_factor or None,
        "one_voice": [covered.topic.slug for covered in concentration.one_voice],
        "topics": [
            {
                "slug": voices.topic.topic.slug,
                "contributors": voices.contributors,
                "absence_factor": voices.absence_factor,
            }
            for voices in concentration.topics
        ],
    }


def _describe_newcomers(newcomers: Newcomers) -> dict[str, Any]:
    return {
        "contributed": _describe_people(newcomers.contributed),
        "returned": _describe_people(newcomers.returned),
        "median_days": newcomers.median_days,
        "sample": newcomers.sample,
        "cohorts": [{"year": one.year, **_describe_people(one.contributed)} for one in newcomers.cohorts],
    }


def _describe_renewal(renewal: Renewal) -> dict[str, Any]:
    return {
        "retention": _describe_people(renewal.retention),
        "core_renewal": _describe_people(renewal.core_renewal),
        "carry_over": _describe_share(renewal.carry_over),
        "brittle": renewal.is_brittle,
    }


def _describe_share(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.of, "share": share.value}


def _describe_people(share: Share) -> dict[str, Any]:
    """A share of people; of so few that a number would tell who, only how many there are."""
    return {**_describe_share(share), "count": share.count if share.is_enough else None}


def _list_slugs(notes: Iterable[Note[Any]]) -> list[str]:
    return [note.slug for note in notes]
