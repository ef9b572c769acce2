"""A meetup is announced elsewhere with the words of its note."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

CHARTER = "---\nname: Us\npurpose: P.\ntimezone: Europe/Berlin\nmeetups: {at: '18:00'}\n---\n"
MEETUP = (
    "---\ntitle: On @everyone's silence\nspeakers: [ana-li, zuqel-wyxov]\nlocation: Room 1\n"
    "register: mailto:us@example.org\ntalks: [{title: One}, {title: Two}]\n---\nWhat we heard. @zuqel-wyxov asks.\n"
)
WHEN = "Wed 2 Dec 2026, 18:00 Europe/Berlin"
PAGE = "https://example.org/garden/meetups/2026-12-02-silence/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A community with a planned meetup."""
    notes = {
        "index.md": CHARTER,
        "members/ana-li.md": "---\nname: Ana Li\nlisted: true\n---\n",
        "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
        "meetups/2026-12-02-silence.md": MEETUP,
        "meetups/2026-12-16-long.md": f"---\ntitle: {'Long ' * 90}\n---\nWords.\n",
    }
    site_file = "site_name: Us\nsite_url: https://example.org/garden\ntheme: {name: material}\nplugins: [cop]\n"
    (write_notes(set_up(tmp_path), notes) / "mkdocs.yml").write_text(site_file, "utf-8")
    return tmp_path


def test_a_mail_says_all(root: Path) -> None:
    """The subject, when and where, with whom, the text, the talks, and how to take part; nobody who is not listed."""
    done = cop(root, "announce")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        f"Subject: Us: On @everyone's silence, {WHEN}",
        "",
        "On @everyone's silence",
        WHEN,
        "Room 1",
        "Led by: Ana Li",
        "",
        "What we heard. a member asks.",
        "",
        "- One",
        "- Two",
        "",
        "Register: mailto:us@example.org",
        "Add to calendar: https://example.org/garden/feeds/meetups/2026-12-02-silence/meetups.ics",
        PAGE,
    ]


def test_a_chat_is_short_and_calls_nobody(root: Path) -> None:
    """What a note has after an `@` is no name for the chat; addresses stay whole."""
    lines = cop(root, "announce", "2026-12-02", "--for", "chat").stdout.splitlines()
    assert lines == [
        "On @\u200beveryone's silence",
        f"{WHEN} · Room 1 · Led by: Ana Li",
        "What we heard. a member asks.",
        "Register: mailto:us@example.org",
        PAGE,
    ]


@pytest.mark.parametrize("call", ['"@here"', "x@everyone", ",@channel!", "/@all", "*@Everyone*", "<@U1", "<!here"])
def test_no_sign_before_a_call_lets_it_through(root: Path, call: str) -> None:
    """Whatever stands before an `@`; the address for a mail stays whole."""
    (root / "content/meetups/2026-12-02-silence.md").write_text(
        f"---\ntitle: {json.dumps(f'On {call} now')}\nregister: mailto:us@example.org\n---\nWords.\n", "utf-8"
    )
    text = cop(root, "announce", "2026-12-02", "--for", "chat").stdout
    assert re.findall(r"@(?!\u200b)\w+|<(?!\u200b)[!@]", text) == ["@example"]


@pytest.mark.parametrize("day", ["2026-12-02", "2026-12-16"])
def test_a_post_fits(root: Path, day: str) -> None:
    """However long the title is, day and address are whole."""
    text = cop(root, "announce", day, "--for", "social").stdout
    assert len(text.strip().replace("\u200b", "")) <= 300
    assert "Dec 2026, 18:00 Europe/Berlin" in text
    assert text.splitlines()[-1].startswith("https://example.org/garden/meetups/")


def test_without_the_address_of_the_site_there_are_no_addresses(root: Path) -> None:
    """The rest is there."""
    (root / "mkdocs.yml").unlink()
    text = cop(root, "announce", "--for", "chat").stdout
    assert "https://" not in text
    assert text.startswith("On @\u200beveryone")
