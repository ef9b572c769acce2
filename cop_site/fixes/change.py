"""Changes of files: rendered as a diff, or written all or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from cop_site.diagnostics import UserError
from cop_site.fixes.write import find_place, write_beside


class ChangeError(UserError):
    """The files cannot be changed, and are as they were before."""


@dataclass(frozen=True, slots=True)
class Change:
    """The old and the new state of one file."""

    path: str
    """Relative to the project's directory."""
    new_path: str
    """The same as `path`, unless the file is renamed; empty if it is deleted."""
    before: bytes
    after: bytes


def render_diff(changes: Iterable[Change]) -> bytes:
    """Return the changes as a unified diff that `git apply` and `patch -p1` read; empty where nothing changes.

    Of a file that is not text, it says only that it changes.
    """
    return b"".join(part for change in changes for part in _render(change))


def write_changes(root: Path, changes: Sequence[Change]) -> None:
    """Write all files, or none.

    Raise ChangeError, and undo what was done, if a file cannot be written or has changed in the meantime.
    """
    ready: list[tuple[Change, Path | None]] = []
    done: list[Change] = []
    try:
        for change in changes:
            if find_place(root, change.path).read_bytes() != change.before:
                raise ChangeError(f"{change.path} has changed in the meantime; run the command again")
            ready.append((change, write_beside(root / change.path, change.after) if change.new_path else None))
        for change, file in ready:
            done.append(change)
            if file is None:
                (root / change.path).unlink()
                continue
            if change.new_path != change.path:
                (root / change.path).rename(root / change.new_path)
            file.replace(root / change.new_path)
    except OSError as error:
        for change in reversed(done):
            _undo(root, change)
        raise ChangeError(f"nothing was changed: {error.filename}: {error.strerror}") from None
    finally:
        for _, file in ready:
            if file:
                file.unlink(missing_ok=True)


def _undo(root: Path, change: Change) -> None:
    old, new = root / change.path, root / change.new_path
    with suppress(OSError):
        if change.new_path and old != new and new.exists() and not old.exists():
            new.rename(old)
        old.write_bytes(change.before)


def _render(change: Change) -> Iterator[bytes]:
    old, new = (path.encode("utf-8", "surrogateescape") for path in (change.path, change.new_path))
    if new and old != new:
        yield b"diff --git a/%b b/%b\nrename from %b\nrename to %b\n" % (old, new, old, new)
    if new and change.before == change.after:
        return
    if b"\0" in change.before or b"\0" in change.after:
        yield b"Binary files a/%b and %b differ\n" % (old, b"b/" + new if new else b"/dev/null")
        return
    for sign, name in ((b"---", b"a/" + old), (b"+++", b"b/" + new if new else b"/dev/null")):
        yield b"%b %b%b\n" % (sign, name, b"\t" if b" " in name else b"")
    # latin-1 keeps every byte as one character; only line feeds end a line in a diff.
    before, after = (_split(content.decode("latin-1")) for content in (change.before, change.after))
    for line in list(unified_diff(before, after))[2:]:
        yield (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n").encode("latin-1")


def _split(text: str) -> list[str]:
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
