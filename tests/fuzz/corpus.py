"""What the fuzzers start from: notes that are there, and tokens that some parser takes for more than text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1]
SECRET = ("Zuqel Wyxov", "zuqel-wyxov")
"""The name and the slug of the member who is not listed, in communities with one; the corpus does not name them."""
CHARTER = b"---\nname: Fuzzed\npurpose: To be broken.\nmeetups: {every: 14}\n---\nWords.\n"
LARGEST = 256 * 1024

_WORDS = json.loads((Path(__file__).with_name("tokens.json")).read_text("utf-8"))
MARKDOWN: tuple[str, ...] = tuple(_WORDS["markdown"])
YAML: tuple[str, ...] = tuple(_WORDS["yaml"])
CHARACTERS: tuple[str, ...] = (*_WORDS["characters"], *(sign * 300 for sign in "a[:"))
NAMES: tuple[str, ...] = (*_WORDS["names"], "\u00e9" * 120, "\u5b57" * 84)
BYTES = (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x00", b"\xef\xbb\xbf", b"\xfe\xff")
TOKENS = (*(token.encode() for token in (*MARKDOWN, *YAML, *CHARACTERS)), *BYTES)


@cache
def read_corpus() -> tuple[tuple[str, bytes], ...]:
    """Return the path below its content folder and the bytes of each note of the example and of the test cases."""
    files = [*(TESTS.parent / "content").rglob("*.md"), *(TESTS / "cases").rglob("*.md")]
    named = [(_below_content(file), file.read_bytes()) for file in sorted(files) if file.is_file()]
    return tuple((name, raw) for name, raw in named if len(raw) < 32 * 1024)


def _below_content(file: Path) -> str:
    parts = file.parts
    return "/".join(parts[len(parts) - parts[::-1].index("content") :]) if "content" in parts else f"topics/{file.name}"


def mutate(random: Random, raw: bytes, most: int = 6) -> bytes:
    """Return bytes that differ from a note in up to `most` places."""
    for _ in range(random.randint(1, most)):
        raw = random.choice(_MUTATIONS)(random, raw)
    return raw[: LARGEST + 1000]


def _insert(random: Random, raw: bytes) -> bytes:
    at = random.randint(0, len(raw))
    return raw[:at] + random.choice(TOKENS) * random.choice((1, 1, 1, 2, 50)) + raw[at:]


def _delete(random: Random, raw: bytes) -> bytes:
    at = random.randint(0, len(raw))
    return raw[:at] + raw[at + random.choice((1, 1, 2, 10, 100)) :]


def _cut(random: Random, raw: bytes) -> bytes:
    return raw[: random.randint(0, len(raw))]


def _repeat(random: Random, raw: bytes) -> bytes:
    at = random.randint(0, len(raw))
    piece = raw[at : at + random.choice((1, 5, 20, 100))]
    return raw[:at] + piece * random.choice((2, 3, 10, 200)) + raw[at:]


def _flip(random: Random, raw: bytes) -> bytes:
    at = random.randint(0, len(raw))
    return raw[:at] + bytes([random.randrange(256)]) + raw[at + 1 :]


def _move_line(random: Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    if lines:
        line = lines.pop(random.randrange(len(lines)))
        lines.insert(random.randint(0, len(lines)), line)
    return b"".join(lines)


def _take_lines(random: Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    others = random.choice(read_corpus())[1].splitlines(keepends=True)
    start = random.randint(0, len(others))
    at = random.randint(0, len(lines))
    return b"".join([*lines[:at], *others[start : start + random.randint(1, 8)], *lines[at:]])


def _end_lines(random: Random, raw: bytes) -> bytes:
    return raw.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\n  ", b"\n\t", b"\n> ")))


_MUTATIONS = (*(_insert,) * 4, _delete, _delete, _cut, _repeat, _flip, _move_line, *(_take_lines,) * 3, _end_lines)
