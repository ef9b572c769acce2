"""What a community says is inert wherever `cop` prints it: in a log, in a terminal, in JSON and in a comment."""

from __future__ import annotations

import io
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
import cmarkgfm
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inert import assert_inert
from sites import COP, MKDOCS, cop, parse, run, set_up, write_notes

from cop_site.cli import main
from cop_site.output import as_json, escape_comment, escape_line, escape_text, guard_output, past_guard

ATTACKS = (
    "##vso[task.setvariable variable=x]y",
    "##[error]x",
    "##[group]x",
    "::error::x",
    "\n::set-output name=x::y",
    "\n \u3000::warning file=a::x",
    "##teamcity[buildStatus status='FAILURE']",
    "section_start:1560896352:x\r\x1b[0K",
    "section_end:1560896352:x\r\x1b[0K",
    "\x1b[31mred",
    "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x9b2J",
    "\rover",
    "a\b\b\bx",
    "\u202egnp.exe",
    "\u2066\u2069",
    "\u2028::error::x",
    "\x85::error::x",
    "\x0b::error::x",
    "\ufeff::error::x",
    "\U000e0041",
)
"""Texts that a log or a terminal obeys; each may stand in a tag, a title, a name, a file's name or a setting."""


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_an_attack_is_escaped_wherever_it_stands(attack: str) -> None:
    """At the beginning, in the middle and doubled; escaped twice, it is the same as once."""
    for text in (attack, f"a {attack}", f"{attack}{attack}", f"#{attack}", f"a\n{attack}\n"):
        assert_inert(escape_text(text))
        assert escape_text(escape_text(text)) == escape_text(text)
        assert "\n" not in escape_line(text)


@example("##[")
@example("##vso[")
@given(st.text(st.sampled_from("#:[v_ \n\r\x1b\u200b\u3000a"), max_size=12))
def test_nothing_gets_past_the_guard(text: str) -> None:
    """Whatever is printed, and in however many pieces, is inert."""
    assert_inert(escape_text(text))
    for cut in range(len(text)):
        stream = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            with guard_output():
                print(text[:cut], end="")  # noqa: T201  # what the test is about
                print(text[cut:], end="")  # noqa: T201
        assert "##[" not in stream.getvalue()
        assert not re.search(r"^\s*::", stream.getvalue(), re.MULTILINE)


@pytest.mark.parametrize(
    "text", ["C++ `std::string`", "## Heading", "Zoë & 我们", "می‌خواهم", "👩‍👩‍👧", "a\tb\n", "12 km"]
)
def test_what_people_write_stays(text: str) -> None:
    """Words of every language, and Markdown, are shown as they are."""
    assert escape_text(text) == text


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_json_stays_json(attack: str) -> None:
    """It means the same values, and is inert as it stands."""
    document = {attack: [attack, f"x{attack}"]}
    written = as_json(document)
    assert json.loads(written) == document
    assert escape_text(written) == written
    assert_inert(written)


@pytest.mark.parametrize(
    "text",
    [
        *ATTACKS,
        "@everybody and @example/maintainers",
        "https://evil.example",
        "see www.evil.example, mail evil@evil.example or mailto:evil@evil.example",
        "<img src=x onerror=alert(1)> <b>x</b> <!-- x",
        "[a](https://evil.example) ![b](https://evil.example/x.png)",
        "closes #1, example/x#2, GH-3, !4 and 1234567890abcdef1234567890abcdef12345678",
        "a\n\n# b\n\n- c\n\n```\nd",
        "| a | b |\n|---|---|",
        "&lt;b&gt; &#64;everybody",
        "$`x`$ :tada: ~~a~~",
    ],
    ids=lambda text: ascii(text)[:50],
)
def test_a_comment_is_text(text: str) -> None:
    """No markup, link, mention, reference to an issue or commit, and no new line comes about."""
    comment = escape_comment(text)
    assert "\n" not in comment
    assert_inert(comment)
    assert not re.search(r"[@#!](?=\w)|\bGH-\d|https?://|www\.\w|mailto:|\b[0-9a-f]{40}\b", comment)
    html = cmarkgfm.github_flavored_markdown_to_html(f"{comment}\n")
    assert {element.tag for element in parse(html).walk()} == {"", "p"}
    shown = " ".join(escape_line(text).split())
    assert parse(html).text.strip().replace("\u200b", "") == shown.replace("\u200b", "")


# Every command


