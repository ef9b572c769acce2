"""What tests share: sites that are built once, by the command that users run."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import EXAMPLE, build


@pytest.fixture(autouse=True)
def _no_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests are told nothing by the CI that may run them."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example community, built by `cop build`; nobody writes into it."""
    output = tmp_path_factory.mktemp("example") / "site"
    built = build(EXAMPLE, "--output", str(output))
    assert built.returncode == 0, built.stdout + built.stderr
    return output
