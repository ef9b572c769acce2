"""The package works where nothing of this repository is: its templates travel inside of it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from sites import EXAMPLE, run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that is pinned, without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run(EXAMPLE, sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
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
