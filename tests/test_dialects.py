"""Markdown of other programs, turned into GitHub's."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from effort import check_growth, measure

from cop_site.adopt.dialects import DIALECTS, Converted, apply_dialect, drop_hidden
from cop_site.adopt.dialects import convert as convert_seen
from cop_site.adopt.dialects.dialect import Dialect, Find
from cop_site.adopt.dialects.hidden import COMMENTS
from cop_site.adopt.dialects.switched_off import PARTS, SwitchedOff, drop_ranges
from cop_site.content.gfm import find_foreign

PLACES = {"a page": "a-page.md", "pic.png": "pic.png"}


def find(name: str) -> str:
    """The files that the samples know."""
    return PLACES.get(name, "")


def convert(body: str, find: Find, comment_sign: str = "") -> Converted:
    """Convert a text as adopting does: first it loses what nobody saw."""
    seen = drop_hidden(body, comment_sign)
    converted = convert_seen(seen.body, find)
    return Converted(converted.body, (*seen.remarks, *converted.remarks))


CASES = Path(__file__).parent / "cases" / "dialects"
UNSEEN: dict[str, str] = json.loads((CASES / "unseen.json").read_text("utf-8"))
SEEN: dict[str, str] = json.loads((CASES / "seen.json").read_text("utf-8"))
ALL = (*COMMENTS, *PARTS, *DIALECTS)


@pytest.mark.parametrize("dialect", ALL, ids=lambda dialect: dialect.name)
def test_each_dialect_becomes_githubs(dialect: Dialect | SwitchedOff) -> None:
    """A sample of each dialect comes out as the table says, and holds nothing that the check would report."""
    converted = convert(dialect.sample, find)
    assert converted.body == dialect.result
    assert find_foreign(converted.body, "note.md") == []
    assert convert(converted.body, find).body == converted.body


@pytest.mark.parametrize("contents", ["[toc]", "[[_TOC_]]", "${toc}", "* Contents\n{:toc .wide}"])
def test_each_way_to_list_contents_is_taken_out(contents: str) -> None:
    """Each tool has another one, and no sign is in all of them."""
    assert convert(f"# Notes\n\n{contents}\n\nText\n", find).body == "# Notes\n\n\nText\n"


@pytest.mark.parametrize(
    "dialect", [d for d in ALL if not getattr(d, "in_code", False)], ids=lambda dialect: dialect.name
)
def test_code_is_left_alone(dialect: Dialect | SwitchedOff) -> None:
    """What is code shows the notation, and is not meant."""
    code = f"````text\n{dialect.sample.strip()}\n````\n"
    assert convert(code, find).body == code


@pytest.mark.parametrize("dialect", [d for d in ALL if getattr(d, "is_loss", True)], ids=lambda dialect: dialect.name)
def test_what_is_taken_out_is_said(dialect: Dialect | SwitchedOff) -> None:
    """Nothing disappears without a word."""
    assert dialect.name in convert(dialect.sample, find).remarks


@pytest.mark.parametrize("dialect", ALL, ids=lambda dialect: dialect.name)
def test_each_dialect_takes_linear_time(dialect: Dialect | SwitchedOff) -> None:
    """What begins again and again and never ends takes no longer than it is long, whatever part of a sample repeats."""
    sample = dialect.sample
    parts = {sample[:end] for end in range(1, len(sample))} | {sample[start:] for start in range(len(sample))}

    def repeat(part: str, size: int) -> str:
        body = part * (size // len(part))
        if isinstance(dialect, SwitchedOff):
            return drop_ranges(body, dialect.find(body))
        return apply_dialect(dialect, body, find, Counter())

    slowest = max(parts, key=lambda part: measure(lambda: repeat(part, 1_000)))
    check_growth(lambda size: repeat(slowest, size), 10_000)


@pytest.mark.parametrize(
    "begin",
    [
        "%%",
        "{% comment %}",
        "{{< comment >}}",
        "{% if false %}",
        "{% if true %}{% else %}",
        "<div hidden>",
        "::: {.hidden}\n",
    ],
)
def test_an_unclosed_remark_is_not_shown(begin: str) -> None:
    """Its author believes it unseen: all that follows is taken out, and that is said."""
    converted = convert(f"Seen.\n\n{begin} not seen\n\nNor this.\n", find)
    assert converted.body == "Seen.\n\n"
    assert converted.remarks


def test_lines_with_the_sign_of_comments_are_not_shown() -> None:
    """MyST, for example, takes lines with a percent sign for comments, but not in code."""
    body = "Seen.\n% not seen\n %  nor this\n\n```\n% code\n```\n100 % sure\n"
    converted = convert(body, find, "%")
    assert converted.body == "Seen.\n\n```\n% code\n```\n100 % sure\n"
    assert converted.remarks == ("lines that are comments were taken out",)


@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_saw_there_is_not_seen_here(body: str) -> None:
    """Remarks are taken out whatever surrounds them, and other texts are not."""
    converted = convert(f"Before.\n\n{body}\n\nAfter.\n", find)
    assert "UNSEEN" not in converted.body
    assert converted.body.startswith("Before.\n\n")
    assert converted.body.endswith("\n\nAfter.\n")
    assert converted.remarks


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_what_was_seen_there_is_seen_here(body: str) -> None:
    """No remark takes in what stands between it and another one."""
    assert "SEEN" in convert(body, find).body
