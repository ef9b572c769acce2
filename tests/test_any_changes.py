"""Whatever is changed between two builds, in whatever order: a build, and a server, give the site of a fresh build."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import Result
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sites import cop, set_up, write_notes
from test_last_build import PICTURE, is_unchanged, read
from test_reproducible import NOTES

from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.live import LiveSite
from cop_site.engines.publish import MARKER
from cop_site.project.open import open_project

EXAMPLES = int(os.environ.get("COP_SEQUENCES", "4"))
"""How many sequences of changes are tried: more by hand, with `COP_SEQUENCES=200`."""
SITE_FILE = (
    "site_name: Us\nsite_url: https://example.org/\ntheme: {name: material, language: LANGUAGE}\nplugins: [cop]\n"
)
TEXTS = (
    "One more sentence.\n",
    "# A title\n",
    "## Decisions\n\n- We meet on Mondays, as [before](2026-01-14-one.md).\n",
    "## Actions\n\n- [ ] @ben brings cake (due 2026-03-01)\n- [x] @ana thanks\n",
    "A drone, and a [link](../topics/alpha.md#more).\n\n## More\n\nAsk @zoe, @ana.\n",
    "![A dot](../dot.gif) and [nothing](nowhere.md).\n",
    "<!-- a remark that is never closed\n",
    "word " * 250,
)
"""What is written into notes: text alone, and what other pages show."""
LANGUAGES = "languages = ['LANGUAGE', 'fr']"
FIELDS = (
    "title: Another\n",
    "draft: true\n",
    "lang: de\n",
    "lang: fr\ntranslation_of: topics/alpha\n",
    "listed: false\n",
    "tags: [gamma, free]\n",
    "summary: Short.\n",
)
NAMES = (
    *NOTES,
    "glossary/drone.md",
    "members/zoe.md",
    "meetups/2026-02-04-more.md",
    "paths/start.md",
    "topics/index.md",
)
DAYS = (date(2026, 2, 11), date(2026, 3, 12))


class Changes(RuleBasedStateMachine):
    """A community that is changed and built."""

    search = False
    """Whether readers can search it."""

    @initialize()
    def begin(self) -> None:
        """Write a small community, and build it."""
        self.folder = Path(mkdtemp(prefix="cop-changes-"))
        self.root = write_notes(self.folder / "project", NOTES)
        write_notes(self.root, {"glossary/drone.md": "---\ntitle: Drone\n---\nA flying thing.\n"})
        (self.root / "own" / "pages").mkdir(parents=True)
        self.version, self.language = b"1", ""
        self.live = LiveSite(self.root, self.folder)
        self.set_up(DAYS[0], "")
        self.compare()

    def teardown(self) -> None:
        """Delete the community."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def compare(self) -> None:
        """Build what has changed, and all of it: both, and what is served, are the same. A third build does nothing."""
        built, site = self.build(), self.root / "site"
        assert built.exit_code == 0, built.output
        fresh = self.folder / "fresh"
        build_site(open_project(self.root, DAYS[0]), fresh, lambda _: None, lambda _: None, search=self.search)
        ours, theirs = read(site), read(fresh)
        assert {name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)} == set()
        assert is_unchanged(self.build(), self.root)
        self.live.refresh()
        served = [name for name in theirs if name != MARKER and not name.startswith("pagefind/")]
        assert [name for name in served if self.live.find(name) != theirs[name]] == []

    def build(self) -> Result:
        """Build what has changed, with this version of the program."""
        with patch("cop_site.project.store.fingerprint_program", return_value=self.version):
            return cop(self.root, "build", "--keep-going", "--search" if self.search else "--no-search")

    def set_up(self, day: date, more: str) -> None:
        """Write the settings; the first of several languages is that of the theme."""
        self.day, self.more = day, more
        set_up(self.root, f"as_of = {day}\ntemplates = 'own'\n{more.replace('LANGUAGE', self.language or 'en')}")

    def existing(self, number: int) -> Path:
        """Return one of the notes that there are."""
        notes = sorted((self.root / "content").rglob("*.md"))
        return notes[number % len(notes)]

    @rule(number=st.integers(0, 50), text=st.sampled_from(TEXTS), again=st.booleans())
    def edit(self, number: int, text: str, again: bool) -> None:
        """Write more into a note, or a text alone."""
        note = self.existing(number)
        head, fence, body = note.read_text("utf-8").rpartition("---\n")
        note.write_text(f"{head}{fence}{'' if again else body}{text}", "utf-8")
        self.compare()

    @rule(number=st.integers(0, 50), field=st.sampled_from(FIELDS))
    def set_field(self, number: int, field: str) -> None:
        """Give a note another field, or a second one of the name, which cannot be read."""
        note = self.existing(number)
        note.write_text(note.read_text("utf-8").replace("---\n", f"---\n{field}", 1), "utf-8")
        self.compare()

    @rule(name=st.sampled_from(NAMES))
    def restore(self, name: str) -> None:
        """Write a note as it was, or a new one."""
        write_notes(self.root, {name: NOTES.get(name, "---\ntitle: New\n---\nNew. The drone of ana.\n")})
        self.compare()

    @rule(number=st.integers(0, 50), new=st.sampled_from(("", "practices/moved.md", "topics/moved.md", "left/out.md")))
    def move(self, number: int, new: str) -> None:
        """Delete a note, or give it another name."""
        note = self.existing(number)
        if new:
            write_notes(self.root, {new: note.read_text("utf-8")})
        note.unlink()
        write_notes(self.root, {"index.md": NOTES["index.md"]})
        self.compare()

    @rule(name=st.sampled_from(("dot.gif", "topics/dot.gif")), size=st.integers(0, 2))
    def draw(self, name: str, size: int) -> None:
        """Add a picture, change it or delete it."""
        picture = self.root / "content" / name
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(PICTURE.replace(b"\1\0\1", bytes([size, 0, 1]))) if size else picture.unlink(
            missing_ok=True
        )
        self.compare()

    @rule(day=st.sampled_from(DAYS), more=st.sampled_from(("", "repository = 'https://example.org/x'", LANGUAGES)))
    def change_settings(self, day: date, more: str) -> None:
        """Change the settings, and the day."""
        self.set_up(day, more)
        self.compare()

    @rule(language=st.sampled_from(("", "en", "de")), log=st.sampled_from(("", "<h1>Log</h1>\n")))
    def change_looks(self, language: str, log: str) -> None:
        """Change `mkdocs.yml` and a template, or have none."""
        for file, text in (
            ("mkdocs.yml", language and SITE_FILE.replace("LANGUAGE", language)),
            ("own/pages/log.html", log),
        ):
            (self.root / file).write_text(text, "utf-8") if text else (self.root / file).unlink(missing_ok=True)
        self.language = language
        self.set_up(self.day, self.more)
        self.compare()

    @rule(number=st.integers(0, 500), gone=st.booleans())
    def damage_site(self, number: int, gone: bool) -> None:
        """Change a file of the site, or delete it."""
        files = sorted(file for file in (self.root / "site").rglob("*") if file.is_file() and file.name != ".cop-site")
        file = files[number % len(files)]
        file.unlink() if gone else file.write_bytes(file.read_bytes()[:-1] + b"?")
        self.compare()

    @rule(version=st.sampled_from((b"1", b"2")))
    def install(self, version: bytes) -> None:
        """Use another version of the program, or one from before, which finds what it has kept."""
        self.version = version
        self.compare()

    @rule(share=st.sampled_from((0, 0.5, 0.99)))
    @precondition(lambda self: any((self.root / ".cop-cache").glob("*.db")))
    def damage_store(self, share: float) -> None:
        """Cut the store off."""
        for file in (self.root / ".cop-cache").glob("*.db"):
            os.truncate(file, int(file.stat().st_size * share))
        self.compare()


class SearchedChanges(Changes):
    """The same with a search, whose files take longer."""

    search = True


def _try(machine: type[Changes], examples: int) -> Any:
    machine.TestCase.settings = settings(
        max_examples=examples, stateful_step_count=6, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return pytest.mark.slow(machine.TestCase)


TestChanges = _try(Changes, EXAMPLES)
TestSearchedChanges = _try(SearchedChanges, max(1, EXAMPLES // 4))
