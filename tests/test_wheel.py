"""The package works where nothing of this repository is: its templates travel inside of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from sites import EXAMPLE, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is built from, without git; a build writes into it."""
    folder = tmp_path_factory.mktemp("checkout") / "cop"
    for name in ("cop_site", "docs_template"):
        shutil.copytree(EXAMPLE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_version.py"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(EXAMPLE / name, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    """The wheel, built by the backend that is pinned, without fetching anything."""
    return _build(checkout, "wheel")


def _build(checkout: Path, target: str) -> Path:
    """Build the wheel or the sdist of a checkout into a folder beside it."""
    folder = Path(tempfile.mkdtemp(dir=checkout.parent))
    done = run(checkout, sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and of this environment only what the wheel depends on.

    The directory of our dependencies is put on its path by an entry of a `.pth` file, which adds the directory but
    not what the `.pth` files in it would add: the repository is among those.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def test_the_wheel_holds_the_package_and_its_templates(wheel: Path) -> None:
    """Templates, archetypes, assets and the theme are in it; tests and the example community are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("pages/home.html", "archetypes/meetup.md", "assets/cop.css", "theme/main.html", "mkdocs.yml"):
        assert f"cop_site/docs_template/{name}" in names
    assert {"cop_site/cli.py", "cop_site/locale/cop.pot"} <= {*names}
    assert "cop_site/py.typed" in names  # PEP 561: type checkers believe our types
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"cop_site"}


def test_the_installed_command_makes_and_builds_a_community(installed: Path, tmp_path: Path) -> None:
    """In an empty directory far from here: a new community, a meetup, a check and a site."""

    def cop(*arguments: str) -> str:
        done = run(tmp_path, installed, "-c", "from cop_site.cli import main; main()", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = run(tmp_path, installed, "-c", "import cop_site, cop_site.project.project as p; print(p.TEMPLATES)")
    assert not Path(where.stdout.strip()).is_relative_to(EXAMPLE), where.stderr
    cop("new", "community", "Far away")
    cop("new", "meetup", "The first")
    cop("check", "--strict")
    cop("build")
    assert "Far away" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert len([file for file in (tmp_path / "site" / "meetups").iterdir() if file.is_dir()]) == 1
    assert (tmp_path / "site" / "assets" / "cop" / "cop.css").is_file()


def test_the_tag_is_the_version(checkout: Path, tmp_path: Path) -> None:
    """A build of a tagged commit has the tag's version, in its file names and in the package; so has one of its sdist.

    Without git the version is that of a checkout before any release, and a commit after the tag has one of its own.
    """
    assert _build(checkout, "wheel").name == "cop_site-0.1.dev0-py3-none-any.whl"
    tagged = tmp_path / "tagged" / "cop"
    shutil.copytree(checkout, tagged)
    git = ["git", "-C", str(tagged), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Begin"], ["tag", "v1.2.3"]):
        subprocess.run([*git, *arguments], check=True)
    assert _build(tagged, "wheel").name == "cop_site-1.2.3-py3-none-any.whl"
    shutil.unpack_archive(_build(tagged, "sdist"), tmp_path, filter="data")
    again = _build(tmp_path / "cop_site-1.2.3", "wheel")
    assert again.name == "cop_site-1.2.3-py3-none-any.whl"
    assert '__version__ = "1.2.3"' in zipfile.ZipFile(again).read("cop_site/_version.py").decode()
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "Go on"], check=True)
    assert re.match(r"cop_site-1\.2\.4\.dev1\+g[0-9a-f]+-py3-none-any\.whl", _build(tagged, "wheel").name)


def test_the_installed_command_tells_its_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    """`cop --version` says what the wheel's name says."""
    done = run(tmp_path, installed, "-c", "from cop_site.cli import main; main(prog_name='cop')", "--version")
    assert done.stdout == f"cop, version {wheel.name.split('-')[1]}\n", done.stderr


def test_every_python_that_is_tested_is_declared() -> None:
    """The classifiers name the versions of Python that the workflow tests; the first is the oldest that is allowed."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [name.rpartition(" ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    workflow = yaml.safe_load((EXAMPLE / ".github/workflows/test.yml").read_text("utf-8"))
    assert workflow["jobs"]["linux"]["strategy"]["matrix"]["python"] == declared
    assert project["requires-python"] == f">={declared[0]}"
