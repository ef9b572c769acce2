"""The decisions, from the titles of their pages."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def list_decisions() -> str:
    """Return a link to each decision, in the order of their numbers."""
    return "\n".join(f"- [{_read_title(file)}]({file.name})" for file in sorted(_FOLDER.glob("[0-9]*.md")))


def _read_title(file: Path) -> str:
    return file.read_text("utf-8").partition("\n")[0].removeprefix("# ")
