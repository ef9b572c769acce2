"""The cases of the figures: small communities, and the figures expected of them.

Each folder of `cases/communities` has a `content` folder and an `expected.json`. Its keys are figures; others are not
compared. A case may also have the whole `document.json`, `stats.txt` and `plan.txt`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assembled import build_community

from cop_site.content.files import Files, SourceText, read_files
from cop_site.feeds.health import describe_health
from cop_site.insight.figures import Figures
from cop_site.pages.site import Site
from cop_site.pages.templates import Templates
from cop_site.project.compiled import CompiledTemplates
from cop_site.project.store import Store
from cop_site.settings import Settings, Thresholds
from cop_site.wording.message import Message

CASES = Path(__file__).parent / "cases" / "communities"
TEMPLATES = Path(__file__).parents[1] / "docs_template"
AS_OF = date(2026, 11, 25)
_COMPILED = CompiledTemplates(Store(TEMPLATES))
"""Shared by all sites of a process; nothing is written."""


def find_cases() -> list[Path]:
    """Return the folder of every case."""
    return sorted(folder for folder in CASES.iterdir() if folder.is_dir())


def expected(case: Path) -> dict[str, Any]:
    """Return the expected figures of a case."""
    figures: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    return figures


def measure(case: Path, as_of: date = AS_OF, thresholds: Thresholds | None = None) -> Figures:
    """Return the figures of a case."""
    return Figures(build_community(read_files(case, "content"), as_of), thresholds or Thresholds())


def measure_texts(texts: Mapping[str, str], as_of: date = AS_OF) -> Figures:
    """Return the figures of notes in memory, in the given order."""
    sources = tuple(SourceText(f"content/{name}", name, text) for name, text in texts.items())
    return Figures(build_community(Files("content", sources, (), ()), as_of), Thresholds())


def site_of(texts: Mapping[str, str]) -> Site:
    """Return the site of notes in memory."""
    figures = measure_texts(texts)
    return Site(figures.community, figures, Settings(), Templates([TEMPLATES], compiled=_COMPILED))


def show(figures: Figures) -> dict[str, Any]:
    """Return all figures in the form of `expected.json`."""
    return {name: compute(figures) for name, compute in _FIGURES.items()}


def _topics(figures: Figures) -> dict[str, dict[str, Any]]:
    return {
        slug: {
            "status": covered.status.value,
            "flags": [flag.value for flag in covered.flags],
            "held": [meetup.slug for meetup in covered.held],
            "planned": [meetup.slug for meetup in covered.planned],
            "others": sorted(note.slug for note in covered.others),
            "claimed": covered.claimed,
            "wanted_by": [member.slug for member in covered.wanted_by],
        }
        for slug, covered in figures.coverage.topics.items()
    }


def _share(figures: Figures) -> list[int]:
    topics = figures.coverage.topics.values()
    return [sum(covered.status.value == "covered" for covered in topics), len(topics)]


def _demand(figures: Figures) -> list[int]:
    topics = figures.coverage.topics.values()
    met = sum(len(covered.wanted_by) for covered in topics if covered.status.value == "covered")
    return [met, sum(len(covered.wanted_by) for covered in topics)]


def _candidates(figures: Figures) -> dict[str, dict[str, Any]]:
    return {
        candidate.covered.topic.slug: {
            "reasons": list(candidate.reasons),
            "missing": [topic.slug for topic in candidate.missing],
            "could_lead": list(candidate.could_lead),
            "material": [note.key for note in candidate.material],
        }
        for candidate in figures.candidates
    }


def _log(figures: Figures) -> dict[str, Any]:
    def action(found: Any) -> list[Any]:
        return [found.text, list(found.who), found.due.isoformat() if found.due else None]

    log = figures.log
    return {
        "decisions": [decision.text for decision in log.decisions],
        "open": [action(found) for found in log.open_actions],
        "done": [action(found) for found in log.actions if found.done],
    }


_FIGURES: dict[str, Callable[[Figures], Any]] = {
    "topics": _topics,
    "order": lambda figures: list(figures.coverage.topics),
    "undeclared": lambda f: {tag: [n.slug for n in notes] for tag, notes in f.coverage.undeclared.items()},
    "wishes": lambda f: {wish: [m.slug for m in members] for wish, members in f.coverage.wishes.items()},
    "claims": lambda f: {
        f"{slug}/{objective.id}": [meetup.slug for meetup in objective.claimed_by]
        for slug, covered in f.coverage.topics.items()
        for objective in covered.objectives
    },
    "tag_order": lambda f: list(f.coverage.undeclared),
    "wish_order": lambda f: list(f.coverage.wishes),
    "share": _share,
    "demand": _demand,
    "repeats": lambda f: [[r.topic, r.earlier.slug, r.later.slug, r.deliberate] for r in f.repeats],
    "repeat_rate": lambda f: [f.repeat_rate.accidental, f.repeat_rate.held],
    "freshness": lambda f: {
        key: [found.state.value, found.due.isoformat() if found.due else None] for key, found in f.freshness.items()
    },
    "routes": lambda f: {
        slug: {"steps": [step.note.key for step in route.steps], "minutes": route.minutes}
        for slug, route in f.routes.items()
    },
    "optional": lambda f: {
        slug: [step.note.key for step in route.steps if step.optional] for slug, route in f.routes.items()
    },
    "onward": lambda f: {
        slug: [[topic.slug for topic in route.after], [path.slug for path in route.next_paths]]
        for slug, route in f.routes.items()
    },
    "reasons": lambda f: {
        slug: [[s.note.slug, s.why.english if isinstance(s.why, Message) else s.why] for s in route.steps]
        for slug, route in f.routes.items()
    },
    "numbers": lambda f: {slug: [step.number for step in route.steps] for slug, route in f.routes.items()},
    "log": _log,
    "decision_states": lambda f: [[found.anchor, found.state.value] for found in f.log.decisions],
    "ranking": lambda f: [[c.covered.topic.slug, round(c.score, 4)] for c in f.candidates],
    "candidates": _candidates,
    "plan": lambda f: [[slot.day.isoformat(), slot.candidate.covered.topic.slug] for slot in f.plan],
    "off_syllabus": lambda f: [meetup.slug for meetup in f.coverage.off_syllabus],
    "active": lambda f: sorted(f.active),
    "health": describe_health,
    "duplicates": lambda f: [[pair.first.key, pair.second.key, pair.reason] for pair in f.duplicates],
}
