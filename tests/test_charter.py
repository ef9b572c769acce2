"""The charter's own fields: each is checked, since nobody but the charter has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Site, build, cop, set_up, write_notes

CHARTER = "---\nname: Small\npurpose: To be checked.\n{}\n---\nWelcome.\n"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("timezone: Berlin", "COP105", "did you mean 'Europe/Berlin'?"),
        ("timezone: europe/berlin", "COP105", "did you mean 'Europe/Berlin'?"),
        ("timezone: ../../etc/passwd", "COP105", "write an IANA name"),
        ("meetups: {on: Wednesdays}", "COP105", "write one of: Monday, Tuesday"),
        ("meetups: {on: payday}", "COP105", "write one of: Monday, Tuesday"),
        ("join: slack", "COP106", "write it in full: https://…"),
        ("contact: me at example.org", "COP106", "somebody@example.org"),
        ("contact: javascript:alert(1)", "COP106", "somebody@example.org"),
        ("contact: 'mailto:a@example.org?bcc=b@example.org'", "COP106", "somebody@example.org"),
        ("join: javascript:alert(1)", "COP106", "write it in full: https://…"),
        ("code_of_conduct: conducct.md", "COP202", "did you mean 'conduct'?"),
        ("code_of_conduct: rules", "COP202", "correct the name, or create it first"),
    ],
    ids=[
        "zone-city",
        "zone-case",
        "zone-path",
        "plural-weekday",
        "no-weekday",
        "join-word",
        "contact-text",
        "contact-script",
        "contact-with-bcc",
        "join-script",
        "conduct-typo",
        "conduct-unknown",
    ],
)
def test_what_the_charter_says_wrongly_is_reported(tmp_path: Path, line: str, code: str, says: str) -> None:
    """Each with its place on the line of its own, and a way to fix it."""
    notes = {"index.md": CHARTER.format(line), "conduct.md": "---\ntitle: Conduct\n---\nBe kind.\n"}
    root = write_notes(set_up(tmp_path), notes)
    (row,) = json.loads(cop(root, "check", "--format", "json").stdout)
    assert (row["path"], row["line"], row["code"]) == ("content/index.md", 4, code)
    assert row["column"] > 1
    assert says in row["hint"]


@pytest.mark.parametrize(
    "line",
    [
        "timezone: Europe/Berlin",
        "timezone: UTC",
        "meetups: {on: wednesday}",
        "join: https://example.org/join",
        "contact: https://example.org/ask",
        "contact: ask.us+now@example.org",
        "contact: mailto:ask@example.org",
        "code_of_conduct: conduct.md",
        "code_of_conduct: conduct",
    ],
)
def test_what_the_charter_says_rightly_is_not(tmp_path: Path, line: str) -> None:
    """However it is written."""
    notes = {"index.md": CHARTER.format(line), "conduct.md": "---\ntitle: Conduct\n---\nBe kind.\n"}
    assert json.loads(cop(write_notes(set_up(tmp_path), notes), "check", "--format", "json").stdout) == []


@pytest.mark.slow
def test_the_page_start_leads_to_whom_to_ask(tmp_path: Path) -> None:
    """A mail address is a link that a mail program opens, and what no link may lead to is none, even if one goes on."""
    notes = {"index.md": CHARTER.format("contact: ask@example.org\njoin: javascript:alert(1)")}
    root = write_notes(set_up(tmp_path), notes)
    done = build(root, "--keep-going")
    assert "COP106" in done.stdout
    links = [a.attributes.get("href", "") for a in Site(root / "site").article("start/").walk() if a.tag == "a"]
    assert "mailto:ask@example.org" in links
    assert not any("javascript" in link for link in links)
