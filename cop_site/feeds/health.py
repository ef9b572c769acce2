"""How the community does in `community.json`: numbers of people and of notes, never a person."""

from __future__ import annotations

from collections.abc import Iterable
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
