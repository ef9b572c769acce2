"""Compiles the pages of many notes in several processes at once."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable

from cop_site.pages.compile import compile_notes, compile_overview
from cop_site.pages.page import Page
from cop_site.pages.site import Site

WORTH_IT = 200
"""From this many notes on, the processes are worth starting."""
_CHUNK = 64

Finish = Callable[[Iterable[Page]], None]

_adopted: list[tuple[Site, Finish]] = []


def compile_in_parallel(site: Site, finish: Finish, notes_done: Callable[[], None]) -> list[Page]:
    """Make every page, as `compile_pages` does and in the same order, with all processors where that pays.

    `finish` is called with the pages of notes as soon as they are made, in the process that made them, and
    `notes_done` in this process once all of them are, while the other pages are still to come. The processes are
    forks, so the site is not copied; where forking is not safe (other systems than Linux, or other threads in this
    process, as under `mkdocs serve`), this process does all of it.
    """
    notes = site.community.notes
    processes = _count_processors()
    forks = sys.platform == "linux" and threading.active_count() == 1
    if processes == 1 or not forks or len(notes) < WORTH_IT:
        pages = list(compile_notes(site, notes))
        finish(pages)
        notes_done()
        return [*compile_overview(site), *pages]
    # What is computed here once, no fork has to compute.
    site.templates.load()
    figures = site.figures
    _ = figures.coverage, figures.steps_at, figures.freshness, figures.repeats_of, figures.objectives_of
    with multiprocessing.get_context("fork").Pool(processes, _adopt, (site, finish)) as pool:
        chunks = pool.map(_compile_chunk, range(0, len(notes), _CHUNK), chunksize=1)
    notes_done()
    return [*compile_overview(site), *(page for pages in chunks for page in pages)]


def _adopt(site: Site, finish: Finish) -> None:
    _adopted.append((site, finish))


def _compile_chunk(start: int) -> list[Page]:
    """The pages of the notes from the index `start` on, in a process that has adopted a site."""
    site, finish = _adopted[-1]
    pages = list(compile_notes(site, site.community.notes[start : start + _CHUNK]))
    finish(pages)
    return pages


def _count_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