def _note(fields: Mapping[str, object], body: str = "Text.") -> str:
    return f"---\n{json.dumps(fields)}\n---\n{body}\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community in which whatever can be named is an attack, on a branch that comes from a harmless one."""
    root = tmp_path_factory.mktemp("hostile")
    write_notes(set_up(root, 'as_of = 2026-11-25\nrepository = "https://github.com/example/x"'), {"index.md": "# A\n"})
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "First"]):
        subprocess.run([*git, *command], cwd=root, check=True)
    everything = " ".join(ATTACKS)
    charter = {"name": everything, "purpose": everything, "rhythm": everything, "timezone": ATTACKS[0]}
    notes = {
        "index.md": _note(charter, everything),
        "note.md": _note({ATTACKS[0]: ATTACKS[1]}, f"::error::x\n{everything}"),
    }
    for number, attack in enumerate(ATTACKS):
        meetup = {"title": attack, "date": f"2026-10-{number + 1:02}", "tags": [attack, f"Topic {attack}"]}
        meetup |= {"facilitators": [attack], "scribe": attack, "speakers": [attack], "covers": [attack, f"t{number}/a"]}
        notes[f"meetups/2026-10-{number + 1:02}-m.md"] = _note(
            meetup, f"## Decisions\n\n- {attack}\n\n## Actions\n\n- {attack}"
        )
        topic = {"title": f"Topic {attack}", "objectives": [{"id": "a", "text": attack}], "requires": [attack]}
        notes[f"topics/t{number}.md"] = _note({**topic, "tags": [attack], "baseline": True})
        person = {
            "name": attack,
            "listed": True,
            "joined": "2026-10-01",
            "wants": [attack, f"t{number}"],
            "offers": [attack],
        }
        notes[f"members/m{number}.md"] = _note(person)
        notes[f"resources/r{number}.md"] = _note({"title": attack, "url": f"http://127.0.0.1:9/{number}{attack}"})
    notes["meetups/2026-12-01-next.md"] = _note(
        {"title": everything, "date": "2026-12-01", "tags": ["t3"], "status": "planned"}
    )
    for name in ("##[error]x.md", "::error::x.md", "\x1b[31m.md", "topics/##vso[x]\u202e.md", "meetups/\r::error::.md"):
        notes[name] = _note({"title": "T"})
    change = {"effect": "loss", "subject": "topic", "text": everything, "notes": []}
    (root / "changes.json").write_text(json.dumps([change]), "utf-8")
    return write_notes(root, notes)


_ATTACK = "##[error]x ::error::\x1b[31m\u202e"
COMMANDS: dict[str, list[list[str]]] = {
    "new": [["topic", f"A {_ATTACK}"], ["topic", _ATTACK], ["meetup"], [_ATTACK]],
    "check": [
        [],
        *(["--format", form] for form in ("text", "json", "gitlab", "sarif")),
        ["--changed", "HEAD"],
        ["--diff"],
        ["--fix"],
        ["--changed", _ATTACK],
        ["--format", _ATTACK],
    ],
    "rename": [
        ["topic", "t3", "t33"],
        ["topic", "t3", "t4", "--dry-run"],
        ["tag", "::error::x", "##[error]y", "--dry-run"],
        ["note", _ATTACK, "b"],
        ["member", "m1", _ATTACK],
        ["topic", "t5", "t55", "--dry-run"],
    ],
    "tags": [[], ["--format", "json"]],
    "links": [["--delay", "0", *rest] for rest in ([], ["--format", "json"], ["--strict"])],
    "stats": [["--without", "m0"], ["--without", _ATTACK], [], ["--format", "json"]],
    "plan": [[], ["--format", "json"], ["--write", "3"]],
    "announce": [[], ["2026-10-05-m", "--for", "chat"], ["2026-10-05-m", "--for", "social"], [_ATTACK]],
    "agenda": [[], ["2026-10-05-m"], ["2026-10-05-m", "--write"], [_ATTACK]],
    "close": [
        ["2026-10-05-m"],
        ["2026-10-05-m", "--attended", _ATTACK, "--dry-run"],
        ["2026-10-05-m", "--wrote", _ATTACK],
        ["2026-10-05-m", "--done", _ATTACK],
        [_ATTACK],
        ["2026-10-05-m", "--covered", "t4/a"],
    ],
    "digest": [["--since", "2026-01-01"], ["--since", "2026-01-01", "--format", "text"], ["--since", _ATTACK]],
    "report": [[], ["2026", "--write"], ["--quarter", "--for", "retrospective"], ["--for", "sponsor"], [_ATTACK]],
    "handover": [["m0"], [_ATTACK]],
    "newcomers": [[], ["--since", "2020-01-01"], ["--since", _ATTACK]],
    "stories": [[], ["--weeks", "0"]],
    "diff": [["HEAD"], ["HEAD", "--format", "json"], ["HEAD", "--format", "markdown"], [_ATTACK]],
    "comment": [["changes.json"], ["pyproject.toml"], [_ATTACK]],
    "build": [["--output", "content"]],
    "serve": [["--port", _ATTACK]],
    "init": [["--yes"], ["--yes", "--name", _ATTACK], ["--yes", _ATTACK], ["--yes", "--program", _ATTACK]],
    "adopt": [["content", "--dry-run", "--all"], [_ATTACK], ["content", "--name", _ATTACK, "--dry-run"]],
    "forget": [["m0", "--dry-run"], [_ATTACK]],
    "explain": [[], ["COP101"], [_ATTACK]],
    "schema": [[], ["meetup"], ["--write"]],
}
"""What each command is called with; `build` and `serve` do their work in a test of their own."""


