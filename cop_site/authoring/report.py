"""Makes the report of a year or a quarter: the blocks that `cop report` writes, each with a heading of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cop_site.authoring.prose import Prose
from cop_site.insight.events import Answer, Events, covered_on, find_events
from cop_site.insight.figures import Figures
from cop_site.insight.period import Period, quarter_period, year_period
from cop_site.model.kinds import Kind
from cop_site.model.labels import label_kinds, name_quarter
from cop_site.wording.catalogue import Wording

REPORTS = "reports"
"""The folder of the notes that have reports."""
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

    def word(self, wording: Wording) -> str:
        """Return its name in a language."""
        if not self.quarter:
            return wording.formats.year(self.year)
        return name_quarter(wording, self.year, self.quarter)

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
    now, gettext = about.now, prose.wording.gettext
    decided = (prose.remark(prose.text(decision.text), prose.note(decision.meetup)) for decision in now.decided)
    parts = {
        "topics": (gettext("Topics"), _topics(about, prose)),
        "asked": (gettext("Asked for, and held"), (_answer(answer, prose) for answer in now.answers)),
        "decisions": (gettext("Decisions"), decided),
        "practices": (gettext("Practices that stuck"), map(prose.note, now.practices)),
        "stories": (label_kinds(Kind.TESTIMONIAL, prose.wording), map(prose.note, now.stories)),
        "members": (gettext("Members"), _members(about, prose)),
    }
    nothing = gettext("Nothing is written down.")
    figures = "\n\n".join(["## " + gettext("The figures"), _introduce(about, prose), write_table(about, prose)])
    return {"report-figures": figures} | {
        f"report-{name}": prose.lists({heading: items}) or f"## {heading}\n\n{nothing}\n"
        for name, (heading, items) in parts.items()
    }


def _introduce(about: Review, prose: Prose) -> str:
    """Say what is compared, and up to which day."""
    wording = prose.wording
    now, before = about.span.word(wording), about.span.before.word(wording)
    if about.is_over:
        return wording.gettext("%(now)s, beside %(before)s.", now=now, before=before)
    return wording.gettext(
        "%(now)s up to %(day)s, and so not yet the whole of it, beside %(before)s.",
        now=now,
        day=prose.day(about.until),
        before=before,
    )


def write_table(about: Review, prose: Prose, names: Iterable[str] = ()) -> str:
    """Return some totals, or all, beside those before, as a table; without the rows of which nothing is known."""
    wording = prose.wording
    labels = _label_rows(wording)
    rows = [(labels[name], about.now.totals[name], about.before.totals[name]) for name in names or labels]
    rows = [row for row in rows if any(row[1:])]
    if topics := len(about.figures.coverage.topics):
        now, before = (_count_covered(about.figures, day) for day in (about.until, about.span.before.period.last))
        label = wording.ngettext("Of %(num)s topic, covered in all", "Of %(num)s topics, covered in all", topics)
        rows.append((label, now, before))
    if not rows:
        return wording.gettext("Nothing is written down that could be counted.")
    head = f"| | {about.span.word(wording)} | {about.span.before.word(wording)} |\n|---|---:|---:|"
    return "\n".join([head, *(f"| {words} | {now} | {before} |" for words, now, before in rows)])


def _label_rows(wording: Wording) -> dict[str, str]:
    """Return the labels of the rows of the table, by the name of the total."""
    gettext = wording.gettext
    return {
        "held": gettext("Meetups held"),
        "documented": gettext("Of these, written down"),
        "attendances": gettext("Times that somebody came"),
        "opened": gettext("Topics taken up for the first time"),
        "covered": gettext("Topics newly covered"),
        "closed": gettext("Topics that nobody waits for any more"),
        "decisions": gettext("Decisions"),
        "added": gettext("Notes added"),
        "practices": gettext("Practices that stuck"),
        "stories": label_kinds(Kind.TESTIMONIAL, wording),
        "joined": gettext("Members who joined"),
        "left": gettext("Members who left"),
    }


def _count_covered(figures: Figures, day: date) -> int:
    """Return how many topics were covered on a day."""
    days = (covered_on(covered, figures.thresholds) for covered in figures.coverage.topics.values())
    return sum(found is not None and found <= day for found in days)


def _topics(about: Review, prose: Prose) -> Iterator[str]:
    gettext, named = prose.wording.gettext, prose.wording.named
    groups = {
        gettext("Taken up for the first time"): about.now.opened,
        gettext("Newly covered"): about.now.covered,
        gettext("Nobody waits any more for"): about.now.closed,
    }
    for words, topics in groups.items():
        if topics:
            yield named(words, prose.notes(covered.topic for covered in topics))
    asked = {slug: len(members) for slug, members in about.figures.asked.items() if slug}
    if asked and not about.is_over:
        most = sorted(asked, key=lambda slug: (-asked[slug], slug))[:_MOST_ASKED]
        topics_asked = about.figures.coverage.topics
        yield named(gettext("Still asked for"), prose.notes(topics_asked[slug].topic for slug in most))


def _answer(answer: Answer, prose: Prose) -> str:
    return prose.wording.ngettext(
        "%(topic)s: asked for by %(num)s member, first on %(since)s; held on %(meetup)s",
        "%(topic)s: asked for by %(num)s members, first on %(since)s; held on %(meetup)s",
        answer.asked,
        topic=prose.note(answer.covered.topic),
        since=prose.day(answer.since),
        meetup=prose.dated(answer.meetup),
    )


def _members(about: Review, prose: Prose) -> Iterator[str]:
    wording = prose.wording
    joined, left = len(about.now.joined), len(about.now.left)
    if joined:
        yield wording.ngettext("Joined: %(num)s member", "Joined: %(num)s members", joined)
    # A line each, so that a page can leave out who is listed no more.
    for member in about.now.joined:
        if member.has_page:
            yield wording.named(wording.pgettext("a member", "New"), prose.note(member))
    if left:
        yield wording.ngettext("Left: %(num)s member", "Left: %(num)s members", left)
