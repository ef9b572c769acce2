"""A build that is stopped, at whatever moment, leaves a whole site, and nothing else in the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from sites import COP, build, built, set_up, write_notes
from test_reproducible import NOTES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc"),
]
KILLS = int(os.environ.get("COP_KILLS", "8"))
"""How many builds are killed: more by hand, with `COP_KILLS=200`."""


def _read(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _start(root: Path) -> subprocess.Popen[str]:
    """Start a build in a session of its own, by which its processes can be found."""
    environment = {**os.environ, "TMPDIR": str(root.parent / "temporary")}
    return subprocess.Popen(
        [COP, "build"], cwd=root, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def _processes_of(session: int) -> list[str]:
    """Return the command lines of the processes of a session that have not ended."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (process / "stat").read_text("utf-8").rpartition(")")[2].split()[:4]
            if int(of) == session and state not in "ZX":
                found.append((process / "cmdline").read_text("utf-8"))
        except OSError:  # it has ended
            continue
    return found


def _wait_for_end(session: int) -> list[str]:
    """Wait a while until no process of a session is left, and return those that are."""
    for _ in range(600):
        if not (left := _processes_of(session)):
            break
        time.sleep(0.05)
    return left


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small community."""
    (tmp_path / "temporary").mkdir()
    return write_notes(set_up(tmp_path / "project"), NOTES)


def _write(root: Path, text: str) -> None:
    (root / "content" / "index.md").write_text(f"---\nname: Us\npurpose: To learn.\n---\n{text}\n", "utf-8")


def test_a_killed_build_leaves_a_whole_site(root: Path) -> None:
    """At random moments, the site is that of the old notes or that of the new ones, and no process goes on."""
    whole = []
    for text in ("one", "two"):
        _write(root, text)
        started = time.monotonic()
        whole.append(_read(built(root).folder))
    lasts = time.monotonic() - started
    random = Random(KILLS)  # noqa: S311  # moments, not secrets
    for number in range(KILLS):
        _write(root, ("one", "two")[number % 2])
        with _start(root) as process:
            time.sleep(random.uniform(0.1, 1.1) * lasts)
            process.kill()
        assert _wait_for_end(process.pid) == []
        assert _read(root / "site") in whole
    assert build(root).returncode == 0
    assert _read(root / "site") == whole[(KILLS - 1) % 2]
    assert sorted(path.name for path in root.iterdir()) == [".cop-cache", "content", "pyproject.toml", "site"]
    assert list((root.parent / "temporary").iterdir()) == []


def test_what_a_killed_build_left_goes_where_nothing_is_built(root: Path) -> None:
    """The next build deletes it even if the notes are again those of the site, so that nothing has changed."""
    _write(root, "one")
    built(root)
    _write(root, "two")
    with _start(root) as process:
        assert process.stderr
        assert "building pages\n" in iter(process.stderr.readline, "")
        process.kill()
    assert _wait_for_end(process.pid) == []
    assert [path.name for path in root.glob("site.new.*")]
    _write(root, "one")
    assert "nothing changed" in build(root).stderr
    assert list(root.glob("site.new.*")) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_stop_cleans_up(root: Path, number: signal.Signals) -> None:
    """SIGTERM and Ctrl+C end it with a message, as its exit status says, and leave nothing behind."""
    _write(root, "one")
    before = _read(built(root).folder)
    _write(root, "two")
    with _start(root) as process:
        assert process.stderr
        said = [process.stderr.readline() for _ in range(2)]
        assert said[-1] == "building pages\n"
        process.send_signal(number)
        rest = process.stderr.read()
    assert rest == "cop: interrupted before the new site was complete; nothing was replaced\n"
    assert process.returncode == 128 + number
    assert _wait_for_end(process.pid) == []
    assert _read(root / "site") == before
    assert sorted(path.name for path in root.iterdir()) == [".cop-cache", "content", "pyproject.toml", "site"]
    assert list((root.parent / "temporary").iterdir()) == []


def test_two_builds_at_once(root: Path) -> None:
    """Both end well, and the site is whole."""
    with _start(root) as one, _start(root) as other:
        errors = [process.communicate()[1] for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], errors
    site = _read(root / "site")
    assert site == _read(built(root).folder)
    assert sorted(path.name for path in root.iterdir()) == [".cop-cache", "content", "pyproject.toml", "site"]
