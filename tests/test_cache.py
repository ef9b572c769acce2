"""The cache and the content folder may come from a stranger: nothing wrong in them is used, and no link is followed."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

from cop_site.diagnostics import UserError
from cop_site.linkcheck.checker import LinkCache
from cop_site.project.cache import Cache

NOTES = {"index.md": "---\nname: A\npurpose: P.\n---\nA.\n", "topics/a.md": "---\ntitle: A\n---\n[a](b.md)\n"}
DEEP = "[" * 200_000


def _kept(root: Path) -> Path:
    return root / ".cop-cache" / "value.json"


def test_a_value_is_found_again(tmp_path: Path) -> None:
    """By the same name and fingerprint, and by no others."""
    Cache(tmp_path, "a").store("value", {"x": [1, "é"]})
    assert Cache(tmp_path, "a").find("value") == {"x": [1, "é"]}
    assert Cache(tmp_path, "b").find("value") is None
    _kept(tmp_path).rename(_kept(tmp_path).with_name("other.json"))
    assert Cache(tmp_path, "a").find("other") is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", DEEP, '{"digest": "0", "value": "[]"}', '{"digest": "0", "value": 1}', "\xff", "changed"],
    ids=["empty", "list", "null", "broken", "deep", "foreign", "other-type", "not-utf-8", "changed"],
)
def test_a_wrong_value_is_none(text: str, tmp_path: Path) -> None:
    """Whatever is not as it was written is computed anew, and replaced."""
    cache = Cache(tmp_path, "a")
    cache.store("value", "right")
    right = _kept(tmp_path).read_bytes()
    _kept(tmp_path).write_bytes(right.replace(b"right", b"wrong") if text == "changed" else text.encode("latin-1"))
    assert cache.find("value") is None
    assert cache.recall("value", lambda: "right") == "right"
    assert _kept(tmp_path).read_bytes() == right


def test_no_link_is_followed(tmp_path: Path) -> None:
    """Neither the folder, nor a file in it; what it leads to stays as it was."""
    outside = tmp_path / "outside.json"
    Cache(tmp_path, "a").store("value", 1)
    _kept(tmp_path).rename(outside)
    before = outside.read_bytes()
    for name in ("value.json", ".gitignore"):
        _kept(tmp_path).with_name(name).unlink(missing_ok=True)
        _kept(tmp_path).with_name(name).symlink_to(outside)
    assert Cache(tmp_path, "a").find("value") is None
    Cache(tmp_path, "a").store("value", 2)
    assert outside.read_bytes() == before
    assert Cache(tmp_path, "a").find("value") == 2
    other = tmp_path / "other"
    other.mkdir()
    (other / ".cop-cache").symlink_to(tmp_path / ".cop-cache")
    with pytest.raises(UserError, match="symbolic link"):
        Cache(other, "a")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no file holds no value."""
    _kept(tmp_path).parent.mkdir()
    os.mkfifo(_kept(tmp_path))
    assert Cache(tmp_path, "a").find("value") is None


@pytest.mark.parametrize(
    "kept", [{"u": 1}, {"u": []}, {"u": ["x", "ok", "", ""]}, {"u": ["2026-01-01", "x", "", ""]}, 3]
)
def test_a_link_that_somebody_else_noted_is_asked_again(kept: object, tmp_path: Path) -> None:
    """A result in another form than ours is none, even if the file is in order."""
    Cache(tmp_path, "links 1").store("links", kept)
    assert LinkCache(tmp_path, date(2026, 1, 1)).recall(["u"], 7) == {}


def test_the_check_says_the_same_with_a_broken_cache(tmp_path: Path) -> None:
    """Its report does not depend on what lies in the cache."""
    root = write_notes(set_up(tmp_path), NOTES)
    first = cop(root, "check")
    assert "COP203" in first.output
    (kept,) = (root / ".cop-cache").glob("*.json")
    for text in (DEEP, json.dumps({"digest": "", "value": '{"found": [], "size": 1}'}), "{}"):
        kept.write_text(text)
        assert cop(root, "check").output == first.output


@pytest.mark.parametrize("setting", ["content", "docs/content"])
def test_a_content_folder_that_is_a_link_is_refused(setting: str, tmp_path: Path) -> None:
    """No command reads or writes what it leads to, also if the link is a folder around it."""
    root = set_up(tmp_path / "project", f'content = "{setting}"')
    outside = write_notes(tmp_path / "outside", NOTES)
    link = root / setting.partition("/")[0]
    link.symlink_to(outside / "content" if link.name == "content" else outside)
    for command in (["check"], ["stats"], ["new", "topic", "B"], ["tags"]):
        done = cop(root, *command)
        assert done.exit_code == 2, command
        assert f"{link.name}:1:1" in done.output
        assert "symbolic link" in done.output
    assert sorted(file.name for file in outside.rglob("*.md")) == ["a.md", "index.md"]
