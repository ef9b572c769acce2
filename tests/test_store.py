"""The store and the content folder may come from a stranger: nothing wrong in them is used, and no link is followed."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

from cop_site.diagnostics import UserError
from cop_site.project import identity, store
from cop_site.project.store import Store

NOTES = {"index.md": "---\nname: A\npurpose: P.\n---\nA.\n", "topics/a.md": "---\ntitle: A\n---\n[a](b.md)\n"}


def _kept(root: Path) -> Path:
    """Return the database of a project, without files beside it."""
    (file,) = (file for file in (root / ".cop-cache").iterdir() if file.name != ".gitignore")
    return file


def _change(file: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute(statement, values)
    connection.close()


def test_a_value_is_found_again(tmp_path: Path) -> None:
    """On the same shelf, under the same key, and on no others; what is put there later takes its place."""
    value = {"x": [1, "é", None, (b"y", 2.5)], ("a", 1): {3}}
    Store(tmp_path).keep("a", {"one": value, "two": 2})
    Store(tmp_path).keep("b", {"one": 1})
    assert Store(tmp_path).find("a", ["one", "three"]) == {"one": value}
    assert Store(tmp_path).find("b", ["one", "two"]) == {"one": 1}
    Store(tmp_path).keep("a", {"one": 3})
    assert Store(tmp_path).find("a", ["one", "two"]) == {"one": 3, "two": 2}
    Store(tmp_path).drop("a", keep=["two"])
    assert Store(tmp_path).find("a", ["one", "two"]) == {"two": 2}
    assert Store(tmp_path).find("b", ["one"]) == {"one": 1}


def test_another_version_and_another_user_find_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value is found by the program that wrote it, for the user who ran it; few stores of others stay."""
    Store(tmp_path).keep("a", {"one": 1})
    for number in range(4):
        monkeypatch.setattr(store, "fingerprint_program", lambda number=number: b"%d" % number)
        assert Store(tmp_path).find("a", ["one"]) == {}
        Store(tmp_path).keep("a", {"one": number})
        assert Store(tmp_path).find("a", ["one"]) == {"one": number}
    assert len(list((tmp_path / ".cop-cache").glob("*.db"))) == 3
    monkeypatch.setattr(store, "find_secret", lambda: b"x" * 32)
    assert Store(tmp_path).find("a", ["one"]) == {}


def test_what_nothing_asks_for_is_deleted(tmp_path: Path) -> None:
    """A value stays two weeks after it was last asked for, and goes when the next one is kept."""
    Store(tmp_path, 100).keep("a", {"used": 1, "unused": 2})
    assert Store(tmp_path, 110).find("a", ["used"]) == {"used": 1}
    Store(tmp_path, 120).keep("a", {"new": 3})
    assert Store(tmp_path, 120).find("a", ["used", "unused", "new"]) == {"used": 1, "new": 3}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 0.99])
