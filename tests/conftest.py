"""What tests share: options, expected files, and sites that are built once, by the command that users run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from expected_files import ExpectedFiles
from hypothesis import HealthCheck, settings
from sharing import make_once
from sites import EXAMPLE, build

# A slow machine makes no test fail: neither one example nor the making of all has a limit in seconds.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")

_FILES = pytest.StashKey[ExpectedFiles]()
_LONGEST_ID = 60
_BROWSER = Path(__file__).parent / "browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-cases` writes the files of expectations anew."""
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite what tests/cases expects from what is found, and show it"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Several processes would write over each other's files."""
    update: bool = config.getoption("update_cases")
    if update and config.getoption("numprocesses", None):
        raise pytest.UsageError("--update-cases needs one process: leave out -n")
    config.stash[_FILES] = ExpectedFiles(update)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show what `--update-cases` has changed."""
    files = config.stash[_FILES]
    if files.update:
        terminalreporter.section("updated cases")
        terminalreporter.write("\n".join(files.diffs) or "nothing to update\n")


@pytest.fixture(scope="session")
def expected_files(request: pytest.FixtureRequest) -> ExpectedFiles:
    """The files that say what is expected."""
    return request.config.stash[_FILES]


@pytest.fixture(autouse=True)
def _no_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests are told nothing by the CI that may run them."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example community, built by `cop build`; nobody writes into it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # what all processes of this run have in common

    def make(output: Path) -> None:
        built = build(EXAMPLE, "--output", str(output))
        assert built.returncode == 0, built.stdout + built.stderr

    return make_once(folder / "example-site", make)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and refuse long names: long values of a parametrised test are named with `ids=`."""
    for item in items:
        if item.path.is_relative_to(_BROWSER):
            item.add_marker(pytest.mark.browser)
    ids = {
        item.nodeid: item.callspec.id
        for item in items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    }
    long = [f"{nodeid[:100]}…" for nodeid, name in ids.items() if len(name) > _LONGEST_ID]
    if long:
        raise pytest.UsageError(f"ids of more than {_LONGEST_ID} characters:\n" + "\n".join(long))
