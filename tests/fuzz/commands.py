"""What has to hold for every command: no traceback, a place for each finding, and fixes that end."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from click.testing import Result
from inert import find_commands
from sites import cop

from fuzz.project import is_file

READING = (
    *(
        ("check",),
        ("check", "--format", "sarif"),
        ("check", "--format", "gitlab"),
        ("check", "--format", "github"),
        ("check", "--diff"),
        ("stats",),
        ("plan",),
        ("tags",),
        ("agenda",),
    ),
    *(
        ("stats", "--format", "json"),
        ("plan", "--format", "json"),
        ("tags", "--format", "json"),
        ("schema",),
        ("schema", "meetup"),
    ),
    *(
        ("forget", "ann", "--dry-run"),
        ("forget", "Zuqel Wyxov", "--dry-run"),
        ("close", "2026-05-05-s", "--dry-run"),
        ("agenda", "2027-02-02-s"),
    ),
    *(
        ("rename", "topic", "t1", "t2", "--dry-run"),
        ("rename", "member", "ann", "bob", "--dry-run"),
        ("rename", "tag", "a", "b", "--dry-run"),
    ),
    *(
        ("new", "topic", "New one"),
        ("new", "meetup", "New one", "--date", "2026-05-01"),
        ("adopt", "content", "--dry-run", "--all"),
    ),
)
"""Commands of which one is tried on each input; those that write come when all else has been looked at."""

_ANNOTATION = re.compile(r"^::(?:error|warning|notice) file=", re.MULTILINE)


def find_breaches(random: Random, root: Path) -> Iterator[str]:
    """Yield what the commands do wrong with a project; safe fixes are applied to it."""
    done = cop(root, "check", "--format", "json")
    yield from _look_at(done, "check --format json")
    if done.exit_code in (0, 1) and done.stdout:
        yield from _find_misplaced(root, json.loads(done.stdout))
    yield from _fix_twice(root)
    arguments = random.choice(READING)
    done = cop(root, *arguments)
    yield from _look_at(done, " ".join(arguments))


def _look_at(done: Result, what: str) -> Iterator[str]:
    if done.exception and not isinstance(done.exception, SystemExit):
        frames = traceback.extract_tb(done.exception.__traceback__)
        at = next((frame for frame in reversed(frames) if "cop_site" in frame.filename), frames[-1])
        where = f"{Path(at.filename).name}:{at.lineno}"
        yield f"{what}: a traceback, {type(done.exception).__name__} at {where}: {done.exception}"
    elif done.exit_code not in (0, 1, 2):
        yield f"{what}: exit status {done.exit_code}"
    said = _ANNOTATION.sub("", done.stdout) if "github" in what else done.stdout
    yield from (f"{what}: {breach}" for text in (said, done.stderr) for breach in find_commands(text))
    if "json" in what and done.exit_code in (0, 1):
        try:
            json.loads(done.stdout)
        except ValueError:
            yield f"{what}: no JSON"


def _find_misplaced(root: Path, diagnostics: list[Mapping[str, object]]) -> Iterator[str]:
    """Yield findings whose place is in no file, or that say nothing or nothing to do."""
    lines: dict[str, list[str]] = {}
    for found in diagnostics:
        path, line, column = str(found["path"]), int(str(found["line"])), int(str(found["column"]))
        if path not in lines:
            lines[path] = _read_lines(root / path)
        within = lines[path][line - 1 : line]
        if line < 1 or column < 1 or ((line, column) != (1, 1) and (not within or column > len(within[0]) + 1)):
            yield f"{found['code']} has no place: line {line}, column {column}, of {len(lines[path])} lines"
        if not found["message"] or not found.get("hint"):
            yield f"{found['code']} says nothing, or nothing to do: {found['message']}"


def _read_lines(file: Path) -> list[str]:
    raw = file.read_bytes() if is_file(file) else b""
    return re.split("\r\n|\r|\n", raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))


def _fix_twice(root: Path) -> Iterator[str]:
    """Yield it where a second round of safe fixes changes what the first has left."""
    yield from _look_at(cop(root, "check", "--fix"), "check --fix")
    once = _content(root)
    yield from _look_at(cop(root, "check", "--fix"), "check --fix, again")
    if changed := [name for name, raw in _content(root).items() if once.get(name) != raw]:
        yield f"check --fix changes files again: {changed}"
    left = [name for name in _content(root) if name.rpartition("/")[2].startswith(".cop")]
    if left:
        yield f"check --fix leaves {left}"


def _content(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "content").rglob("*") if is_file(path))
    return {str(path.relative_to(root)): path.read_bytes() for path in files}
