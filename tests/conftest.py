"""What tests share: the `cop` command as a user runs it, communities made on the spot, and sites built once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "content"
AS_OF = "2026-11-25"


def run_cop(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess:  # type: ignore[type-arg]
    """Run `cop -C root …` in a process of its own."""
    raise NotImplementedError
