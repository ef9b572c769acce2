"""Notes: front matter and text, mutated from those that are there, or from a grammar."""

from __future__ import annotations

from pathlib import Path
from random import Random

from cop_site.model.kinds import Kind
from fuzz.corpus import CHARTER, SECRET, mutate, read_corpus
from fuzz.grammar import FOLDERS, make_note
from fuzz.project import add_secret, set_up, write


def make(random: Random, root: Path) -> tuple[str, ...]:
    """Write a community of a few notes, and return the words that its site must not have."""
    set_up(random, root)
    write(root, "index.md", mutate(random, CHARTER) if random.random() < 0.2 else CHARTER)
    write(root, "members/ann.md", b"---\nname: Ann\nlisted: true\n---\n")
    write(root, "topics/t1.md", b"---\ntitle: T1\nobjectives: [{id: x, text: X}]\n---\n")
    for number in range(random.randint(1, 5)):
        name, raw = _make_one(random)
        write(root, name if random.random() < 0.8 else f"{number}-{name.rpartition('/')[2]}", raw)
    return add_secret(random, root) if random.random() < 0.3 else ()


def _make_one(random: Random) -> tuple[str, bytes]:
    if random.random() < 0.5:
        name, raw = random.choice(read_corpus())
        return name, mutate(random, raw)
    kind = random.choice(list(Kind))
    raw = make_note(random, kind)
    name = "index.md" if not FOLDERS[kind] and random.random() < 0.1 else f"{FOLDERS[kind]}2026-05-01-{kind}.md"
    return name, mutate(random, raw, 2) if random.random() < 0.5 else raw


assert not any(SECRET[1].encode() in raw for _, raw in read_corpus())
