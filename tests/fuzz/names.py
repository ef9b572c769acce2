"""Names: of files, folders, people and addresses, in every script and none."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from fuzz.corpus import CHARACTERS, CHARTER, NAMES
from fuzz.grammar import FOLDERS
from fuzz.project import add_secret, set_up, write

_ENDINGS = (
    ".md",
    ".md",
    ".md",
    ".md",
    ".MD",
    ".markdown",
    ".png",
    ".svg",
    ".html",
    "",
    "/index.md",
    ".md/a.md",
    ".json",
)


def make(random: Random, root: Path) -> tuple[str, ...]:
    """Write a community whose files, people and redirects have such names; return the words it must not show."""
    set_up(random, root)
    write(root, "index.md", CHARTER)
    names = [_make_name(random) for _ in range(random.randint(2, 6))]
    for name in names:
        folder = random.choice((*FOLDERS.values(), "", "", f"{_make_name(random)}/"))
        write(root, folder + name + random.choice(_ENDINGS), _make_note(random, names))
    return add_secret(random, root) if random.random() < 0.3 else ()


def _make_name(random: Random) -> str:
    name = random.choice(NAMES) if random.random() < 0.6 else ""
    for _ in range(random.randint(0, 2)):
        name += random.choice(
            (
                random.choice(CHARACTERS),
                random.choice(NAMES),
                chr(random.choice((random.randrange(0x3000), random.randrange(0x110000)))),
            )
        )
    return name.replace("/", random.choice(("", "", "/")))[:120]


def _make_note(random: Random, names: list[str]) -> bytes:
    def pick() -> str:
        name = random.choice(names).encode("utf-8", "replace").decode()
        return random.choice(
            (name, f"{name}/", f"/{name}", f"../{name}", f"{name}.md", f"https://a.example/{name}", f"@{name}")
        )

    fields: dict[str, object] = {"title": pick(), "name": pick(), "for": "All"}
    for field in (
        "tags",
        "aliases",
        "redirect_from",
        "authors",
        "speakers",
        "stewards",
        "requires",
        "covers",
        "wants",
        "goals",
    ):
        if random.random() < 0.4:
            fields[field] = [pick() for _ in range(random.randint(0, 3))]
    for field in ("url", "image", "recording", "owner", "moved_to", "listed", "term"):
        if random.random() < 0.2:
            fields[field] = True if field == "listed" else pick()
    body = f"[a]({pick()}) [b](<{pick()}>) ![c]({pick()}) @{pick()} [[{pick()}]] <{pick()}>\n\n# {pick()}\n"
    return f"---\n{json.dumps(fields, ensure_ascii=random.random() < 0.5)}\n---\n{body}".encode("utf-8", "replace")
