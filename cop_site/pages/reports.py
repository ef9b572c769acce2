"""The reports of years and quarters: where each of them is found."""

from __future__ import annotations

from cop_site.authoring.report import REPORTS
from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.site import Site


def find_reports(site: Site) -> list[Note[Fields]]:
    """Return the reports that have a page, the latest years first, and in each year that of the whole year first."""
    reports = [note for note in site.community.of(Kind.PAGE) if is_report(note) and note.has_page]
    reports.sort(key=lambda note: note.slug)
    return sorted(reports, key=lambda note: note.slug[:4], reverse=True)


def is_report(note: Note[Fields]) -> bool:
    """Return whether a note stands where `cop report` writes."""
    return note.source.folder == REPORTS
