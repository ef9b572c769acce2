"""Trees: folders, links, pipes and collisions, moved about and renamed as people and tools do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from sites import cop

from fuzz.corpus import CHARTER, mutate, read_corpus
from fuzz.project import OUTSIDE, add_secret, check_inside, is_file, may_be_text, set_up, write

_PARTS = (
    "a",
    "A",
    "topics",
    "Topics",
    "members",
    "meetups",
    "assets",
    "pagefind",
    "search",
    "index",
    "ann",
    "x.md",
    "index.md",
    "b.png",
    "404.html",
)


def make(random: Random, root: Path) -> tuple[str, ...]:
    """Write a community, move its tree about, and return the words that it must not show."""
    set_up(random, root)
    write(root, "index.md", CHARTER)
    write(root, "members/ann.md", b"---\nname: Ann\nlisted: true\n---\n")
    for name, raw in random.sample(read_corpus(), random.randint(3, 8)):
        write(root, name, raw)
    hidden = add_secret(random, root) if random.random() < 0.3 else ()
    for _ in range(random.randint(2, 12)):
        try:
            random.choice(STEPS)(random, root)
        except (OSError, shutil.Error):
            continue  # it is there already, or a folder where none can be
    return () if _has_moved(root, hidden) else hidden


def _has_moved(root: Path, hidden: tuple[str, ...]) -> bool:
    """Whether what names the hidden member may be text, or part of another name, now."""
    if not is_file(root / "content" / "meetups" / "2026-05-05-s.md"):
        return bool(hidden)
    files = [file for file in (root / "content").rglob("*.md") if is_file(file)]
    charter = root / "content" / "index.md"  # what it says is the name of the community
    is_charter = charter in files and b"zuqel" in charter.read_bytes().lower()
    return is_charter or any(may_be_text(file.read_bytes()) for file in files)


def _pick(random: Random, root: Path) -> Path:
    return random.choice(sorted((root / "content").rglob("*")) or [root / "content"])


def _place(random: Random, root: Path) -> Path:
    """A place below the content folder; raises OSError where a link leads out of the project."""
    path = root / "content" / "/".join(random.choice(_PARTS) for _ in range(random.randint(1, 3)))
    check_inside(root, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _move(random: Random, root: Path) -> None:
    shutil.move(_pick(random, root), _place(random, root))


def _copy(random: Random, root: Path) -> None:
    source, target = _pick(random, root), _place(random, root)
    target = target / source.name if target.is_dir() else target
    check_inside(root, target)
    shutil.copy(source, target, follow_symlinks=False)


def _link(random: Random, root: Path) -> None:
    inside = str(_pick(random, root))
    _place(random, root).symlink_to(random.choice(("..", ".", "missing", "index.md", OUTSIDE, inside, "x" * 300)))


def _pipe(random: Random, root: Path) -> None:
    os.mkfifo(_place(random, root))


def _folder(random: Random, root: Path) -> None:
    _place(random, root).mkdir()


def _empty(random: Random, root: Path) -> None:
    write(root, str(_place(random, root).relative_to(root / "content")), b"")


def _rewrite(random: Random, root: Path) -> None:
    file = _pick(random, root)
    if is_file(file) and not file.is_symlink():
        write(root, str(file.relative_to(root / "content")), mutate(random, file.read_bytes(), 1))


def _spoil_cache(random: Random, root: Path) -> None:
    cop(root, "stats")
    for file in sorted((root / ".cop-cache").glob("store-*")):
        check_inside(root, file)
        raw = file.read_bytes()
        file.unlink()  # never through a link, whatever it is
        file.write_bytes(random.choice((b"", b"{}", raw[: len(raw) // 2], mutate(random, raw, 2))))


def _link_cache(random: Random, root: Path) -> None:
    (root / ".cop-cache").symlink_to(random.choice(("content", ".cop-cache", "missing", OUTSIDE)))


def _rename(random: Random, root: Path) -> None:
    one, other = (random.choice((*_PARTS, "t1", "b", "handling-silence", "Ann")) for _ in range(2))
    done = cop(root, "rename", random.choice(("topic", "tag", "member", "note")), one, other)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise AssertionError("cop rename failed") from done.exception


STEPS: tuple[Callable[[Random, Path], None], ...] = (
    *(_move, _move, _copy, _link, _pipe, _folder, _empty, _rewrite, _spoil_cache, _link_cache, _rename, _rename),
)