def test_what_is_kept_in_a_damaged_store_is_there(share: float, tmp_path: Path) -> None:
    """Damage that is found out while something is kept costs what was there before, and not that."""
    here = Store(tmp_path)
    here.keep("values", {str(number): [number] * 100 for number in range(500)})
    os.truncate(_kept(tmp_path), int(_kept(tmp_path).stat().st_size * share))
    here.keep("values", {"new": "right"})
    assert here.find("values", ["new"]) == {"new": "right"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no database" * 1000),
        lambda file: file.write_bytes(file.read_bytes()[:5000]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"right", b"wrong")),
        lambda file: file.write_bytes(
            file.read_bytes().replace(b"tableentries", b"table\x82ntries").replace(b"CREATE", b"CROATE")
        ),
        lambda file: _change(file, "UPDATE entries SET value = 'text'"),
        lambda file: _change(file, "UPDATE entries SET used = 'never'"),
        lambda file: _change(file, "UPDATE entries SET value = ?", b"\xe9\x07\0\0\0"),
        lambda file: _change(file, "UPDATE entries SET seal = ?", b""),
        lambda file: _change(file, "UPDATE entries SET key = 'b' WHERE key = 'a'"),
        lambda file: _change(file, "UPDATE entries SET shelf = 'other'"),
        lambda file: _change(file, "ALTER TABLE entries RENAME TO others"),
        lambda file: _change(file, "CREATE TRIGGER t AFTER INSERT ON entries BEGIN SELECT RAISE(ABORT, ''); END"),
    ],
    ids=[
        "empty",
        "foreign",
        "truncated",
        "changed",
        "letters",
        "text",
        "day",
        "value",
        "seal",
        "key",
        "shelf",
        "table",
        "trigger",
    ],
)
def test_a_wrong_value_is_none(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    """Whatever is not as it was written is not found; the right one is, or is computed again."""
    here = Store(tmp_path)
    here.keep("values", {"a": ["right"] * 100})
    spoil(_kept(tmp_path))
    assert here.find("values", ["a"]).get("a", ["right"] * 100) == ["right"] * 100
    assert here.find("values", ["b"]) == {}
    for _ in range(2):
        assert here.recall("values", "b", lambda: "right") == "right"


def test_no_link_is_followed(tmp_path: Path) -> None:
    """Neither the folder, nor a file in it; what it leads to stays as it was."""
    outside = tmp_path / "outside.db"
    Store(tmp_path).keep("a", {"one": 1})
    kept = _kept(tmp_path)
    kept.rename(outside)
    before = outside.read_bytes()
    for name in (kept.name, f"{kept.name}-wal", f"{kept.name}-shm", ".gitignore"):
        kept.with_name(name).unlink(missing_ok=True)
        kept.with_name(name).symlink_to(outside)
    assert Store(tmp_path).find("a", ["one"]) == {}
    Store(tmp_path).keep("a", {"one": 2})
    assert outside.read_bytes() == before
    assert Store(tmp_path).find("a", ["one"]) == {"one": 2}
    other = tmp_path / "other"
    other.mkdir()
    (other / ".cop-cache").symlink_to(tmp_path / ".cop-cache")
    with pytest.raises(UserError, match="symbolic link"):
        Store(other)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no file holds no value."""
    Store(tmp_path).keep("a", {"one": 1})
    kept = _kept(tmp_path)
    kept.unlink()
    os.mkfifo(kept)
    assert Store(tmp_path).find("a", ["one"]) == {}


def test_without_a_place_to_write_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are computed: where the folder cannot be made, where another process writes, and without a secret."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / ".cop-cache").write_text("a file")
    assert Store(tmp_path / "full").recall("a", "one", lambda: 1) == 1
    Store(tmp_path).keep("a", {"one": 1})
    monkeypatch.setattr(store, "_LOCK_SECONDS", 0)
    writer = sqlite3.connect(_kept(tmp_path), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert Store(tmp_path).recall("a", "two", lambda: 2) == 2
    assert Store(tmp_path).find("a", ["one", "two"]) == {"one": 1}
    writer.close()
    monkeypatch.setattr(store, "find_secret", lambda: b"")
    assert Store(tmp_path).recall("a", "one", lambda: 3) == 3
    assert Store(tmp_path).find("a", ["one"]) == {}


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    """Each of several at once finds in the end what all have kept."""

    def write(number: int) -> None:
        for count in range(5):
            Store(tmp_path).keep("a", {f"{number}-{count}": number})

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    keys = [f"{number}-{count}" for number in range(4) for count in range(5)]
    assert Store(tmp_path).find("a", keys) == {key: int(key[0]) for key in keys}


def test_libraries_belong_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is another one with one more or of another version, or reinstalled; not where bytecode is kept."""
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.setattr("sys.path", [str(libraries)])
    found = [identity.fingerprint_program.__wrapped__()]

    def look() -> bool:
        """Whether the program is not the one from before."""
        found.append(identity.fingerprint_program.__wrapped__())
        return found[-1] != found[-2]

    for change in (
        (libraries / "yaml.py").touch,
        (libraries / "yaml-1.0.dist-info").mkdir,
        lambda: (libraries / "yaml-1.0.dist-info").rename(libraries / "yaml-1.1.dist-info"),
        (libraries / "yaml-1.1.dist-info" / "RECORD").touch,
    ):
        change()
        assert look()
        assert not look()
    (libraries / "__pycache__").mkdir()
    assert not look()


def test_a_secret_of_somebody_else_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once, and anew if it is a link or has another length; without a home there is none."""
    find = identity.find_secret.__wrapped__
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = find()
    assert len(first) == 32
    assert find() == first
    file = tmp_path / "cop" / "store.key"
    file.write_bytes(b"short")
    second = find()
    assert second not in (first, b"")
    file.rename(tmp_path / "moved")
    file.symlink_to(tmp_path / "moved")
    assert find() not in (first, second, b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "moved"))
    assert find() == b""


def test_the_check_says_the_same_with_a_broken_store(tmp_path: Path) -> None:
    """Its report does not depend on what lies in the store."""
    root = write_notes(set_up(tmp_path), NOTES)
    first = cop(root, "check")
    assert "COP203" in first.output
    for content in (b"", b"no database", _kept(root).read_bytes()[:3000]):
        _kept(root).write_bytes(content)
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


@pytest.mark.parametrize("link", ["topics", "topics/b.md"])
def test_nothing_is_written_through_a_link(link: str, tmp_path: Path) -> None:
    """A new or adopted note is not written through a link that a stranger put among the notes, be it to a folder."""
    root = write_notes(set_up(tmp_path / "project"), {"index.md": NOTES["index.md"]})
    outside, place = tmp_path / "outside", root / "content" / link
    (outside / "old" / "topics").mkdir(parents=True)
    (outside / "old" / "topics" / "b.md").write_text("# B\n", "utf-8")
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside / ("none" if link.endswith(".md") else "old"))
    for command in (["new", "topic", "B"], ["adopt", str(outside / "old"), "--yes"]):
        done = cop(root, *command)
        assert done.exit_code == 2, command
        assert f"{place.name}: is a symbolic link" in done.output
    assert sorted(file.name for file in outside.rglob("*.md")) == ["b.md"]


def test_no_file_outside_is_adopted_over(tmp_path: Path) -> None:
    """What `adopted.json` says leads nowhere but to notes, also where it knows the bytes that are there."""
    root, source = write_notes(set_up(tmp_path), {"index.md": NOTES["index.md"]}), tmp_path / "old"
    source.mkdir()
    (source / "a.md").write_text("# A\n", "utf-8")
    file = root / "LICENSE"
    file.write_text("Free\n", "utf-8")
    for name in ("../LICENSE", str(file)):
        state = {"old/a.md": [name, sha256(b"Free\n").hexdigest()[:16]]}
        (root / "adopted.json").write_text(json.dumps(state), "utf-8")
        done = cop(root, "adopt", str(source), "--yes")
        assert done.exit_code == 2
        assert "leads out of the folder of the notes" in done.output
        assert file.read_text("utf-8") == "Free\n"
