"""Notes from a grammar: front matter with the fields of a kind and any value in them, and any Markdown below."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from cop_site.model.kinds import Kind
from fuzz.corpus import CHARACTERS, MARKDOWN, YAML

FOLDERS = {kind: f"{kind.info.folder}/" if kind.info.folder else "" for kind in Kind}
_WORDS = (
    "a",
    "ann",
    "b",
    "T1",
    "t1/x",
    "silence",
    "Größe",
    "2026-05-01",
    "2027-01-01",
    "example.org",
    "true",
    "3",
    "members/ann.md",
)


def make_text(random: Random) -> str:
    """Return a few words, seldom harmless."""
    parts = [
        random.choice((random.choice(_WORDS), random.choice(CHARACTERS), random.choice(MARKDOWN))) for _ in range(3)
    ]
    return random.choice(("", " ")).join(parts[: random.randint(1, 3)])


def make_note(random: Random, kind: Kind) -> bytes:
    """Return a note of a kind: most of its fields are of the kind, and some of them valid."""
    names = [name for name in kind.info.model.model_fields if random.random() < 0.4]
    names += [make_text(random)] * (random.random() < 0.1)
    fields = "".join(f"{name}: {_make_value(random, 0)}\n" for name in ("title", *names))
    body = "".join(_make_block(random, 0) for _ in range(random.randint(0, 6)))
    fences = random.choice((("---\n", "---\n"),) * 9 + (("---\n", ""), ("+++\n", "+++\n"), ("--- \n", "...\n")))
    return f"{fences[0]}{fields}{fences[1]}{body}".encode("utf-8", "replace")


def _make_value(random: Random, depth: int) -> str:
    if depth > 3 or random.random() < 0.5:
        return random.choice((random.choice(_WORDS), make_text(random), _quote(make_text(random)), random.choice(YAML)))
    parts = [_make_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    keys = ("id", "text", "topic", "read", "given", "scope", "by", "every", "on", make_text(random))
    pairs = [f"{random.choice(keys)}: {part}" for part in parts]
    indent = "\n" + "  " * (depth + 1)
    return random.choice(
        (
            f"[{', '.join(parts)}]",
            f"{{{', '.join(pairs)}}}",
            "".join(f"{indent}- {part}" for part in parts),
            "".join(indent + pair for pair in pairs),
            f"|{indent}{indent.join(parts)}",
        )
    )


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _make_block(random: Random, depth: int) -> str:
    inner = make_text(random) if depth > 4 or random.random() < 0.5 else _make_block(random, depth + 1)
    return random.choice(_BLOCKS)(random, inner)


def _prefix(sign: str) -> Callable[[Random, str], str]:
    return lambda _, inner: f"{sign}{inner}".replace("\n", f"\n{' ' * len(sign)}") + "\n"


def _quote_block(_: Random, inner: str) -> str:
    return f"> {inner}".replace("\n", "\n> ") + "\n\n"


def _wrap(before: str, after: str) -> Callable[[Random, str], str]:
    return lambda random, inner: f"{before}{inner}{after if random.random() < 0.8 else ''}"


def _table(random: Random, inner: str) -> str:
    row = f"| {inner} | {make_text(random)} |\n"
    return f"| a | b |\n|--|--|\n{row * random.randint(0, 3)}\n"


_BLOCKS: tuple[Callable[[Random, str], str], ...] = (
    *(_prefix(sign) for sign in ("- ", "1. ", "- [ ] ", "- [x] @ann ", "    ", "[^a]: ", "# ", "## Decisions\n\n- ")),
    *(_quote_block, _table),
    *(_wrap(before, after) for before, after in (("```x\n", "\n```\n"), ("<div>\n\n", "\n\n</div>\n"), ("**", "**"))),
    *(_wrap(before, after) for before, after in (("[", "](../members/ann.md#x)"), ("<!-- ", " -->"), ("\n\n", "\n\n"))),
    *(_wrap(before, after) for before, after in (("<details><summary>", "</summary>\n"), ("`", "`"), ("", "\n===\n"))),
)
