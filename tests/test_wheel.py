"""The package works where nothing of this repository is: its templates travel inside of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from sites import EXAMPLE, run
from wheels import build_package, copy_checkout, list_files

pytestmark = pytest.mark.slow


def test_the_wheel_holds_the_package_and_what_it_writes(wheel: Path) -> None:
    """Templates, archetypes, assets, the theme, and what `cop init` writes; no tests and no example community."""
    names = list_files(wheel)
    for name in ("pages/home.html", "archetypes/meetup.md", "assets/cop.css", "theme/main.html", "mkdocs.yml"):
        assert f"cop_site/docs_template/{name}" in names
    ours = EXAMPLE / "examples" / "community"
    begun = {file.relative_to(EXAMPLE).as_posix() for file in ours.rglob("*") if file.is_file()}
    assert {f"cop_site/{name}" for name in begun} == {name for name in names if name.startswith("cop_site/examples/")}
    assert {"cop_site/cli.py", "cop_site/__main__.py", "cop_site/locale/cop.pot"} <= names
    assert "cop_site/py.typed" in names  # PEP 561: type checkers believe our types
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"cop_site"}


def _build(checkout: Path, target: str) -> Path:
    return build_package(checkout, target, Path(tempfile.mkdtemp(dir=checkout.parent)))


def test_the_tag_is_the_version(tmp_path: Path) -> None:
    """A build of a tagged commit has the tag's version, in its file names and in the package; so has one of its sdist.

    Without git the version is that of a checkout before any release, and a commit after the tag has one of its own.
    """
    checkout = copy_checkout(tmp_path / "untagged" / "cop")
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
    done = run(tmp_path, installed, "--version")
    assert done.stdout == f"cop, version {wheel.name.split('-')[1]}\n", done.stderr


def test_every_python_that_is_tested_is_declared() -> None:
    """The classifiers name the versions of Python that the workflow tests; the first is the oldest that is allowed."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [name.rpartition(" ")[2] for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    workflow = yaml.safe_load((EXAMPLE / ".github/workflows/test.yml").read_text("utf-8"))
    assert workflow["jobs"]["linux"]["strategy"]["matrix"]["python"] == declared
    assert project["requires-python"] == f">={declared[0]}"
