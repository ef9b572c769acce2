"""What differs between systems: `cop` works on Windows, and says by name what cannot."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from sites import EXAMPLE, cop, run, set_up, write_notes

from cop_site.cli import main
from cop_site.engines import swap
from cop_site.engines.publish import PublishError, publish

AS_WINDOWS = Path(__file__).with_name("as_windows.py")


def _on_windows(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run `cop` as if on Windows, into a pipe that takes what Western Europe writes, as pipes there do."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, str(AS_WINDOWS), "-C", str(root), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


COMMANDS = (
    "check --strict",
    "check --fix",
    "check --changed HEAD",
    "check --format sarif",
    "check --format gitlab",
    "build",
    "build --strict",  # over the site that is there
    "plan",
    "plan --write 1",
    "agenda --write",
    "announce --for chat",
    "close 2026-11-04 --attended 8 --dry-run",
    "stats --format json",
    "digest --since 2026-09-01",
    "report 2026 --write",
    "handover tomas-lind",
    "newcomers",
    "stories",
    "stats --without tomas-lind",
    "diff HEAD",
    "tags",
    "explain",
    "schema --write",
    "rename topic handling-silence silence",
    "rename tag facilitation-craft hosting",
    "forget diego-marin --dry-run",
    "adopt content --dry-run",
    "comment --help",
    "init --dry-run --yes",
    "links --help",
    "serve --help",
)


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """A copy of the example community, in git."""
    root = set_up(tmp_path / "community")
    shutil.copytree(EXAMPLE / "content", root / "content")
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Begin"]):
        subprocess.run([*git, *arguments], check=True)
    return root


@pytest.mark.slow
def test_every_command_works_on_windows(community: Path) -> None:
    """Without fork, Unix signals and Unix modules, each does what it does here, and prints UTF-8 into any pipe."""
    assert {command.split()[0] for command in COMMANDS} | {"new"} == set(main.list_commands(click.Context(main)))
    for command in COMMANDS:
        done = _on_windows(community, *command.split())
        assert done.returncode == 0, f"{command}: " + (done.stdout + done.stderr).decode("utf-8", "replace")
        assert b"Traceback" not in done.stderr
        assert "\ufffd" not in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_new_community_is_begun_on_windows(tmp_path: Path) -> None:
    """What a maintainer types first works there, in a folder with nothing in it."""
    for arguments in (["new", "community", "Größe"], ["new", "topic", "Ōsaka → Kyōto"], ["check"], ["build"]):
        done = _on_windows(tmp_path, *arguments)
        assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
    assert (tmp_path / "site" / "pagefind" / "pagefind.js").is_file()


@pytest.mark.slow
def test_a_port_that_is_taken_is_said(community: Path) -> None:
    """`cop serve` starts on Windows up to the point where the system refuses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = _on_windows(community, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert b"cannot serve on 127.0.0.1" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_site_that_is_open_elsewhere_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows moves no folder that a program has open: the message says so, and the old site stays."""
    output = tmp_path / "site"
    with publish(output, tmp_path / "project") as building:
        (building / "index.html").write_text("one", "utf-8")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == output:
            raise PermissionError(13, "The process cannot access the file", str(self), 32, str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    with (
        pytest.raises(PublishError, match="close the programs that use it"),
        publish(output, tmp_path / "project") as building,
    ):
        (building / "index.html").write_text("two", "utf-8")
    assert (output / "index.html").read_text("utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("title", ["Aux", "con", "LPT1"])
def test_no_command_makes_a_name_that_windows_keeps_for_itself(tmp_path: Path, title: str) -> None:
    """Neither a new note nor one with a new name is called like a device; on Windows it would be written to that."""
    write_notes(tmp_path, {"index.md": "---\nname: A\npurpose: B\n---\n", "topics/alpha.md": "Text.\n"})
    for arguments in (["new", "topic", title], ["rename", "topic", "alpha", title]):
        done = cop(tmp_path, *arguments)
        assert done.exit_code == 2
        assert "file name is reserved on Windows" in done.stderr
    assert [file.name for file in (tmp_path / "content" / "topics").iterdir()] == ["alpha.md"]


def test_make_says_that_it_needs_unix() -> None:
    """On Windows, make names what it needs instead of failing at a path."""
    done = run(EXAMPLE, "make", "OS=Windows_NT", "help")
    assert done.returncode == 2
    assert "Windows Subsystem for Linux" in done.stderr
    assert done.stdout == ""
