"""Builds the package, and installs it where nothing of this repository is."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from sites import EXAMPLE, run


def copy_checkout(folder: Path) -> Path:
    """Copy what the package is built from, without git; a build writes into it."""
    ignored = shutil.ignore_patterns("__pycache__", "_version.py")
    for name in ("cop_site", "docs_template", "examples"):
        shutil.copytree(EXAMPLE / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(EXAMPLE / name, folder)
    return folder


def build_package(checkout: Path, target: str, folder: Path) -> Path:
    """Build the `wheel` or `sdist` of a checkout into an empty folder, by the backend that is pinned."""
    done = run(checkout, sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.iterdir()
    return built


def install(wheel: Path, folder: Path) -> None:
    """Make an environment that has the wheel, and of this one only what the wheel depends on.

    The directory of our dependencies is put on its path by an entry of a `.pth` file, which adds the directory but
    not what the `.pth` files in it would add: the repository is among those.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    uv = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "install",
        "--quiet",
        "--offline",
        "--no-index",
        "--no-deps",
    ]
    subprocess.run([*uv, "--python", python, wheel], check=True)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


def list_files(wheel: Path) -> set[str]:
    """The names of all files in a wheel."""
    return set(zipfile.ZipFile(wheel).namelist())
