"""Reads any source by what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from cop_site.adopt.record import Collected, Share, is_markdown, share_with_nobody
from cop_site.adopt.sources.errors import SourceError
from cop_site.adopt.sources.folder import CALENDARS, DATA, read_file, read_folder


def read_source(source: Path, today: date, share: Share = share_with_nobody) -> Collected:
    """Return everything that a folder or file holds; raise SourceError if it is of no kind that can be read.

    Of events that repeat, those up to `today` are taken. The files of a folder are read as `share` says.
    """
    collected = _read(source, today, share)
    name = collected.site.name or source.resolve().stem
    return replace(collected, site=replace(collected.site, name=name))


def _read(source: Path, today: date, share: Share) -> Collected:
    suffix = source.suffix.lower()
    if source.is_dir():
        return read_folder(source, share)
    if is_markdown(source.name):
        return read_file(source)
    if suffix in CALENDARS:
        from cop_site.adopt.sources.calendar import read_calendar  # noqa: PLC0415  # few sources are calendars

        return read_calendar(source, today)
    if suffix in DATA:
        from cop_site.adopt.sources.table import read_table  # noqa: PLC0415  # as above

        return read_table(source)
    raise SourceError(
        f"{source} is neither a folder nor Markdown, a calendar (.ics), a table (.csv) or a list (.yml, .json)"
    )
