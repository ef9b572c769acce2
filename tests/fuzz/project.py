"""The project around what is fuzzed: its settings, and a member who is not listed."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from random import Random

from cop_site.rules import load_rules
from fuzz.corpus import SECRET, mutate

_SPELLINGS = (
    *SECRET,
    "@zuqel-wyxov",
    "zuqel_wyxov",
    "ZUQEL WYXOV",
    "Zuqel-Wyxov",
    "members/zuqel-wyxov",
    "zuqel-wyxov.md",
)
_MEMBERS = (
    b"---\nname: Zuqel Wyxov\n---\nWords.\n",
    b"---\nname: Zuqel Wyxov\nlisted: false\naliases: [zuqel_wyxov]\n---\n",
    b"---\nname: Zuqel Wyxov\npseudonym: An owl\ndraft: true\n---\n",
)
_NAMED = re.compile(rb"(?i)zuqel|wyxov")

OUTSIDE = "/proc/version"
"""What a link out of a project leads to: a file that is read only, whoever writes to it."""


def check_inside(root: Path, path: Path) -> None:
    """Raise OSError if a path leads out of the project, by links too: fuzzers write nowhere else."""
    if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(root)):
        raise OSError(f"{path} leads out of {root}")
    if path.is_symlink():
        raise OSError(f"{path} is a link")


def is_file(path: Path) -> bool:
    """Whether there is a file at a path; not below a link to a name that is too long."""
    with suppress(OSError):
        return path.is_file()
    return False


def set_up(random: Random, root: Path) -> None:
    """Write the settings: some rules have another severity, and others are off."""
    rules = [rule.NAME for rule in load_rules() if not rule.CODE.startswith("COP9") and random.random() < 0.2]
    severities = "".join(f'{name} = "{random.choice(("off", "off", "info", "warning", "error"))}"\n' for name in rules)
    (root / "content").mkdir(parents=True)
    settings = 'as_of = 2026-11-25\nrepository = "https://github.com/example/fuzzed"'
    (root / "pyproject.toml").write_text(f"[tool.cop]\n{settings}\n[tool.cop.severity]\n{severities}", "utf-8")


def write(root: Path, name: str, raw: bytes) -> None:
    """Write a file below the content folder, if the system can; an earlier one is replaced."""
    try:
        file = root / "content" / name
        check_inside(root, file)
        file.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(file):
            file.unlink()
        file.write_bytes(raw)
    except (OSError, ValueError):
        return  # a name too long, with a NUL, or where a folder is


def add_secret(random: Random, root: Path) -> tuple[str, ...]:
    """Write the file of a member who is not listed, whole or broken, and notes whose fields name them."""
    file = random.choice(("zuqel-wyxov.md", "zuqel-wyxov.md", "zw.md", "zuqel-wyxov/index.md", ""))
    raw = random.choice(_MEMBERS)
    if file.startswith("zuqel") and random.random() < 0.6:
        mutated = mutate(random, raw, 3)
        raw = raw if b"listed: true" in mutated else mutated  # nobody is hidden who says that
    if file:
        write(root, f"members/{file}", raw)
    people = json.dumps([*random.sample(_SPELLINGS, 3), SECRET[1]])
    one = json.dumps(SECRET[1])
    body = f"## Decisions\n\n- @{SECRET[1]} goes\n\n## Actions\n\n- [ ] @{SECRET[1]} writes\n"
    for name, fields in {
        "meetups/2026-05-05-s.md": f"speakers: {people}\nattendees: {people}\nscribe: {one}\nauthors: {people}",
        "meetups/2027-02-02-s.md": f"facilitators: {people}",
        "topics/s.md": f"stewards: {people}",
        "practices/s.md": f"owner: {one}\nauthors: {people}",
        "paths/s.md": f"for: All\ngoals: [s]\nsteward: {one}",
    }.items():
        write(root, name, f"---\ntitle: S\ntags: [s]\n{fields}\n---\n{body if 'meetups' in name else ''}".encode())
    return tuple(word for word in ("zuqel", "wyxov"))


def may_be_text(raw: bytes) -> bool:
    """Whether a note may name the hidden member elsewhere than in its fields, as `add_secret` has written them."""
    text = raw.split(b"\n---\n", 1)[-1] if raw.startswith(b"---\n") else raw
    named = [line for line in raw.splitlines() if _NAMED.search(line)]
    if re.search(rb"(?m)^(?:listed|pseudonym):", raw):  # it is the file of a member, wherever it lies
        named = [line for line in named if not any(line in member.split(b"\n") for member in _MEMBERS)]
    return bool(_NAMED.search(text.replace(b"@zuqel-wyxov", b""))) or not all(map(_is_as_written, named))


def _is_as_written(line: bytes) -> bool:
    with suppress(ValueError):
        people = json.loads(line.partition(b": ")[2])
        return {people} <= {*_SPELLINGS} if isinstance(people, str) else {*people} <= {*_SPELLINGS}
    return not _NAMED.search(line.replace(b"@zuqel-wyxov", b""))
