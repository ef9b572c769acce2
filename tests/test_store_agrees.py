"""Whatever is done to a community, and to its store, what is found with the store is what is found without one."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from rule_cases import find_cases
from sites import EXAMPLE

from cop_site.diagnostics import pack_diagnostic
from cop_site.feeds.community import describe_with_notes
from cop_site.project.open import OpenedProject, open_project
from cop_site.project.store import FOLDER, Store

_FOLDERS = [case.folder / which / "content" for case in find_cases() for which in ("bad", "good")]
_FILES = {
    f"{folder}/{file.relative_to(folder).as_posix()}": (file.relative_to(folder).as_posix(), file.read_bytes())
    for folder in (*_FOLDERS, EXAMPLE / "content")
    for file in sorted(folder.rglob("*.md"))
    if file.is_file() and file.stat().st_size < 4_096
}
"""The notes of all cases and of the example, by where they are: the name of each, and what is in it."""
_SETTINGS = (
    "",
    "[tool.cop.fields]\nspeakers = 'facilitators'\nkeywords = 'tags'\n",
    "[tool.cop.headings]\ndecisions = ['Agreed']\n",
    "[tool.cop.severity]\nlink-resolves = 'off'\nCOP409 = 'error'\n",
)
_TALK = "We asked Ann Li and @bo-chen what to do.\n\n## Agreements\n- Buy rye.\n\n" + "A line of text.\n" * 20
_PLACES = {
    "index.md": ["---\nname: A\npurpose: P.\n---\n", "---\nname: A\npurpose: P.\nlang: de\n---\nWords.\n"],
    "members/ann-li.md": ["---\nname: Ann Li\nlisted: true\n---\n", "---\nname: Ann Li\n---\n", "---\nname: [\n---\n"],
    "members/bo-chen.md": ["---\nname: Bo Chen\ndraft: true\n---\n", "---\nname: Bo Chen\nlisted: true\n---\n"],
    "topics/bread.md": [
        "---\ntitle: Bread\n---\n# Rye\n",
        "---\ntitle: Loaf\naliases: [bread]\n---\n[m](../meetups/a.md)\n",
    ],
    "meetups/a.md": [
        f"---\ndate: 2026-01-14\nspeakers: [Ann Li]\nkeywords: [bread]\n---\n[b](../topics/bread.md#rye)\n{_TALK}",
        f"---\ndate: 2026-01-14\nfacilitators: [ann-li]\ntags: [bread]\n---\n{_TALK} (due 2026-13-13) [[bread]]\n```\n",
    ],
    "meetups/b.md": [f"---\ndate: 2027-01-14\ntags: [loaf]\nrevisits: a\n---\n{_TALK}- [ ] @ann-li calls (due soon)\n"],
    "pages/c.md": [f"---\ntitle: C\npublish_date: 2026-12-24\n---\n{_TALK}", f"# C\n{_TALK}[a](../meetups/a.md)\n%%"],
}
"""Notes that say something of each other, in several states."""
_FILES |= {f"{name} {n}": (name, text.encode()) for name, texts in _PLACES.items() for n, text in enumerate(texts)}
_NAMES = st.sampled_from([f"{name} {n}" for name, texts in _PLACES.items() for n in range(len(texts))])
_TEXTS = ("", "---\n", "@ann", "Ann Li", "\n## Actions\n- x\n", "[a](b.md)", "%%")
_number = st.integers(0, 1_000)


def _find(project: OpenedProject) -> Any:
    """Return all that a check and the figures say, as commands ask for it."""

    def compute(opened: OpenedProject) -> Any:
        understood, found = opened.diagnose()
        return [pack_diagnostic(diagnostic) for diagnostic in found], describe_with_notes(understood.figures)

    return project.recall("all", compute)


class Community(RuleBasedStateMachine):
    """A community whose notes, settings, day and store are changed in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(mkdtemp())
        self.day = date(2026, 11, 25)
        self.version = 0

    @property
    def _notes(self) -> list[Path]:
        return sorted(file for file in (self.root / "content").rglob("*") if file.is_file())

    @initialize(names=st.lists(st.sampled_from(sorted(_FILES)), max_size=9), table=st.sampled_from(_SETTINGS))
    def begin(self, names: list[str], table: str) -> None:
        """Start with one of each note that says something of others, and with some others."""
        self.set_up(table)
        for name in (*names, *(f"{place} 0" for place in _PLACES)):
            self.write(name)

    @rule(name=_NAMES | st.sampled_from(sorted(_FILES)))
    def write(self, name: str) -> None:
        """Write a note, or another in its place."""
        path, raw = _FILES[name]
        file = self.root / "content" / path
        if not any(above.is_file() for above in file.parents) and not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)

    @rule(
        number=_number,
        at=_number,
        text=st.sampled_from(["", "---\n", "@ann", "\n## Actions\n- x\n", "[a](b.md)", "%%"]),
    )
    def edit(self, number: int, at: int, text: str) -> None:
        """Cut something out of a note, or put something in."""
        if self._notes:
            file = self._notes[number % len(self._notes)]
            raw = file.read_bytes()
            at %= len(raw) + 1
            file.write_bytes(raw[:at] + text.encode() + raw[at + (0 if text else 9) :])

    @rule(number=_number, other=_number)
    def move(self, number: int, other: int) -> None:
        """Give a note the place of another, or another name."""
        if self._notes:
            file, to = (self._notes[which % len(self._notes)] for which in (number, other))
            file.rename(to if file != to else file.with_name(f"moved-{file.name}"))

    @rule(number=_number)
    def delete(self, number: int) -> None:
        """Delete a note."""
        if self._notes:
            self._notes[number % len(self._notes)].unlink()

    @rule(table=st.sampled_from(_SETTINGS))
    def set_up(self, table: str) -> None:
        """Change the settings."""
        (self.root / "content").mkdir(exist_ok=True)
        (self.root / "pyproject.toml").write_text(f"[tool.cop]\n{table}", "utf-8")

    @rule(days=st.integers(-400, 400))
    def wait(self, days: int) -> None:
        """Look at it on another day."""
        self.day += timedelta(days=days)

    @rule(length=st.integers(0, 100_000), byte=st.binary(max_size=3))
    def spoil(self, length: int, byte: bytes) -> None:
        """Cut what is in the store short, or put something else into it."""
        for file in (self.root / FOLDER).glob("store-*.db"):
            raw = file.read_bytes()
            file.write_bytes(raw[:length] + byte + raw[length + len(byte) if byte else len(raw) :])

    @rule(version=st.integers(0, 2))
    def install(self, version: int) -> None:
        """Use another version of the program, or one from before."""
        self.version = version

    @invariant()
    def agrees(self) -> None:
        """Twice with the store is as without: what was computed before, and what was computed just now."""
        right = _find(open_project(self.root, self.day, Store(self.root / "no" / "folder")))
        with patch("cop_site.project.store.fingerprint_program", return_value=b"%d" % self.version):
            for _ in range(2):
                assert _find(open_project(self.root, self.day)) == right

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.root)


TestCommunity = Community.TestCase
TestCommunity.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
