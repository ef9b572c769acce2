"""What the community has covered, what it repeated and what it left out: topics by quarters."""

from __future__ import annotations

from datetime import date
from shlex import quote
from typing import Any

from cop_site.insight.coverage import Coverage, Flag, Status, TopicCoverage
from cop_site.insight.repeats import Repeat
from cop_site.model.kinds import Meetup
from cop_site.model.note import Note
from cop_site.pages.board import evidence_sentence
from cop_site.pages.days import quarter_of, quarters_between, view_day
from cop_site.pages.page import Page
from cop_site.pages.site import Place, Site

_MOST_QUARTERS = 8


def coverage_page(site: Site) -> Page:
    """The matrix with everything it is counted from."""
    place = site.at("coverage/")
    figures = site.figures
    coverage = figures.coverage
    quarters = _quarters(coverage, site.community.as_of)
    values = {
        "as_of": view_day(site.community.as_of),
        "quarters": [f"Q{quarter} {year}" for year, quarter in quarters],
        "rows": [_row(place, covered, quarters, figures.repeats) for covered in coverage.topics.values()],
        "counts": [(status, len(coverage.with_status(status))) for status in Status],
        "topics": len(coverage.topics),
        "covered": coverage.covered,
        "objectives_claimed": coverage.objectives_claimed,
        "objectives_listed": coverage.objectives_listed,
        "held": len(coverage.held),
        "left_out": [_gap(place, covered) for covered in _by_demand(coverage.with_status(Status.LEFT_OUT))],
        "introduced": [_gap(place, covered) for covered in coverage.with_status(Status.INTRODUCED)],
        "partial": [_gap(place, covered) for covered in coverage.with_status(Status.PARTIAL)],
        "resting": [_gap(place, covered) for covered in coverage.with_flag(Flag.RESTING)],
        "repeats": [_repeat(place, repeat) for repeat in reversed(figures.repeats)],
        "accidental": sum(1 for repeat in figures.repeats if not repeat.deliberate),
        "off_syllabus": place.rows(coverage.off_syllabus),
        "undeclared": [
            {"tag": tag, "links": [place.link(note) for note in notes], "command": f"cop new topic {quote(tag)}"}
            for tag, notes in coverage.undeclared.items()
        ],
    }
    html = site.templates.fill("coverage", values)
    return Page("coverage/", "Coverage", html, "What we have covered, repeated and left out.", wide=True)


def _quarters(coverage: Coverage, as_of: date) -> list[tuple[int, int]]:
    """The quarters of the matrix: from the first meetup to the last planned one, the latest eight."""
    days = [meetup.fields.date for covered in coverage.topics.values() for meetup in (*covered.held, *covered.planned)]
    days.append(as_of)
    return quarters_between(min(days), max(days))[-_MOST_QUARTERS:]


def _row(
    place: Place, covered: TopicCoverage, quarters: list[tuple[int, int]], repeats: tuple[Repeat, ...]
) -> dict[str, Any]:
    by_later = {repeat.later.key: repeat for repeat in repeats if repeat.topic == covered.topic.slug}
    cells: dict[tuple[int, int], list[dict[str, Any]]] = {quarter: [] for quarter in quarters}
    for meetup in (*covered.held, *covered.planned):
        quarter = quarter_of(meetup.fields.date)
        if quarter in cells:
            cells[quarter].append(_mark(place, meetup, by_later.get(meetup.key)))
    return {
        "chip": place.chip(covered.topic.slug),
        "area": covered.topic.fields.area,
        "status": covered.status,
        "flags": covered.flags,
        "asked": len(covered.wanted_by),
        "cells": list(cells.values()),
    }


def _mark(place: Place, meetup: Note[Meetup], repeat: Repeat | None) -> dict[str, Any]:
    planned = place.site.community.is_planned(meetup)
    words = f"{view_day(meetup.fields.date).text}: {meetup.title}"
    if planned:
        words += " (planned)"
    if repeat:
        words += " (again on purpose)" if repeat.deliberate else " (repeated by accident)"
    kind = "" if repeat is None else "deliberate" if repeat.deliberate else "accidental"
    return {"href": place.href(meetup.uri), "planned": planned, "repeat": kind, "words": words}


def _gap(place: Place, covered: TopicCoverage) -> dict[str, Any]:
    return {"chip": place.chip(covered.topic.slug), "evidence": evidence_sentence(covered)}


def _repeat(place: Place, repeat: Repeat) -> dict[str, Any]:
    return {
        "topic": place.chip(repeat.topic),
        "earlier": place.card(repeat.earlier),
        "later": place.card(repeat.later),
        "deliberate": repeat.deliberate,
    }


def _by_demand(topics: tuple[TopicCoverage, ...]) -> list[TopicCoverage]:
    return sorted(topics, key=lambda covered: (-len(covered.wanted_by), covered.topic.title))