def test_every_command_is_tried() -> None:
    """A command that is new has to be added here."""
    assert set(COMMANDS) == set(main.list_commands(click.Context(main)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [[name, *rest] for name, calls in COMMANDS.items() for rest in calls],
    ids=lambda a: ascii(" ".join(a))[:50],
)
def test_no_command_prints_a_command(
    arguments: list[str], hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked of a hostile community, no line of the answer is obeyed, and JSON is JSON."""
    root = tmp_path / "##[error]x"
    shutil.copytree(hostile, root)
    monkeypatch.chdir(root)
    done = cop(Path(), *arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert done.output
    assert_inert(done.stdout)
    assert_inert(done.stderr)
    if "json" in arguments:
        json.loads(done.stdout)


@pytest.mark.slow
def test_a_build_prints_no_command(hostile: Path, tmp_path: Path) -> None:
    """Nor does `mkdocs build`, whose log is not ours: in both, the notes are named all the same."""
    root = tmp_path / "a"
    shutil.copytree(hostile, root)
    done = run(root, COP, "build", "--keep-going")
    (root / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\ntheme: material\nplugins: [cop]\n", "utf-8")
    logged = run(root, MKDOCS, "build", "--site-dir", str(tmp_path / "site"))
    announcement, _, ours = logged.stderr.partition("NO_MKDOCS_2_WARNING=1.\x1b[0m\n")
    assert "Material" in announcement
    for text in (done.stdout, done.stderr, logged.stdout, ours):
        assert_inert(text)
    assert "error" in done.stdout
    assert "COP116" in logged.stderr


@pytest.mark.slow
def test_serving_prints_no_command(hostile: Path, tmp_path: Path) -> None:
    """Nor does the server while it builds."""
    root, log = tmp_path / "a", tmp_path / "log"
    shutil.copytree(hostile, root)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("wb") as output:
        server = subprocess.Popen([COP, "serve", "--port", str(port)], cwd=root, stdout=output, stderr=output)
        try:
            while server.poll() is None and b"Serving on" not in log.read_bytes():
                time.sleep(0.2)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)
    text = log.read_text("utf-8")
    assert "Serving on" in text
    assert_inert(text)


def test_a_warning_and_a_traceback_are_inert(tmp_path: Path) -> None:
    """What Python says by itself is escaped as well."""
    program = """
import warnings, cop_site.cli
def main(**_):
    warnings.warn('x\\n::error::x')
    raise Exception('y\\n##[error]')
cop_site.cli.main.main = main
cop_site.cli.run()
"""
    done = run(tmp_path, sys.executable, "-c", program)
    assert done.returncode == 1
    assert "UserWarning: x" in done.stderr
    assert "Exception: y" in done.stderr
    assert_inert(done.stderr)


def test_bytes_do_not_get_past_the_guard(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no way for them but `past_guard`: what click prints is escaped, text or bytes."""
    with guard_output():
        assert not hasattr(sys.stdout, "buffer")
        click.echo("::error::x")
        click.echo(b"::error::y")
        click.echo(b"::ours", file=past_guard(sys.stdout))
    assert capsys.readouterr().out == ":\u200b:error::x\n:\u200b:error::y\n::ours\n"


def test_a_patch_in_a_file_has_every_byte(tmp_path: Path) -> None:
    """What is redirected to a file is a patch; the same in a log is escaped."""
    note = b"---\ntitle: A: b\n---\n##[error]x\n"
    root = write_notes(set_up(tmp_path), {"index.md": "# A\n"})
    (root / "content" / "a.md").write_bytes(note)
    with (tmp_path / "patch").open("wb") as file:
        subprocess.run([COP, "check", "--diff"], cwd=root, stdout=file, stderr=subprocess.DEVNULL, check=False)
    assert b"\n ##[error]x\n" in (tmp_path / "patch").read_bytes()
    assert_inert(run(root, COP, "check", "--diff").stdout)
