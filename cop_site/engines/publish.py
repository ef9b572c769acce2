"""Publishes a site in one step: it is built beside the old one and replaces it once it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from cop_site.diagnostics import UserError

MARKER = ".cop-site"
"""The file that marks a directory as a site that may be replaced; it lists the entries at the top, one a line."""


class PublishError(UserError):
    """A site that cannot be written to the output directory; the message says why."""


@contextmanager
def publish(output: Path, root: Path) -> Iterator[Path]:
    """Yield an empty directory to build in, and replace `output` by it at the end of the block.

    Its parent is temporary, too: files beside it are not published. If the block raises, `output` stays as it was.
    Raises PublishError before the block if `output` contains anything else than a site, or the project itself; after
    it, if the old site cannot be moved.
    """
    output = output.resolve()
    _check_output(output, root.resolve())
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(mkdtemp(prefix=f"{output.name}.", dir=output.parent))
    building = temporary / "site"
    try:
        building.mkdir()
        yield building
        mark_site(building)
        if not (building / "index.html").is_file():
            raise PublishError("the build wrote no home page, so the old site stays")
        building.chmod(0o755)
        _swap(building, output)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


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


def _swap(new: Path, output: Path) -> None:
    """Replace `output` by `new`; if that fails, restore the old one."""
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
    except PermissionError:  # Windows does not move files that are open
        raise PublishError(f"{output} cannot be replaced; close the programs that use it, and try again") from None
    finally:
        shutil.rmtree(old, ignore_errors=True)
