"""Makes the report of a year or a quarter: the blocks that `cop report` writes, each with a heading of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.prose import Prose
from cop_site.insight.events import Answer, Events, covered_on, find_events
from cop_site.insight.figures import Figures
from cop_site.insight.period import Period, quarter_period, year_period

REPORTS = "reports"
"""The folder of the notes that have reports."""
_ROWS = {
    "held": "Meetups held",
    "documented": "Of these, written down",
    "attendances": "Times that somebody came",
    "opened": "Topics taken up for the first time",
    "covered": "Topics newly covered",
    "closed": "Topics that nobody waits for any more",
    "decisions": "Decisions",
    "added": "Notes added",
    "practices": "Practices that stuck",
    "stories": "Stories",
    "joined": "Members who joined",
    "left": "Members who left",
}
"""The rows of the table, by the name of the total."""
_MOST_ASKED = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A year, or a quarter of it."""

    year: int
    quarter: int = 0
    """1 to 4; 0 for the whole year."""

    @property
    def name(self) -> str:
        """Such as `2026` or `Q3 2026`."""
        return f"Q{self.quarter} {self.year}" if self.quarter else str(self.year)

    @property
    def slug(self) -> str:
        """Such as `2026` or `2026-q3`."""
        return f"{self.year}-q{self.quarter}" if self.quarter else str(self.year)

    @property
    def period(self) -> Period:
        """Its days."""
        return quarter_period(self.year, self.quarter) if self.quarter else year_period(self.year)

    @property
    def before(self) -> Span:
        """The same a year before, so that a summer is compared with a summer."""
        return Span(self.year - 1, self.quarter)


@dataclass(frozen=True, slots=True)
class Review:
    """What happened in a span and before it."""

    span: Span
    figures: Figures
    now: Events
    before: Events

    @property
    def is_over(self) -> bool:
        """Whether its last day is over."""
        return self.span.period.last <= self.figures.community.as_of

    @property
    def until(self) -> date:
        """Its last day, or today."""
        return min(self.span.period.last, self.figures.community.as_of)


def review(span: Span, figures: Figures) -> Review:
    """Return what happened in a span and before it."""
    return Review(span, figures, find_events(figures, span.period), find_events(figures, span.before.period))


def draft_report(about: Review, prose: Prose) -> dict[str, str]:
    """Return the blocks of the report, by name; members who are not listed are in them as a number."""
    now = about.now
    decided = (f"{prose.text(decision.text)} ({prose.note(decision.meetup)})" for decision in now.decided)
    return {
        "report-figures": f"## The figures\n\n{_introduce(about, prose)}\n\n{write_table(about)}",
        "report-topics": _block("Topics", _topics(about, prose), prose),
        "report-asked": _block("Asked for, and held", (_answer(answer, prose) for answer in now.answers), prose),
        "report-decisions": _block("Decisions", decided, prose),
        "report-practices": _block("Practices that stuck", map(prose.note, now.practices), prose),
        "report-stories": _block("Stories", map(prose.note, now.stories), prose),
        "report-members": _block("Members", _members(about, prose), prose),
    }


def _block(heading: str, items: Iterator[str], prose: Prose) -> str:
    return prose.lists({heading: items}) or f"## {heading}\n\nNothing is written down.\n"


def _introduce(about: Review, prose: Prose) -> str:
    """Say what is compared, and up to which day."""
    span = about.span
    so_far = "" if about.is_over else f" up to {prose.day(about.until)}, and so not yet the whole of it"
    return f"{span.name}{so_far}, beside {span.before.name}."


def write_table(about: Review, names: Iterable[str] = tuple(_ROWS)) -> str:
    """Return some totals beside those before, as a table; without the rows, or the table, of which nothing is known."""
    rows = [(_ROWS[name], about.now.totals[name], about.before.totals[name]) for name in names]
    rows = [row for row in rows if any(row[1:])]
    topics = len(about.figures.coverage.topics)
    if topics:
        now, before = (_count_covered(about.figures, day) for day in (about.until, about.span.before.period.last))
        rows.append((f"Of {topics} {'topic' if topics == 1 else 'topics'}, covered in all", now, before))
    if not rows:
        return "Nothing is written down that could be counted."
    head = f"| | {about.span.name} | {about.span.before.name} |\n|---|---:|---:|"
    return "\n".join([head, *(f"| {words} | {now} | {before} |" for words, now, before in rows)])


def _count_covered(figures: Figures, day: date) -> int:
    """Return how many topics were covered on a day."""
    days = (covered_on(covered, figures.thresholds) for covered in figures.coverage.topics.values())
    return sum(found is not None and found <= day for found in days)


def _topics(about: Review, prose: Prose) -> Iterator[str]:
    groups = {"Taken up for the first time": about.now.opened, "Newly covered": about.now.covered}
    for words, topics in {**groups, "Nobody waits any more for": about.now.closed}.items():
        if topics:
            yield f"{words}: {prose.notes(covered.topic for covered in topics)}"
    asked = {slug: len(members) for slug, members in about.figures.asked.items() if slug}
    if asked and not about.is_over:
        most = sorted(asked, key=lambda slug: (-asked[slug], slug))[:_MOST_ASKED]
        topics_asked = about.figures.coverage.topics
        yield f"Still asked for: {prose.notes(topics_asked[slug].topic for slug in most)}"


def _answer(answer: Answer, prose: Prose) -> str:
    asked = f"{answer.asked} {'member' if answer.asked == 1 else 'members'}, first on {prose.day(answer.since)}"
    held = f"{prose.day(answer.meetup.fields.date)}: {prose.note(answer.meetup)}"
    return f"{prose.note(answer.covered.topic)}: asked for by {asked}; held on {held}"


def _members(about: Review, prose: Prose) -> Iterator[str]:
    joined = len(about.now.joined)
    if joined:
        yield f"Joined: {joined} {'member' if joined == 1 else 'members'}"
    # A line each, so that a page can leave out who is listed no more.
    yield from (f"New: {prose.note(member)}" for member in about.now.joined if member.has_page)
    if left := len(about.now.left):
        yield f"Left: {left} {'member' if left == 1 else 'members'}"
