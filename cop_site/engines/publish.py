"""Publishes a site in one step: it is built beside the old one and replaces it once it is complete."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from cop_site.diagnostics import UserError
from cop_site.engines.swap import flush, one_at_a_time, swap, uninterrupted
from cop_site.project.temporary import close, delete_abandoned, find_abandoned, temporary_folder

MARKER = ".cop-site"
"""The file that marks a directory as a site that may be replaced; it lists the entries at the top, one a line."""
_NEW, _OLD = "site", "old"
"""The names of the new and the old site while a build has both."""


class PublishError(UserError):
    """A site that cannot be written to the output directory; the message says why."""


@contextmanager
def publish(output: Path, root: Path, echo: Callable[[str], None] = lambda _: None) -> Iterator[Path]:
    """Yield an empty directory to build in, and replace `output` by it at the end of the block.

    Its parent is temporary, too: files beside it are not published. If the block raises, `output` stays as it was.
    What builds have left that were killed is put back, which `echo` is told, or deleted. Raises PublishError before
    the block if `output` contains anything else than a site, or the project itself; after it, if the old site cannot
    be moved, and OSError if the new one cannot be written.
    """
    output = output.resolve()
    _check_output(output, root.resolve())
    output.parent.mkdir(parents=True, exist_ok=True)
    restore(output, echo)
    with temporary_folder(_prefix(output), output.parent) as temporary:
        building = temporary / _NEW
        building.mkdir()
        yield building
        mark_site(building)
        if not (building / "index.html").is_file():
            raise PublishError("the build wrote no home page, so the old site stays")
        building.chmod(0o755)
        flush(building)
        with uninterrupted(), one_at_a_time(output.parent):
            _check_output(output, root.resolve())  # it may have become another one in the meantime
            _replace(output, temporary)


def tidy(output: Path) -> None:
    """Delete what builds have left that were killed, as `publish` does, where nothing is to be published."""
    delete_abandoned(_prefix(output), output.parent)


def restore(output: Path, echo: Callable[[str], None]) -> None:
    """Put back the site that a build had moved away when it was killed, and tell `echo`.

    That can only be where the system cannot exchange two folders, or where an older version of `cop` was killed.
    """
    if not _is_lost(output):
        return
    with one_at_a_time(output.parent):
        if site := _find_lost(output):
            site.rename(output)
            with suppress(OSError):  # of this version, it has a lock, and the next build deletes it
                site.parent.rmdir()
            echo(f"{output.name}: put back as it was before a build that was killed")


def _is_lost(output: Path) -> bool:
    """Return whether there is no site, but a folder that one may be in: a fast check that every command can make."""
    if output.exists() or not output.parent.is_dir():
        return False
    return any(path.name.startswith((_prefix(output), _old_prefix(output))) for path in output.parent.iterdir())


def _find_lost(output: Path) -> Path | None:
    """Return the newest site that was moved away from `output` and is not used by a process."""
    found = [folder / "site" for folder in output.parent.glob(f"{escape(_old_prefix(output))}*")]
    for folder, lock in find_abandoned(_prefix(output), output.parent):
        found.append(folder / _OLD)
        close(lock)
    sites = [site for site in found if (site / MARKER).is_file()]
    return None if output.exists() else max(sites, key=lambda site: site.parent.stat().st_mtime, default=None)


def _prefix(output: Path) -> str:
    return f"{output.name}.new."


def _old_prefix(output: Path) -> str:
    return f"{output.name}.old."


def mark_site(folder: Path) -> None:
    """List the entries of a directory as made by a build, except for hidden ones.

    Builds do not make hidden entries, and MkDocs keeps them when it builds into the same directory again.
    """
    names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    (folder / MARKER).write_text("".join(f"{name}\n" for name in names), "utf-8")


def _check_output(output: Path, root: Path) -> None:
    if output == root or output in root.parents:
        raise PublishError(f"{output} contains the project itself; choose another output directory")
    if output.is_file():
        raise PublishError(f"{output} is a file; choose another output directory")
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).exists():
        raise PublishError(f"{output} is not a site built by cop; empty it or choose another output directory")
    if foreign := _find_foreign(output):
        why = "did not come from a build and would be lost; move it away, or put it into the content folder"
        raise PublishError(f"{output / foreign} {why}")


def _find_foreign(output: Path) -> str:
    """Return the name of an entry of a site that no build made; empty if there is none, or if it has no list."""
    marker = output / MARKER
    made = set(marker.read_text("utf-8").splitlines()) if marker.is_file() else set()
    return min({entry.name for entry in output.iterdir()} - made - {MARKER}, default="") if made else ""


def _replace(output: Path, temporary: Path) -> None:
    """Put the new site in the place of `output`, and delete the old one."""
    try:
        swap(temporary / _NEW, output, temporary / _OLD)
    except PermissionError:  # Windows does not move files that are open
        raise PublishError(f"{output} cannot be replaced; close the programs that use it, and try again") from None
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV):
            raise
        raise PublishError(f"{output} is a mounted disk, which cannot be replaced; choose a folder in it") from None
    if (temporary / _OLD).exists():
        (temporary / _OLD).rename(temporary / "deleted")  # from here on, it is not one to put back
    for left in temporary.iterdir():
        if left.is_dir():
            _delete(left)


def _delete(folder: Path) -> None:
    """Delete a folder that nobody else can reach: so it takes half as long as with guards against links put there."""
    with suppress(OSError):
        folders = [str(folder)]
        for name in folders:
            with os.scandir(name) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        os.unlink(entry.path)  # noqa: PTH108  # called for every file
        for name in reversed(folders):
            os.rmdir(name)  # noqa: PTH106  # and for every folder
    shutil.rmtree(folder, ignore_errors=True)
