"""Changes of files: shown as a diff, or written all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import NamedTemporaryFile

from cop_site.diagnostics import UserError

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


class ChangeError(UserError):
    """The files cannot be written; the message says why. They are as they were."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file."""

    path: str
    """Relative to the project's directory."""
    new_path: str
    """The same, unless the file gets another name."""
    before: bytes
    after: bytes


def render_diff(changes: Iterable[Change]) -> str:
    """The changes as a unified diff, for people: what a terminal would not print is spelt out."""
    return "".join(line for change in changes for line in _diff(change))


def write_changes(root: Path, changes: Sequence[Change]) -> None:
    """Write the files; raises ChangeError when one of them cannot be, and puts the others back."""
    ready: list[tuple[Change, Path]] = []
    written: list[Change] = []
    try:
        for change in changes:
            ready.append((change, _write_beside(root / change.path, change.after)))
        for change, file in ready:
            written.append(change)
            if change.new_path != change.path:
                (root / change.path).rename(root / change.new_path)
            file.replace(root / change.new_path)
    except OSError as error:
        for change in reversed(written):
            _put_back(root, change)
        raise ChangeError(f"nothing was changed: {error.filename}: {error.strerror}") from None
    finally:
        for _, file in ready:
            file.unlink(missing_ok=True)


def _write_beside(file: Path, content: bytes) -> Path:
    """Write a new file with the same permissions in the same folder, under a hidden name that no reader looks at."""
    with NamedTemporaryFile("wb", dir=file.parent, prefix=".cop-", delete=False) as new:
        path = Path(new.name)
        try:
            new.write(content)
            path.chmod(file.stat().st_mode & 0o777)
        except OSError:
            path.unlink()
            raise
    return path


def _put_back(root: Path, change: Change) -> None:
    old, new = root / change.path, root / change.new_path
    with suppress(OSError):
        if old != new and new.exists() and not old.exists():
            new.rename(old)
        old.write_bytes(change.before)


def _diff(change: Change) -> Iterator[str]:
    if change.path != change.new_path:
        yield f"rename from {_show(change.path)}\nrename to {_show(change.new_path)}\n"
    before, after = (_LINE.findall(content.decode("utf-8", "replace")) for content in (change.before, change.after))
    names = (f"a/{_show(change.path)}", f"b/{_show(change.new_path)}")
    for line in unified_diff(before, after, *names):
        yield _show(line.rstrip("\r\n")) + "\n"


def _show(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\t" else f"\\x{ord(c):02x}" for c in line)
