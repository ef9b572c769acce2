"""Generates a community of any size, the same for the same seed, as a project for cop or for plain MkDocs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

AS_OF = date(2026, 11, 25)
YEARS = 10
TOPICS = 40
MEMBERS = 24
AREAS = ("Purpose", "Meetups", "Knowledge", "People")
LEVELS = ("foundation", "practitioner", "advanced")
FORMATS = ("talk", "round-table", "workshop", "demo", "book-club", "practice")
FREE_TAGS = ("retrospective", "remote", "tools", "guests", "season-opening")

# The words of the texts, most frequent first; generated words follow.
COMMON = (
    "the and to of a we in that it is for on was with as this not at from they what are one when "
    "everybody who had or were an which there said more so can about out up into than them only some "
    "could time people note question first meeting after next work because how asked before two group "
    "told week again three made practice table round example answer nobody idea plan good agreed read "
    "page write list long newcomers together team start show decide minutes try better find evening story "
    "library topic learn help change small problem both however listen silence opened closed draft review "
    "project later share useful"
)
SYLLABLES = "ba be bra co da del en fa fi ga gre ha il ka la lin lo ma men mo na ne no pa per ra ri ro sa sol"
SYLLABLES_END = "ling ment ner tion ster dle ric tal ven mond low ker ness ware lim tor"
TAIL = 4000

CODE = (
    ("python", "def {0}(notes: list[str]) -> int:\n    return sum(len(note.split()) for note in notes)"),
    ("sh", "git switch --create {0}\ngit add content/\ngit commit --message 'Add the note on {1}'"),
    ("yaml", "{0}:\n  every: 14 days\n  on: Wednesday\n  topics: [{1}, {2}]"),
    ("text", "For ({0}), we ({1}), so that ({2})."),
)

COP_SETTINGS = f"""\
[tool.cop]
as_of = {AS_OF}
"""
COP_MKDOCS = """\
site_name: Benchmark
docs_dir: content
theme:
  name: material
plugins:
  - cop
"""
PLAIN_MKDOCS = """\
site_name: Benchmark
docs_dir: content
theme:
  name: material
plugins:
  - search
markdown_extensions:
  - admonition
  - tables
  - toc:
      permalink: true
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tasklist
nav:
  - Home: index.md
not_in_nav: |
  /meetups/
  /members/
  /topics/
