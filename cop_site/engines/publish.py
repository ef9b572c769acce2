"""Publishes a site in one step: it is built beside the old one and takes its place when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from cop_site.diagnostics import UserError

MARKER = ".cop-site"
"""A file that says that a directory is a site that may be replaced, and what lies at its top, a name on a line."""


class PublishError(UserError):
    """The site cannot take the place that was asked for; the message says why."""


@contextmanager
def publish(output: Path, root: Path) -> Iterator[Path]:
    """Hand out an empty directory to build in, and put it in the place of `output` when the block ends well.

    Its parent is as temporary: there is room beside it for what is not published. When the block raises, `output` stays
    as it was. Raises PublishError before anything is built when `output` holds something else than a site, or contains
    the project itself; afterwards, when the old site may not be moved.
    """
    output = output.resolve()
    _refuse(output, root.resolve())
    output.parent.mkdir(parents=True, exist_ok=True)
    room = Path(mkdtemp(prefix=f"{output.name}.", dir=output.parent))
    building = room / "site"
    try:
        building.mkdir()
        yield building
        mark_site(building)
        if not (building / "index.html").is_file():
            raise PublishError("the build wrote no home page, so the old site stays")
        building.chmod(0o755)
        _swap(building, output)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def mark_site(folder: Path) -> None:
    """Say of a directory that all that lies in it now was made by us, but for hidden entries.

    No build makes those, and MkDocs leaves them where they are when it builds into a site again.
    """
    names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    (folder / MARKER).write_text("".join(f"{name}\n" for name in names), "utf-8")


def _refuse(output: Path, root: Path) -> None:
    if output == root or output in root.parents:
        raise PublishError(f"{output} contains the project itself; choose another output directory")
    if output.is_file():
        raise PublishError(f"{output} is a file; choose another output directory")
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).exists():
        raise PublishError(f"{output} holds something that is no site of ours; empty it or choose another directory")
    if foreign := _find_foreign(output):
        what = "did not come from a build and would be lost; move it away, or put it into the content folder"
        raise PublishError(f"{output / foreign} {what}")


def _find_foreign(output: Path) -> str:
    """Something at the top of a site that was put there by hand; empty where there is nothing, or no telling."""
    marker = output / MARKER
    made = set(marker.read_text("utf-8").splitlines()) if marker.is_file() else set()
    if not made:
        return ""
    return next((name for name in sorted(entry.name for entry in output.iterdir()) if name not in made | {MARKER}), "")


def _swap(new: Path, output: Path) -> None:
    """Put `new` where `output` is; should that fail, put the old one back."""
    if not output.exists():
        new.rename(output)
        return
    old = Path(mkdtemp(prefix=f"{output.name}.old.", dir=output.parent))
    try:
        output.rename(old / "site")
        try:
            new.rename(output)
        except OSError:
            (old / "site").rename(output)
            raise
    except PermissionError:  # Windows moves nothing that a program has open
        raise PublishError(f"{output} cannot be replaced; close what has it open, and build again") from None
    finally:
        shutil.rmtree(old, ignore_errors=True)
