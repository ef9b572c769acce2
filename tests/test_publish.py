"""A site takes the place of the old one whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cop_site.engines.publish import MARKER, PublishError, mark_site, publish


class CrashError(Exception):
    """What goes wrong in the middle of a build."""


def _publish(output: Path, root: Path, text: str) -> None:
    with publish(output, root) as building:
        (building / "index.html").write_text(text, "utf-8")


def _crash(output: Path, root: Path) -> None:
    with publish(output, root) as building:
        (building / "index.html").write_text("half", "utf-8")
        raise CrashError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project."""
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    return root


def test_the_first_site_and_the_next(root: Path) -> None:
    """A site is published, is marked as ours, and is replaced by the next one, with nothing left over."""
    output = root / "site"
    _publish(output, root, "one")
    _publish(output, root, "two")
    made = {"index.html": "two", MARKER: "index.html\n"}
    assert {file.name: file.read_text("utf-8") for file in output.iterdir()} == made
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


@pytest.mark.parametrize("name", ["CNAME", ".git"])
def test_what_was_put_there_by_hand_is_not_lost(root: Path, name: str) -> None:
    """A file or folder at the top of the site that no build made stops the next one before it begins."""
    output = root / "site"
    _publish(output, root, "one")
    (output / name).mkdir()
    with pytest.raises(PublishError, match=rf"{name} did not come from a build and would be lost"):
        _publish(output, root, "two")
    assert (output / "index.html").read_text("utf-8") == "one"
    (output / name).rmdir()
    _publish(output, root, "two")
    assert (output / "index.html").read_text("utf-8") == "two"


def test_what_is_hidden_is_never_ours(root: Path) -> None:
    """MkDocs builds around what is hidden in a site; a mark made after that does not claim it."""
    output = root / "site"
    _publish(output, root, "one")
    (output / ".git").mkdir()
    mark_site(output)
    with pytest.raises(PublishError, match=r"\.git did not come from a build"):
        _publish(output, root, "two")


def test_a_site_of_an_earlier_version_is_replaced(root: Path) -> None:
    """A mark that names nothing says that all of it is ours."""
    output = root / "site"
    _publish(output, root, "one")
    (output / MARKER).write_text("", "utf-8")
    (output / "old-page.html").touch()
    _publish(output, root, "two")
    assert not (output / "old-page.html").exists()


def test_others_may_read_the_site(root: Path) -> None:
    """A web server that runs as somebody else can read what was built."""
    _publish(root / "site", root, "one")
    assert (root / "site").stat().st_mode & 0o055 == 0o055


def test_a_crash_leaves_the_old_site(root: Path) -> None:
    """Whatever is raised while building, the old site stays, and what was begun is gone."""
    output = root / "site"
    _publish(output, root, "one")
    with pytest.raises(CrashError):
        _crash(output, root)
    assert (output / "index.html").read_text("utf-8") == "one"
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_a_crash_in_the_swap_brings_the_old_site_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new directory cannot be moved into place, the old one is put back."""
    output = root / "site"
    _publish(output, root, "one")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if (self / "index.html").is_file() and (self / "index.html").read_text("utf-8") == "two":
            raise OSError("the disk is gone")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="the disk is gone"):
        _publish(output, root, "two")
    assert (output / "index.html").read_text("utf-8") == "one"
    assert sorted(path.name for path in root.iterdir()) == ["content", "site"]


def test_a_site_without_a_home_page_is_not_published(root: Path) -> None:
    """A build that wrote nothing of use does not replace a site."""
    output = root / "site"
    _publish(output, root, "one")
    with pytest.raises(PublishError, match="home page"), publish(output, root):
        pass
    assert (output / "index.html").read_text("utf-8") == "one"


@pytest.mark.parametrize("where", ["", "..", "content", "file.txt", "somebodys"])
def test_what_is_no_site_is_refused_before_anything_is_built(root: Path, where: str) -> None:
    """The project, what holds it, its notes, a file and a directory of somebody's are never replaced."""
    (root / "content" / "note.md").touch()
    (root / "file.txt").touch()
    (root / "somebodys").mkdir()
    (root / "somebodys" / "thesis.txt").touch()
    before = sorted(root.rglob("*"))
    with pytest.raises(PublishError), publish(root / where, root):
        pytest.fail("it was handed out")
    assert sorted(root.rglob("*")) == before


def test_an_empty_directory_is_taken(root: Path) -> None:
    """A directory with nothing in it, and one whose parents are not there yet, can be published to."""
    (root / "empty").mkdir()
    _publish(root / "empty", root, "one")
    _publish(root / "deep" / "down" / "site", root, "one")
    assert (root / "empty" / "index.html").is_file()
    assert (root / "deep" / "down" / "site" / "index.html").is_file()
