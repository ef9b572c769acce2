"""The first words with the program: without a command, with a wrong one, as a module, and completed by a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from sites import cop, run, set_up, write_notes

from cop_site.cli import main


@pytest.mark.parametrize(
    ("settings", "notes", "named"),
    [
        (None, {}, ["cop init", "cop adopt SOURCE…", "cop --help"]),
        (None, {"content/a.md": ""}, ["cop check", "cop serve", "cop build", "cop --help"]),
        ("content = 'notes'", {"notes/a.md": ""}, ["cop check", "cop serve", "cop build", "cop --help"]),
        ("content = 'notes'", {"content/a.md": ""}, ["cop init", "cop adopt SOURCE…", "cop --help"]),
        ("content = [", {"content/a.md": ""}, ["cop check", "cop serve", "cop build", "cop --help"]),
    ],
    ids=["empty", "begun", "notes elsewhere", "notes not there", "broken settings"],
)
def test_without_a_command_it_says_what_to_do_first(
    tmp_path: Path, settings: str | None, notes: dict[str, str], named: list[str]
) -> None:
    """How to begin, where there is no community, and what one does with it, where there is; exit status 0."""
    if settings is not None:
        set_up(tmp_path, settings)
    for name in notes:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    result = cop(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line for line in result.stdout.splitlines() if line.startswith("  cop ")]
    assert [line.strip().split("  ")[0] for line in lines] == named


@pytest.mark.parametrize(("typed", "meant"), [("bild", "build"), ("chekc", "check"), ("adpot", "adopt")])
def test_a_mistyped_command_is_guessed(tmp_path: Path, typed: str, meant: str) -> None:
    """It is a usage error that names the nearest command."""
    result = cop(tmp_path, typed)
    assert result.exit_code == 2
    assert f"No such command '{typed}'. Did you mean '{meant}'?" in result.stderr


def test_what_is_like_no_command_is_not_guessed(tmp_path: Path) -> None:
    """A word like none of them gets the plain message."""
    assert cop(tmp_path, "xyzzy").stderr.rstrip().endswith("No such command 'xyzzy'.")


def test_the_help_cuts_no_sentence(tmp_path: Path) -> None:
    """The list of commands has the first sentence of each command as a whole."""
    words = " ".join(cop(tmp_path, "--help").stdout.split())
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        sentence = " ".join((command.help or "").split("\n\n")[0].split())
        assert f" {name} {sentence}" in words or f" {name} {sentence.split('. ')[0]}." in words


def test_it_is_a_module_too(tmp_path: Path) -> None:
    """`python -m cop_site` is `cop`."""
    done = run(tmp_path, sys.executable, "-m", "cop_site", "bild")
    assert done.returncode == 2
    assert "Usage: cop " in done.stderr


def complete(root: Path, *words: str) -> list[str]:
    """The words that a shell offers in place of the last one."""
    shell = ShellComplete(main, {}, "cop", "_COP_COMPLETE")
    return [found.value for found in shell.get_completions(["-C", str(root), *words[:-1]], words[-1])]


def test_a_shell_completes_commands_and_notes(tmp_path: Path) -> None:
    """Commands, and the notes that they take by name; the newest meetups first; other files are not offered."""
    notes = ("topics/fire.md", "topics/fog.md", "members/fay.md", "meetups/2026-01-14-a.md", "meetups/2026-02-11-b.md")
    write_notes(tmp_path, dict.fromkeys((*notes, "topics/fo\x1b[1m.md", "topics/fit.txt"), ""))
    assert complete(tmp_path, "ren") == ["rename"]
    assert complete(tmp_path, "rename", "topic", "f") == ["fire", "fog"]
    assert complete(tmp_path, "rename", "member", "f") == ["fay"]
    assert complete(tmp_path, "rename", "note", "f") == ["fay", "fire", "fog"]
    for command in ("agenda", "close"):
        assert complete(tmp_path, command, "2026") == ["2026-02-11-b", "2026-01-14-a"]
    set_up(tmp_path, "content = [")
    assert complete(tmp_path, "rename", "topic", "f") == []


@pytest.mark.parametrize(("form", "says"), [("bash", "plain,rename"), ("zsh", "plain\nrename\nRename a note")])
def test_the_program_answers_a_shell(form: str, says: str) -> None:
    """What a shell asks for by a variable reaches it as the shell wants it."""
    asked = {"COMP_WORDS": "cop renam", "COMP_CWORD": "1", "_COP_COMPLETE": f"{form}_complete"}
    command = [sys.executable, "-m", "cop_site"]
    done = subprocess.run(command, env=os.environ | asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(says)
