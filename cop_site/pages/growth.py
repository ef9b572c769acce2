"""Growth: how far the topics of today were at the end of each quarter."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from cop_site.charts.growth import Stack, draw_growth
from cop_site.charts.svg import Frame
from cop_site.insight.coverage import Status
from cop_site.insight.growth import Stage, measure_growth
from cop_site.insight.period import quarter_period
from cop_site.model.labels import name_quarter
from cop_site.pages.context import PageContext
from cop_site.pages.days import quarter_of, quarters_between

_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """A quarter, for the table behind the chart."""

    name: str
    covered: int
    partial: int
    begun: int
    """Topics with notes or planned meetups."""
    left_out: int
    claimed: int
    """The number of objectives that are covered."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The topics by status at the end of each quarter."""

    drawing: Markup
    rows: tuple[GrowthRow, ...]
    """The latest first, at most twelve; the first is today."""
    objectives: int
    """The number of objectives."""


def view_growth(context: PageContext, width: int) -> Growth | None:
    """Return growth for a page of a width; None before there are topics and two quarters with meetups behind them."""
    figures, as_of = context.site.figures, context.site.community.as_of
    held = figures.coverage.held
    quarters = quarters_between(held[0].fields.date, as_of)[-_QUARTERS:] if held else []
    if len(quarters) < 2 or not figures.coverage.topics:
        return None
    days = [min(quarter_period(*quarter).last, as_of) for quarter in quarters]
    stages = measure_growth(figures.coverage, days, as_of, figures.thresholds)
    rows = [_row(context, stage) for stage in stages]
    stacks = [_stack(context, row, figures.coverage.objectives_listed) for row in rows]
    drawn = draw_growth(stacks, Frame(width, context.wording.direction))
    return Growth(drawn, tuple(reversed(rows)), figures.coverage.objectives_listed)


def _row(context: PageContext, stage: Stage) -> GrowthRow:
    return GrowthRow(
        name=name_quarter(context.wording, *quarter_of(stage.day)),
        covered=stage.counts[Status.COVERED],
        partial=stage.counts[Status.PARTIAL],
        begun=stage.counts[Status.INTRODUCED] + stage.counts[Status.PLANNED],
        left_out=stage.counts[Status.LEFT_OUT],
        claimed=stage.claimed,
    )


def _stack(context: PageContext, row: GrowthRow, listed: int) -> Stack:
    words = context.wording.gettext(
        "%(quarter)s: %(covered)s covered, %(partial)s partial, %(left_out)s left out",
        quarter=row.name,
        covered=row.covered,
        partial=row.partial,
        left_out=row.left_out,
    )
    counts = (row.covered, row.partial, row.begun, row.left_out)
    return Stack(row.name, counts, words, row.claimed / listed if listed else None)
