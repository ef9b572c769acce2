"""Reads files of a project at another revision of its git repository."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from cop_site.diagnostics import UserError
from cop_site.project.temporary import temporary_folder

_RELATIVE = frozenset("~^@")
"""The signs in a revision that is counted from another one."""
_FIRST_SECOND = 100_000_000
"""Git reads smaller numbers as dates; it is in 1973, before any commit."""


class RevisionError(UserError):
    """A revision that cannot be read; the message says why."""


def find_head(root: Path) -> str:
    """The commit that is checked out; raises RevisionError where there is none."""
    return _resolve(root, "HEAD")


def find_last(root: Path, end: datetime) -> str:
    """Return the last commit of the checked-out branch before a moment.

    Raises RevisionError where there is none, or where it cannot be known: without git or without the whole history.
    """
    if run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise RevisionError("git has only a part of the history; fetch the rest: git fetch --unshallow")
    before = max(int(end.timestamp()) - 1, _FIRST_SECOND)
    commit = run_git(root, "rev-list", "-1", "--first-parent", f"--before={before}", "HEAD").decode().strip()
    if not commit:
        raise RevisionError("git's history begins later")
    return commit


def find_fork(root: Path, revision: str) -> str:
    """Return the commit at which the work in `root` forked off a branch; the branch's last if git finds none.

    Raises RevisionError if git does not know the revision.
    """
    commit = _resolve(root, revision)
    try:
        return run_git(root, "merge-base", commit, "HEAD").decode().strip()
    except RevisionError:
        return commit


def list_changed(root: Path, commit: str, folder: str) -> frozenset[str]:
    """Return the files below a folder of `root` that differ from a commit, whether that is committed or not."""
    changed = run_git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", folder)
    new = run_git(root, "ls-files", "--others", "-z", "--", folder)
    return frozenset(name.decode("utf-8", "surrogateescape") for name in (changed + new).split(b"\0") if name)


@contextmanager
def check_out(root: Path, revision: str, names: tuple[str, ...]) -> Iterator[Path]:
    """Yield a temporary directory with the files and folders `names` of `root` as they were at a revision.

    Names that did not exist then are left out. Raises RevisionError if git does not know the revision.
    """
    commit = _resolve(root, revision)
    present = run_git(root, "ls-tree", "--name-only", commit, "--", *names).decode().splitlines()
    with temporary_folder("cop-revision-", Path(gettempdir())) as folder:
        if present:
            archive = run_git(root, "archive", "--format=tar", commit, "--", *present)
            _extract(archive, folder)
        yield folder


def _resolve(root: Path, revision: str) -> str:
    name = f"{revision}^{{commit}}"  # the commit that a tag or a branch points to
    return run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()


def _extract(archive: bytes, folder: Path) -> None:
    """Write the regular files of an archive; others would not be read as notes."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _advise(name: str) -> str:
    if name.startswith("HEAD") or not _RELATIVE.isdisjoint(name):
        return "there is no such commit here; if the clone is shallow, fetch the rest: git fetch --unshallow"
    return f"if it is a remote branch, fetch it: git fetch origin {name}"


def read_at(root: Path, objects: Iterable[str]) -> Iterator[bytes | None]:
    """Yield the content of each file at a commit, given as `<commit>:./<path>`; None for one that was not there.

    Raises RevisionError if git fails.
    """
    found = io.BytesIO(run_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in objects).encode()))
    while head := found.readline().split():
        is_missing = head[-1] == b"missing"
        yield None if is_missing else found.read(int(head[-1]))
        found.read(not is_missing)  # the end of the line


def run_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Return what a git command prints; raise RevisionError if it fails. `given` is what it reads."""
    try:
        done = subprocess.run(  # noqa: S603  # git's own command line, no shell
            ["git", "-C", str(root), *arguments],  # noqa: S607  # the git that the user has
            capture_output=True,
            input=given,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()
        name = arguments[-1].removesuffix("^{commit}")
        unknown = f"unknown revision {name!r}; {_advise(name)}"
        raise RevisionError(message or unknown)
    return done.stdout
