"""What was taken on at meetups, and where it stands in the note."""

from __future__ import annotations

import time
from datetime import date

import pytest
from assembled import build_community
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cop_site.content.files import Files, SourceText
from cop_site.content.gfm import find_possible_mentions
from cop_site.insight.log import Action, read_actions, read_log
from cop_site.insight.mentions import read_due
from cop_site.model.community import Community
from cop_site.settings_file import CONTENT

NAME = "meetups/2026-01-14-a.md"


def _community(body: str) -> Community:
    source = SourceText(NAME, NAME, f"---\ntitle: A\n---\n{body}")
    files = Files(CONTENT, (source,), (), ())
    return build_community(files, date(2026, 11, 25))


def _actions(body: str) -> list[Action]:
    return [action for meetup in _community(body).meetups for action in read_actions(meetup)]


def _shown(body: str, action: Action) -> list[str]:
    """The text of the note where each of an action's mentions stands, which are all on one line."""
    lines = f"\n\n\n{body}".split("\n")
    spans = [mention.span for mention in (*action.handles, *action.dues)]
    assert all(span.line == span.end_line for span in spans)
    return [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]


@pytest.mark.parametrize(
    "heading",
    [
        "## Actions",
        "Actions\n---",
        "Actions\n===",
        "## *Actions*",
        "## ACTIONS ##",
        "> ## Actions\n",
        "##### Act&#105;ons",
    ],
)
def test_actions_stand_below_any_heading_that_reads_so(heading: str) -> None:
    """However the heading is written, the log and the rules see the same actions below it."""
    body = f"{heading}\n\n- [x] @ann writes (due 2026-02-31)\n"
    (action,) = _actions(body)
    assert (action.text, action.who, action.due, action.done) == ("writes", ("ann",), None, True)
    assert _shown(body, action) == ["@ann", "2026-02-31"]
    assert read_log(_community(body)).actions[0].dues[0].span == action.dues[0].span


@pytest.mark.parametrize(
    ("item", "shown"),
    [
        ("@ann, @bob-b do (due: 1.2.2026 )", ["@ann", "@bob-b", "1.2.2026"]),
        ("**@ann** does (due *2026-02-28*)", ["@ann", "2026-02-28"]),
        ("[@ann](a.md) does é, ü (due 2026-02-28)", ["@ann", "2026-02-28"]),
        ("R&amp;D with @ann (due\t2026-02-28)", ["@ann", "2026-02-28"]),
        ("R&amp;D \\(due 1.2.2026) and (due 1.2.2026), @a @a-b @a", ["@a", "@a-b", "@a", "1.2.2026", "1.2.2026"]),
        ("&commat;ann does", ["&commat;ann does"]),
        ("@an*n*", ["@an*n"]),
    ],
    ids=["two people", "emphasis", "link", "entity", "two days", "entity for the sign", "emphasis inside"],
)
def test_mentions_stand_where_they_are_written(item: str, shown: list[str]) -> None:
    """A span holds the mention alone; with markup or an entity within, all that it is written in."""
    body = f"## Actions\n\n- {item}\n"
    (action,) = _actions(body)
    assert _shown(body, action) == shown


def test_equal_mentions_stand_at_their_own_places() -> None:
    """Of two handles that are spelt alike, or begin alike, each has its own span, and so has each item."""
    (action,) = _actions("## Actions\n\n- R&amp;D @a-b @a @a\n")
    assert [mention.span.column for mention in action.handles] == [11, 16, 19]
    assert action.at.span[1:] == (6, 1, 7, 1)


def test_only_plain_text_is_replaced() -> None:
    """Where markup stands within a mention, a fix would have to guess what becomes of it."""
    (action,) = _actions("## Actions\n\n- @ann, @b*o*b, @d\\_e\n")
    fixes = [handle.replace_with("@x", safe=True) for handle in action.handles]
    assert [bool(fix) for fix in fixes] == [True, False, False]


