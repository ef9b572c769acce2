"""What a command writes stays in the project: links among the files that a stranger sent are not followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import cop, set_up, write_notes

NOTES = {
    "index.md": "---\nname: Us\npurpose: P.\n---\n",
    "topics/silence.md": "---\ntitle: Silence\n---\nWords.\n",
    "meetups/2026-01-14-a.md": "---\ntitle: A\ntags: [silence]\n---\nWords.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A community, with a folder and a file beside it that nothing may change."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.txt").write_text("a secret", "utf-8")
    (tmp_path / "project").mkdir()
    return write_notes(set_up(tmp_path / "project"), NOTES)


def _list_outside(root: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (root.parent / "outside").iterdir()}


@pytest.mark.parametrize("target", ["secret.txt", "new.md"])
@pytest.mark.parametrize(
    ("link", "arguments"),
    [
        ("content/reports/2026.md", ("report", "2026", "--write")),
        (".vscode/cop.code-snippets", ("schema", "--write")),
    ],
)
def test_a_link_in_the_place_of_a_file_is_not_written_through(
    root: Path, link: str, arguments: tuple[str, ...], target: str
) -> None:
    """Neither is what it leads to read into the project."""
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(root.parent / "outside" / target)
    cop(root, *arguments)
    assert _list_outside(root) == {"secret.txt": "a secret"}
    copies = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    assert [path for path in copies if "a secret" in path.read_text("utf-8", errors="replace")] == []


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        ("content/reports", ("report", "2026", "--write")),
        (".vscode", ("schema", "--write")),
    ],
)
def test_a_folder_that_is_a_link_is_not_written_into(root: Path, folder: str, arguments: tuple[str, ...]) -> None:
    """The command says which it is, and changes nothing."""
    (root / folder).symlink_to(root.parent / "outside", target_is_directory=True)
    done = cop(root, *arguments)
    assert done.exit_code == 2
    assert f"{folder}: is a symbolic link" in done.stderr
    assert _list_outside(root) == {"secret.txt": "a secret"}
