"""The folders that come with the program."""

from __future__ import annotations

from pathlib import Path


def _find_ours(name: str) -> Path:
    """Return a folder of ours: inside the package when installed, beside it in the repository."""
    package = Path(__file__).resolve().parent.parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


TEMPLATES = _find_ours("docs_template")
COMMUNITY = _find_ours("examples/community")
"""The files that a new community begins with."""