def test_code_names_nobody_and_no_day() -> None:
    """Code is text of the action like any other, and neither a handle nor a due date."""
    (action,) = _actions(
        "## Actions\n\n- use `@dataclass` (due `2026-02-28`)\n\n  ```\n  @ann (due 2026-02-28)\n  ```\n"
    )
    assert action.text == "use @dataclass (due 2026-02-28) @ann (due 2026-02-28)"
    assert (action.handles, action.dues) == ((), ())


def test_words_of_two_blocks_are_two_words() -> None:
    """What begins a block within an item does not go on with the word before it."""
    (action,) = _actions("## Actions\n\n- @ann\n  > writes\n\n  | @bo | it |\n  |-|-|\n  | b | c |\n")
    assert (action.text, action.who) == ("writes it b c", ("ann", "bo"))


def test_nested_items_are_actions_of_their_own() -> None:
    """What is nested in an item is not said of the item."""
    outer, inner = _actions("## Actions\n\n- @ann does\n  - [x] @bob helps\n    (due 2026-02-28)\n")
    assert (outer.text, outer.who, outer.due, outer.done) == ("does", ("ann",), None, False)
    assert (inner.text, inner.who, inner.due, inner.done) == ("helps", ("bob",), date(2026, 2, 28), True)


PIECES = st.sampled_from(
    [
        *("@ann", "@", "ann", "-b", "(due 2026-02-28)", "(due: 1.2.2026)", "(", "due", "d", "ue ", "2026-02-31", ")"),
        *(" ", "\n", "\n\n", "- ", "- [ ] ", "  ", "> ", "## Actions\n\n", "Actions\n---\n", "## Notes\n", "1. "),
        *(
            "*",
            "**",
            "_",
            "~~",
            "`",
            "```\n",
            "\\",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "[",
            "](x)",
            "![",
            "[r]",
            "[r]: @bo\n",
        ),
        *(
            "&commat;",
            "&#64;",
            "&#x28;",
            "&lpar;",
            "&amp;",
            "&#100;",
            "|",
            "\n|-|\n",
            "\u00a0",
            "é",
            ".",
            ",",
            ":",
            "(DUE ",
        ),
    ]
)


@settings(max_examples=1_500, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
@pytest.mark.slow
def test_a_glance_knows_every_mention(body: str) -> None:
    """Whatever an action mentions was seen without a parser, or it was seen that it takes one."""
    body = f"## Actions\n\n- {body}"
    possible = find_possible_mentions(body)
    if possible is not None:
        days = [read_due(mention, "en") for mention in possible if mention[0] == "("]
        for action in _actions(body):
            assert {mention.text for mention in action.handles} <= set(possible)
            assert None in days or {mention.day for mention in action.dues} <= set(days)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
@example("@- ")
def test_every_mention_has_a_place(body: str) -> None:
    """Whatever stands around a mention, its span lies in the note; it is the mention itself if that can be replaced."""
    body = f"## Actions\n\n- {body}"
    lines = f"\n\n\n{body}".split("\n")
    for action in _actions(body):
        for mention in (*action.handles, *action.dues):
            span = mention.span
            assert 4 <= span.line <= span.end_line <= len(lines)
            assert span[1:3] < span[3:5]
            if mention.replace_with("@x", safe=True):
                assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == mention.text


def test_a_glance_is_enough_for_plain_actions() -> None:
    """Ordinary actions need no parser, or there would be no use in glancing."""
    body = "See [a](../b.md) & b (or c), mail a@example.org.\n\n## Actions\n\n- [ ] @ann-b, @bo: do (due 2026-02-28)\n"
    assert find_possible_mentions(body) == ["@ann-b", "@bo", "(due 2026-02-28)"]


@pytest.mark.parametrize(
    "unit", ["@a ", "(due 1", "(due 1) ", "(due ", "  (due  ", "@", "@a\n  ", "*@a* ", "(due 1 \n"]
)
def test_reading_actions_takes_time_in_proportion(unit: str) -> None:
    """A long list item of whatever somebody repeats is read and placed within seconds of processor time."""
    body = "## Actions\n\n- " + unit * (200_000 // len(unit))
    begin = time.process_time()
    for action in _actions(body):
        assert all(mention.span.line for mention in (*action.handles, *action.dues)[:500])
    find_possible_mentions(body)
    assert time.process_time() - begin < 5
