"""Markdown of other programs, turned into GitHub's."""

from __future__ import annotations

from collections import Counter

import pytest
from effort import check_growth, measure

from cop_site.adopt.dialects import DIALECTS, apply_dialect, convert
from cop_site.adopt.dialects.dialect import Dialect
from cop_site.content.gfm import find_foreign

PLACES = {"a page": "a-page.md", "pic.png": "pic.png"}


def find(name: str) -> str:
    """The files that the samples know."""
    return PLACES.get(name, "")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_each_dialect_becomes_githubs(dialect: Dialect) -> None:
    """A sample of each dialect comes out as the table says, and holds nothing that the check would report."""
    converted = convert(dialect.sample, find)
    assert converted.body == dialect.result
    assert find_foreign(converted.body, "note.md") == []
    assert convert(converted.body, find).body == converted.body


@pytest.mark.parametrize("dialect", [d for d in DIALECTS if not d.in_code], ids=lambda dialect: dialect.name)
def test_code_is_left_alone(dialect: Dialect) -> None:
    """What is code shows the notation, and is not meant."""
    code = f"````text\n{dialect.sample.strip()}\n````\n"
    assert convert(code, find).body == code


@pytest.mark.parametrize("dialect", [d for d in DIALECTS if d.is_loss], ids=lambda dialect: dialect.name)
def test_what_is_taken_out_is_said(dialect: Dialect) -> None:
    """Nothing disappears without a word."""
    assert dialect.name in convert(dialect.sample, find).remarks


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_each_dialect_takes_linear_time(dialect: Dialect) -> None:
    """What begins again and again and never ends takes no longer than it is long, whatever part of a sample repeats."""
    sample = dialect.sample
    parts = {sample[:end] for end in range(1, len(sample))} | {sample[start:] for start in range(len(sample))}

    def repeat(part: str, size: int) -> str:
        return apply_dialect(dialect, part * (size // len(part)), find, Counter())

    slowest = max(parts, key=lambda part: measure(lambda: repeat(part, 1_000)))
    check_growth(lambda size: repeat(slowest, size), 10_000)


def test_an_unclosed_remark_is_not_shown() -> None:
    """Its author believes it unseen: all that follows is taken out, and that is said."""
    converted = convert("Seen.\n\n%% not seen\n\nNor this.\n", find)
    assert converted.body == "Seen.\n\n"
    assert converted.remarks == ("remarks between %% signs were taken out",)


@pytest.mark.parametrize(
    "body",
    [
        "{% comment 'why' %}UNSEEN{% endcomment %}",
        "{%comment%}{%comment%}{%endcomment%}UNSEEN{%endcomment%}",
        "{{% comment %}}UNSEEN{{% /comment %}}",
        "{/*\n\nUNSEEN\n\n*/}",
        "> %%\n> UNSEEN\n> %%",
        "- %%\n  UNSEEN\n  %%",
        "`%%` %%UNSEEN%%",
        "```\n%%\n```\n\n%%\nUNSEEN\n%%",
        '::: {.content-hidden when-format="html"}\nUNSEEN\n:::',
        "::: {#a .hidden}\nUNSEEN\n:::",
    ],
)
def test_what_nobody_saw_there_is_not_seen_here(body: str) -> None:
    """Remarks are taken out whatever surrounds them, and other texts are not."""
    converted = convert(f"Before.\n\n{body}\n\nAfter.\n", find)
    assert "UNSEEN" not in converted.body
    assert converted.body.startswith("Before.\n\n")
    assert converted.body.endswith("\n\nAfter.\n")
    assert converted.remarks


@pytest.mark.parametrize(
    "body",
    [
        "{%comment%}{%endcomment%}SEEN{%comment%}{%endcomment%}",
        '::: {.content-hidden when-format="pdf"}\nSEEN\n:::',
        "::: hidden-gems\nSEEN\n:::",
        "`%%` SEEN `%%`",
    ],
)
def test_what_was_seen_there_is_seen_here(body: str) -> None:
    """No remark takes in what stands between it and another one."""
    assert "SEEN" in convert(body, find).body
