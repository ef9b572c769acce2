"""Reads a project as it was at another revision of its git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cop_site.diagnostics import UserError


class RevisionError(UserError):
    """The revision cannot be read; the message says why."""


def find_head(root: Path) -> str:
    """The commit that is checked out; raises RevisionError where there is none."""
    return _resolve(root, "HEAD")


def find_fork(root: Path, revision: str) -> str:
    """The commit at which the work in `root` left a branch; the branch's own where git cannot tell.

    Raises RevisionError when git knows no such revision.
    """
    commit = _resolve(root, revision)
    try:
        return _run(root, "merge-base", commit, "HEAD").decode().strip()
    except RevisionError:
        return commit


def list_changed(root: Path, commit: str, folder: str) -> frozenset[str]:
    """The files below a folder of `root` that are not what they were at a commit, be they committed since or not."""
    changed = _run(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", folder)
    new = _run(root, "ls-files", "--others", "-z", "--", folder)
    return frozenset(name.decode("utf-8", "surrogateescape") for name in (changed + new).split(b"\0") if name)


@contextmanager
def check_out(root: Path, revision: str, names: tuple[str, ...]) -> Iterator[Path]:
    """Hand out a temporary directory that holds some files and folders of `root` as they were at a revision.

    A name that did not exist then is left out. Raises RevisionError when git knows no such revision.
    """
    commit = _resolve(root, revision)
    there = _run(root, "ls-tree", "--name-only", commit, "--", *names).decode().splitlines()
    with TemporaryDirectory(prefix="cop-revision-") as folder:
        if there:
            archive = _run(root, "archive", "--format=tar", commit, "--", *there)
            _extract(archive, Path(folder))
        yield Path(folder)


def _resolve(root: Path, revision: str) -> str:
    """The commit that a revision means."""
    said = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return said.decode().strip()


def _extract(archive: bytes, folder: Path) -> None:
    """Write the regular files of an archive; reading refuses all others anyhow."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _run(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # git's own command line, no shell
            ["git", "-C", str(root), *arguments],  # noqa: S607  # the git that the user has
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        name = arguments[-1].removesuffix("^{commit}")
        unknown = f"git knows no revision {name!r} here; if it is a branch elsewhere, fetch it: git fetch origin {name}"
        raise RevisionError(said or unknown)
    return done.stdout