"""


@dataclass(frozen=True)
class Meetup:
    """A meetup before its note is written."""

    day: date
    title: str
    slug: str


class Writer:
    """Generates the notes of one community; every choice comes from one seeded generator."""

    def __init__(self, notes: int, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - texts, no secrets
        self._words = [*COMMON.split(), *dict.fromkeys(self._make_word() for _ in range(TAIL))]
        self._weights = list(accumulate(1 / rank for rank in range(3, len(self._words) + 3)))
        names = dict.fromkeys(self._make_word().title() for _ in range(4 * (TOPICS + MEMBERS)))
        self._topics = [name.lower() for name in list(names)[:TOPICS]]
        self._members = [name.lower() for name in list(names)[TOPICS : TOPICS + MEMBERS]]
        first = AS_OF - timedelta(days=365 * YEARS)
        days = (first + timedelta(days=365 * YEARS * number // notes) for number in range(notes))
        self._meetups = [self._meetup(day, number) for number, day in enumerate(days)]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the name, relative to the content folder, and the text of every file."""
        yield "index.md", self._charter()
        for number, topic in enumerate(self._topics):
            yield f"topics/{topic}.md", self._topic(number, topic)
        for member in self._members:
            yield f"members/{member}.md", self._member(member)
        for number, meetup in enumerate(self._meetups):
            yield f"meetups/{meetup.slug}.md", self._note(number, meetup)

    def _charter(self) -> str:
        fields = [
            "name: Benchmark",
            "purpose: To find out how long a community's site takes to build.",
            "timezone: Europe/Berlin",
            "meetups: {every: 14 days, on: Wednesday, at: '18:00', minutes: 60}",
        ]
        return _page(fields, [self._paragraph(4), "## How it functions", self._paragraph(5)])

    def _topic(self, number: int, topic: str) -> str:
        requires = self._random.sample(self._topics[:number], min(number, self._random.randrange(3)))
        fields = [
            f"title: {topic.title()}",
            f"summary: {self._sentence()}",
            f"area: {AREAS[number % len(AREAS)]}",
            f"level: {LEVELS[number * len(LEVELS) // TOPICS]}",
            f"baseline: {str(number % 4 == 0).lower()}",
            f"requires: [{', '.join(requires)}]",
            f"stewards: [{self._random.choice(self._members)}]",
            "objectives:",
            *(f"  - {{id: objective-{index}, text: {self._phrase(6)}}}" for index in (1, 2, 3)),
        ]
        body = [self._paragraph(4), "## What we hold to be true", self._list(), self._paragraph(5)]
        return _page(fields, body)

    def _member(self, member: str) -> str:
        fields = [
            f"name: {member.title()}",
            f"joined: {AS_OF - timedelta(days=self._random.randrange(90, 365 * YEARS))}",
            "listed: true",
            f"wants: [{', '.join(self._random.sample(self._topics, 2))}]",
            f"offers: [{', '.join(self._random.sample(self._topics, 2))}]",
        ]
        return _page(fields, [self._paragraph(2)])

    def _meetup(self, day: date, number: int) -> Meetup:
        title = self._phrase(4).capitalize()
        return Meetup(day, title, f"{day}-{title.lower().replace(' ', '-')}-{number}")

    def _note(self, number: int, meetup: Meetup) -> str:
        """Return about 300 words: paragraphs, links, lists, in every second note a table, in every third code."""
        topics = self._random.sample(self._topics, self._random.choice((1, 1, 2)))
        free = [self._random.choice(FREE_TAGS)] if number % 5 == 0 else []
        host, scribe, *others = self._random.sample(self._members, self._random.randrange(6, 14))
        fields = [
            f"title: {meetup.title}",
            f"date: {meetup.day}",
            f"format: {self._random.choice(FORMATS)}",
            "minutes: 60",
            f"tags: [{', '.join(topics + free)}]",
            f"covers: [{topics[0]}/objective-{self._random.randrange(1, 4)}]",
            f"facilitators: [{host}]",
            f"scribe: {scribe}",
            f"attendees: [{', '.join((host, scribe, *others))}]",
        ]
        due = meetup.day + timedelta(days=14)
        body = [
            f"{self._paragraph(4)} It is part of [{topics[0]}](../topics/{topics[0]}.md).",
            "## What we talked about",
            self._paragraph(5),
            self._list(),
            f"{self._paragraph(2)} {self._link_back(number)}",
            *([self._table()] if number % 2 == 0 else []),
            *([self._code()] if number % 3 == 0 else []),
            f"> {self._sentence()}",
            "## What we learned",
            self._paragraph(5),
            "## Decisions",
            f"- {self._sentence()}\n- {self._sentence()}",
            "## Actions",
            f"- [x] @{host} {self._phrase(5)} (due {due})\n- [ ] @{scribe} {self._phrase(5)} (due {due})",
        ]
        return _page(fields, body)

    def _link_back(self, number: int) -> str:
        if number == 0:
            return "More at <https://example.org/>."
        earlier = self._meetups[self._random.randrange(number)]
        file = f"{earlier.slug}.md"
        return f"We went on from [{earlier.title}]({file}) and its [decisions]({file}#decisions)."

    def _list(self) -> str:
        return "\n".join(
            [
                f"- **{self._phrase(2)}**: {self._sentence()}",
                f"- {self._sentence()}",
                f"    - {self._phrase(5)}",
                f"    - {self._phrase(4)}, see `{self._phrase(1)}`",
                f"- *{self._phrase(3)}*",
            ]
        )

    def _table(self) -> str:
        rows = [f"| {self._phrase(2)} | {self._phrase(4)} | {self._random.randrange(60)} |" for _ in range(4)]
        return "\n".join(["| Idea | What it did | Votes |", "|---|---|---:|", *rows])

    def _code(self) -> str:
        language, text = self._random.choice(CODE)
        return f"```{language}\n{text.format(*self._phrase(3).split())}\n```"

    def _paragraph(self, sentences: int) -> str:
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        return f"{self._phrase(self._random.randrange(6, 15)).capitalize()}."

    def _phrase(self, words: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=words))

    def _make_word(self) -> str:
        start = self._random.choices(SYLLABLES.split(), k=self._random.randrange(1, 3))
        return "".join(start) + self._random.choice(SYLLABLES_END.split())


def _page(fields: list[str], blocks: list[str]) -> str:
    return "\n".join(["---", *fields, "---", "", "\n\n".join(blocks), ""])


def write_project(folder: Path, notes: int, *, plain: bool, seed: int = 1) -> None:
    """Write a community with a number of meetup notes to an empty folder, for cop or for plain MkDocs.

    The notes are the same, byte for byte.
    """
    for name, text in Writer(notes, seed).files():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN_MKDOCS if plain else COP_MKDOCS, "utf-8")
    if not plain:
        (folder / "pyproject.toml").write_text(COP_SETTINGS, "utf-8")


def main() -> None:
    """Write one project, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an empty folder, or one that does not exist yet")
    parser.add_argument("-n", "--notes", type=int, default=1000, help="meetup notes (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random choices (default: %(default)s)")
    parser.add_argument("--plain", action="store_true", help="for MkDocs and Material alone")
    arguments = parser.parse_args()
    if arguments.folder.exists() and any(arguments.folder.iterdir()):
        parser.error(f"{arguments.folder} is not empty")
    write_project(arguments.folder, arguments.notes, plain=arguments.plain, seed=arguments.seed)


if __name__ == "__main__":
    main()
