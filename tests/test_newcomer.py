"""A newcomer lands a first note by doing nothing but what the messages say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sites import Site, build, cop

NOTE = """---
title: Silence: what helped
date: 03/04/2026
tags: [handling-silenc]
speeker: [Ann Lee]
location: TODO
format: roundtable
draft: no

We waited. It helps to read [[Handling silence]] before. {: .lead }

!!! tip "Count to ten"
    Then say it again.
"""
MISTAKES = {"COP007", "COP009", "COP101", "COP103", "COP104", "COP105", "COP108"}
"""What is reported of the note; the rest, once it is no draft any more."""


def _cop(root: Path, *arguments: str) -> tuple[int, str]:
    done = cop(root, *arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout


def _check(root: Path) -> list[dict[str, Any]]:
    """What is left to fix, as a program is told it."""
    rows: list[dict[str, Any]] = json.loads(_cop(root, "check", "--format", "json")[1])
    return [row for row in rows if row["severity"] != "info"]


def _obey(root: Path, row: dict[str, Any]) -> None:
    """Do what a hint says, without understanding it."""
    file = root / row["path"]
    lines = file.read_text("utf-8").split("\n")
    line, start, end = row["line"] - 1, row["column"] - 1, row["end_column"] - 1
    hint = row["hint"]
    if match := re.match(r"did you mean '([^']+)'\?|write ([\d-]+) or", hint):
        lines[line] = lines[line][:start] + (match[1] or match[2]) + lines[line][end:]
    elif hint.endswith("or delete the field"):
        del lines[line]
    else:
        raise AssertionError(f"this hint cannot be obeyed: {row}")
    file.write_text("\n".join(lines), "utf-8")


@pytest.mark.slow
def test_a_newcomer_gets_from_nothing_to_a_page(tmp_path: Path) -> None:
    """From an empty directory and a note full of mistakes to a clean check and a page, by the messages alone."""
    status, said = _cop(tmp_path)
    assert "cop init" in said
    for command in (
        ("init", "--yes"),
        ("new", "topic", "Handling silence"),
        ("new", "meetup", "Silence: what helped", "--date", "2026-03-04"),
    ):
        status, said = _cop(tmp_path, *command)
        assert status == 0
    named = tmp_path / said.partition(":")[0]  # the command says which file it made
    assert named.is_file()
    assert _check(tmp_path) == []
    named.write_text(NOTE, "utf-8")

    status, said = _cop(tmp_path, "check")
    assert status == 1
    found = _check(tmp_path)
    assert "fixed by 'cop check --fix'" in said.splitlines()[-1]
    assert {row["code"] for row in found} == MISTAKES

    status, said = _cop(tmp_path, "check", "--fix")
    for fixed in ('title: "Silence: what helped"', "tags: [handling-silence]", "> [!TIP]"):
        assert f"+{fixed}\n" in said
    rounds = 0
    while rows := _check(tmp_path):
        assert not any(row["fix"] and row["fix"]["safe"] for row in rows)
        _obey(tmp_path, rows[-1])  # from the end, so that the places above stay right
        _cop(tmp_path, "check", "--fix")
        rounds += 1
        assert rounds < 10
    assert _cop(tmp_path, "check", "--strict")[0] == 0

    assert build(tmp_path).returncode == 0
    site = Site(tmp_path / "site")
    article = site.article(f"meetups/{named.stem}/")
    assert "Silence: what helped" in article.text
    assert "Count to ten" in article.text
    assert "!!!" not in article.text
    links = {element.attributes.get("href") for element in article.walk() if element.tag == "a"}
    assert "../../topics/handling-silence/" in links
