"""Options and fixtures of all tests."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from expected_files import ExpectedFiles
from hypothesis import HealthCheck, settings
from sharing import make_once
from sites import COP, EXAMPLE, run
from wheels import build_package, copy_checkout, install

# No limits in seconds: a slow machine must not make a test fail.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")

_FILES = pytest.StashKey[ExpectedFiles]()
_MAX_ID = 60
_BROWSER = Path(__file__).parent / "browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `pytest --update-cases`, which rewrites the expected files."""
    parser.addoption(
        "--update-cases", action="store_true", help="rewrite the expected files in tests/cases, and show the diff"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse `--update-cases` with several processes, which would overwrite each other's files."""
    # A shell ignores Ctrl+C in what it runs in the background, and so would every process that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Else each process would compile all tests, and each site all templates, again.
    sys.dont_write_bytecode = False
    update: bool = config.getoption("update_cases")
    if update and config.getoption("numprocesses", None):
        raise pytest.UsageError("--update-cases needs one process: leave out -n")
    config.stash[_FILES] = ExpectedFiles(update)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return three processes for two processors: those that build and browse wait for others a third of their time."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Show the diff of `--update-cases`."""
    files = config.stash[_FILES]
    if files.update:
        terminalreporter.section("updated cases")
        terminalreporter.write("\n".join(files.diffs) or "nothing to update\n")


@pytest.fixture(scope="session")
def expected_files(request: pytest.FixtureRequest) -> ExpectedFiles:
    """The expected files in `tests/cases`."""
    return request.config.stash[_FILES]


@pytest.fixture(autouse=True)
def _no_workflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the variables of the CI that runs the tests."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share, and no other run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def example_site(shared: Path) -> Path:
    """The site of the example community, built by `cop build`; tests must not change it."""

    def make(output: Path) -> None:
        built = run(EXAMPLE, COP, "build", "--output", str(output))
        assert built.returncode == 0, built.stdout + built.stderr

    return make_once(shared / "example-site", make)


@pytest.fixture(scope="session")
def wheel(shared: Path) -> Path:
    """The wheel, built without fetching anything."""

    def make(folder: Path) -> None:
        build_package(copy_checkout(folder.with_name("checkout")), "wheel", folder)

    (built,) = make_once(shared / "wheel", make).iterdir()
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, shared: Path) -> Path:
    """The program `cop` of an environment that the wheel is installed in, far from this repository."""
    folder = make_once(shared / "installed", lambda folder: install(wheel, folder))
    return folder / "bin" / "cop"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests, and refuse long ids: name long values of a parametrised test with `ids=`."""
    for item in items:
        if item.path.is_relative_to(_BROWSER):
            item.add_marker(pytest.mark.browser)
    ids = {
        item.nodeid: item.callspec.id
        for item in items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    }
    long = [f"{nodeid[:100]}…" for nodeid, name in ids.items() if len(name) > _MAX_ID]
    if long:
        raise pytest.UsageError(f"ids of more than {_MAX_ID} characters:\n" + "\n".join(long))
