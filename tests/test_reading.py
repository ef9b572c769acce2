"""Reading takes whatever it is given: nothing is guessed, nothing raises, every complaint has its place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from assembled import build_community
from effort import check_growth, measure
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cop_site.content.files import Files, SourceText
from cop_site.content.frontmatter.split import FrontMatter, StrictHandler, read_front_matter
from cop_site.content.gfm import find_dropped_html, find_foreign, read_outline
from cop_site.content.load import load
from cop_site.content.note_text import check_lines, decode
from cop_site.diagnostics import Diagnostic, Problem
from cop_site.insight.figures import Figures
from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.read import Draft, read_note
from cop_site.rules import RuleContext, check
from cop_site.settings import Thresholds

NAMES = (
    "index.md",
    "about.md",
    *(f"{folder}/2026-01-14-x.md" for folder in FOLDERS),
    "meetups/2026-13-45.md",
)
FIELDS = sorted({field.alias or name for kind in Kind for name, field in kind.info.model.model_fields.items()})
GROUPS = (
    "given",
    "scope",
    "by",
    "until",
    "id",
    "text",
    "every",
    "on",
    "at",
    "note",
    "topic",
    "why",
    "role",
    "from",
)

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
yaml_like = st.lists(
    st.sampled_from(
        [
            "---\n",
            "\n",
            " ",
            "  ",
            "\t",
            ":",
            ": ",
            "- ",
            "? ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&a",
            "*a",
            "!!x ",
            "<<",
            "|\n",
            ">-\n",
            "'",
            '"',
            "#",
            " #",
            "%",
            "@",
            "`",
            "~",
            "null",
            "title",
            "tags",
            "draft: yes",
            "2026-01-14",
            "\\x",
            "…",
            "—",
            "\u2028",
            "\x85",
            "\ufeff",
            "\x00",
            "é",
            "😀",
            "{{",
            "{%",
            "-----\n",
            "+++\n",
            "...\n",
        ]
    ),
    max_size=40,
).map("".join)
markdown_like = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            "# ",
            "- ",
            "> ",
            "1. ",
            "    ",
            "\t",
            "```",
            "~~~",
            "`",
            "*",
            "_",
            "[",
            "]",
            "(",
            ")",
            "![",
            "[^a]",
            "[^a]: ",
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<div",
            "<b>",
            "</b>",
            "<img src=",
            "<a href='",
            "<script>",
            '"',
            "'",
            "=",
            "&amp;",
            "!!! note",
            "{{",
            "}}",
            "{:",
            "[[a]]",
            "--8<--",
            "| a | b |\n",
            "|---|---|\n",
            "http://a.b",
            "a@b.c",
            "é",
            "😀",
            "word",
        ]
    ),
    max_size=60,
).map("".join)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**8)
    | anything
    | st.sampled_from(["2026-01-14", "x", "", "TODO", "public"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(GROUPS) | st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=8,
)
fields = st.dictionaries(st.sampled_from(FIELDS), values, max_size=6)


def _read(text: str, name: str = "about.md") -> tuple[Draft | None, list[Problem]]:
    """A note's fields, and all that reading it finds."""
    source = load(SourceText(f"content/{name}", name, text))
    draft, problems = read_note(source, date(2026, 11, 25))
    return draft, [*source.front_matter.problems, *source.outline.problems, *problems]


def _names(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(problem.name, problem.span.line, problem.span.column) for problem in problems]


def _written(values: dict[str, Any]) -> str:
    # JSON is YAML, and says what it is given without YAML's guesses.
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()) + "---\nText.\n"


def _diagnose(**texts: str) -> list[Diagnostic]:
    sources = tuple(SourceText(f"content/{name}", name, text) for name, text in texts.items())
    community = build_community(Files("content", sources, (), ()), date(2026, 1, 14))
    return check(RuleContext(community, Figures(community, Thresholds())), {})


# Whatever comes


@given(st.binary(max_size=200))
def test_any_bytes_can_be_decoded(raw: bytes) -> None:
    """Text or a problem comes of any bytes, and no text holds a character that a page must not hold."""
    text, problems = decode(raw, "x.md")
    assert "\r" not in text
    assert all(character in "\n\t" or character.isprintable() or ord(character) >= 160 for character in text)
    assert text or problems or not raw.removeprefix(b"\xef\xbb\xbf")


@settings(max_examples=300)
@example("---\nA0000:\u2028A0000:\n---\n")  # a line of YAML that is none of ours, with a field given twice
@given(anything | yaml_like | yaml_like.map(lambda text: f"---\n{text}\n---\nbody"))
def test_any_text_has_front_matter_or_none(text: str) -> None:
    """Reading front matter never raises; what it keeps are texts, lists and groups, each with its place."""
    found = read_front_matter(text, "x.md")
    _check_places(found, text)
    assert all(isinstance(key, str) for key in found.values)
    assert text.endswith(found.body)


def _check_places(found: FrontMatter, text: str) -> None:
    # YAML counts some characters as line ends that `decode` lets nobody write.
    lines = len(
        text.replace("\u2028", "\n").replace("\x85", "\n").replace("\u2029", "\n").replace("\r", "\n").split("\n")
    )
    for problem in found.problems:
        assert problem.message
        assert 1 <= problem.span.line <= lines + 1
        assert problem.span.column >= 1
    for key in found.values:
        assert (key,) in found.positions
        assert (key,) in found.keys


@settings(max_examples=300)
@given(markdown_like | anything)
def test_any_text_has_an_outline(text: str) -> None:
    """Reading a body never raises, and links, headings and items stand in the text."""
    outline = read_outline(text, "x.md")
    lines = text.split("\n")
    for span in [*(link.span for link in outline.links), *(heading.span for heading in outline.headings)]:
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1


@settings(max_examples=300)
@given(markdown_like | anything)
def test_any_text_can_be_searched_for_foreign_syntax(text: str) -> None:
    """Looking for other tools' syntax and for dropped HTML never raises, and what is found is in the text."""
    lines = text.split("\n")
    for found in [*find_foreign(text, "x.md"), *find_dropped_html(text, "x.md")]:
        assert found.hint
        assert 1 <= found.span.column <= len(lines[found.span.line - 1])


@settings(max_examples=300)
@given(fields, st.sampled_from(NAMES))
@pytest.mark.slow
def test_any_fields_can_be_read(written: dict[str, Any], name: str) -> None:
    """Whatever stands in the fields, a note of any kind is read or refused with reasons, once each."""
    draft, problems = _read(_written(written), name)
    assert draft or problems
    assert len(set(problems)) == len(problems)
    assert all(problem.message and problem.hint for problem in problems)
    if draft and str(written.get("draft") or "").strip() not in ("", "false"):
        assert draft.fields.draft


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.tuples(fields, markdown_like), max_size=5))
@pytest.mark.slow
def test_any_notes_make_a_community(notes: dict[str, tuple[dict[str, Any], str]]) -> None:
    """Whatever the notes hold, every rule can look at them, and each diagnostic fits on one line."""
    for found in _diagnose(**{name: _written(written) + body for name, (written, body) in notes.items()}):
        assert "\n" not in found.message + found.hint


@given(st.text("\n\t :-#abc…—", max_size=40))
def test_a_fence_without_fields_takes_no_text_away(text: str) -> None:
    """Without problems, every line of a note is in its front matter or its body."""
    found = read_front_matter(text, "x.md")
    assert found.problems or text.count("\n") == found.body.count("\n") + found.body_line - 1


# Files as editors save them


def test_a_byte_order_mark_is_dropped() -> None:
    """A mark at the start is no part of the text, and does not hide the front matter."""
    text, problems = decode("\ufeff---\ntitle: Words\n---\n".encode(), "x.md")
    assert problems == []
    assert read_front_matter(text, "x.md").values == {"title": "Words"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_understood(end: str) -> None:
    """Unix, Windows and old Mac line ends mean the same, and lines are counted alike."""
    raw = end.join(["---", "title: Words", "tags: [a", "---", "Text", ""])
    text, problems = decode(raw.encode(), "x.md")
    assert problems == []
    found = read_front_matter(text, "x.md")
    assert _names(found.problems) == [("front-matter-is-yaml", 3, 7)]
    assert found.body == "Text\n"
    assert found.body_line == 5


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff\xfea\x00", 1, 1),
        ("é\r\nü".encode() + b"\xff", 2, 2),
        (b"a\rb\r\xc3", 3, 1),
        ("\ufeffab".encode() + b"\xe9", 1, 3),
    ],
)
def test_bytes_that_are_no_utf8_are_located(raw: bytes, line: int, column: int) -> None:
    """The first byte that is no UTF-8 is named with its line, and its column in characters."""
    text, problems = decode(raw, "x.md")
    assert text == ""
    assert _names(problems) == [("file-is-readable", line, column)]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufeff", "\uffff"])
def test_control_characters_are_replaced_and_reported(character: str) -> None:
    """What could steer a terminal, split a line or hide is replaced by U+FFFD."""
    text, problems = decode(f"a\nb{character}c".encode(), "x.md")
    assert text == "a\nb\ufffdc"
    assert _names(problems) == [("text-has-no-control-characters", 2, 2)]


def test_a_long_line_is_found_where_it_becomes_too_long() -> None:
    """The limit itself is fine; one more character is not."""
    assert check_lines("x" * 10_000, "x.md") is None
    problem = check_lines("a\n" + "x" * 10_001, "x.md")
    assert problem
    assert (problem.span.line, problem.span.column) == (2, 10_001)


# Fences


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Text.\n",
        "# Heading\n---\n",
        "---\n",
        "---\n\nA rule, and text: with a colon.\n",
        "***\ntitle: x\n",
        "— a dash\ntitle: x\n",
    ],
)
def test_a_note_may_have_no_front_matter(text: str) -> None:
    """No fence, or a rule across the page, is no problem, and all of it is body."""
    found = read_front_matter(text, "x.md")
    assert found == FrontMatter(body=text)


@pytest.mark.parametrize("fence", ["—", "–––", "-----", "———", " ---", "- - -"])
def test_a_wrong_fence_is_one_problem(fence: str) -> None:
    """Fields between wrong fences are read all the same, and both fences together are reported once."""
    found = read_front_matter(f"{fence}\ntitle: Words\n{fence}\nText\n", "x.md")
    if fence == "- - -":
        assert found.problems == ()
        return
    assert _names(found.problems) == [("front-matter-comes-first", 1, 1)]
    assert found.values == {"title": "Words"}
    assert found.body == "Text\n"


def test_an_unclosed_block_keeps_its_fields_and_the_text() -> None:
    """Where the closing fence is missing, the fields end with the first line that is none."""
    found = read_front_matter("---\ntitle: Words\ntags:\n  - a\n\nText: here\n", "x.md")
    assert _names(found.problems) == [("front-matter-is-closed", 1, 1)]
    assert found.values == {"title": "Words", "tags": ["a"]}
    assert found.body == "\nText: here\n"


def test_front_matter_of_another_language_is_named() -> None:
    """TOML between plus signs is not read as text without a word."""
    found = read_front_matter('+++\ntitle = "x"\n+++\n', "x.md")
    assert _names(found.problems) == [("front-matter-comes-first", 1, 1)]


# Values, as they are written


@pytest.mark.parametrize(
    "written",
    ["18:30", "no", "on", "yes", "1_000", "0x1F", "010", "1e3", ".inf", "2026-13-01", "=", "12:30:45"],
)
def test_scalars_stay_what_was_written(written: str) -> None:
    """YAML's guesses at numbers, truth and times are not made."""
    assert read_front_matter(f"---\na: {written}\n---\n", "x.md").values == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# a comment"])
def test_nothing_is_nothing(written: str) -> None:
    """The ways to write nothing are read as nothing; in quotes they are text."""
    assert read_front_matter(f"---\na: {written}\n---\n", "x.md").values == {"a": None}
    assert read_front_matter("---\na: 'null'\n---\n", "x.md").values == {"a": "null"}


def test_every_broken_field_is_reported_and_the_rest_is_kept() -> None:
    """Fields that are broken each in their own way cost only themselves, and are all reported at once."""
    text = "---\ntitle: Words\na: b: c\nd: [e\nf: 'g\nh: &i j\nk:\n\t- l\nm: {{ n }}\no: p\no: q\n---\n"
    found = read_front_matter(text, "x.md")
    assert sorted(_names(found.problems), key=lambda name: name[1:]) == [
        ("front-matter-is-yaml", 3, 5),
        ("front-matter-is-yaml", 4, 4),
        ("front-matter-is-yaml", 5, 4),
        ("yaml-is-plain", 6, 4),
        ("front-matter-is-yaml", 8, 1),
        ("front-matter-has-no-template-code", 9, 4),
        ("field-is-given-once", 11, 1),
    ]
    assert found.values == {"title": "Words", "o": "p"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a: &x b", 4),
        ("a: *x", 4),
        ("a: !!binary b", 4),
        ("<<: {a: b}", 1),
        ("a: *really* good", 4),
        ("a: !", 4),
        ("%TAG ! x", 1),
    ],
)
def test_special_yaml_is_refused(text: str, column: int) -> None:
    """Anchors, aliases, types, merge keys and directives are refused, also where another field is broken."""
    for before in ("", "b: c: d\n", "b:\n\t- c\n"):
        found = read_front_matter(f"---\n{before}{text}\n---\n", "x.md")
        line = 2 + before.count("\n")
        assert ("yaml-is-plain", line, column) in _names(found.problems)
        assert found.values.get("a") is None


def test_aliases_cannot_multiply() -> None:
    """A block in which each line doubles the one before is refused in no time."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    text = "---\n" + "\n".join(lines) + "\n---\n"
    assert measure(lambda: read_front_matter(text, "x.md")) < 2
    found = read_front_matter(text, "x.md")
    assert {problem.name for problem in found.problems} == {"yaml-is-plain"}
    assert found.values == {}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 16_000,
        "{a: " * 4_000,
        "- " * 8_000,
        "a: " + "[" * 16_000,
        "? " * 8_000,
        "a: " + "[ " * 900 + "]" * 900,
    ],
    ids=["lists", "maps", "items", "value", "keys", "closed"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """Nesting without end is a problem, and neither a crash nor a wait."""
    found = []
    assert measure(lambda: found.append(read_front_matter(f"---\n{text}\n---\n", "x.md"))) < 10
    assert found[0].problems


def test_columns_count_characters() -> None:
    """Letters beyond ASCII and the basic plane count as one."""
    found = read_front_matter("---\na: {é😀: x, b: y, b: z}\n---\n", "x.md")
    assert _names(found.problems) == [("field-is-given-once", 2, 18)]


@pytest.mark.parametrize("text", ["? [a]\n: b", "[a]: b", "{a: b}: c", "? \n: b"])
def test_a_field_has_a_word_for_a_name(text: str) -> None:
    """Lists and groups as names are refused or read as nothing, and never raise."""
    found = read_front_matter(f"---\ntitle: Words\n{text}\n---\n", "x.md")
    assert found.values["title"] == "Words"


def test_the_handler_serves_python_frontmatter() -> None:
    """`frontmatter.loads(text, handler=StrictHandler())` reads what is plain, and refuses the rest."""
    assert StrictHandler().load("title: no") == {"title": "no"}
    with pytest.raises(ValueError, match="duplicate field 'a'"):
        StrictHandler().load("a: b\na: c")


# Fields, as they are meant


@pytest.mark.parametrize(
    ("name", "field", "problem"),
    [
        ("index.md", "meetups: 5", "field-has-its-type"),
        ("index.md", "meetups: [a]", "field-has-its-type"),
        ("index.md", "name: {a: b}", "field-has-its-type"),
        ("topics/a.md", "objectives: 5", None),
        ("topics/a.md", "objectives: {id: x}", "field-is-present"),
        ("topics/a.md", "objectives: [1, {id: x}]", "field-is-present"),
        ("topics/a.md", "objectives: [~]", "empty-field-is-left-out"),
        ("topics/a.md", "objectives: ['!!!']", "field-is-filled"),
        ("topics/a.md", "requires: [[a]]", "field-has-its-type"),
        ("topics/a.md", "title: []", "field-has-its-type"),
        ("topics/a.md", "title: {}", "field-has-its-type"),
        ("topics/a.md", "title: ''", "empty-field-is-left-out"),
        ("topics/a.md", "title: ' '", "empty-field-is-left-out"),
        ("topics/a.md", "extra: 5", "field-has-its-type"),
        ("topics/a.md", "review_in: 99999 days", "field-has-its-type"),
        ("testimonials/2026-01-14.md", "consent: yes", "field-has-its-type"),
        ("testimonials/2026-01-14.md", "consent: []", "field-has-its-type"),
        ("testimonials/2026-01-14.md", "consent: {}", "field-is-present"),
        pytest.param(
            "testimonials/2026-01-14.md", "consent: {given: }", "empty-field-is-left-out", id="empty in consent"
        ),
        ("members/a.md", "roles: [x]", "field-has-its-type"),
        ("members/a.md", "roles: [{role: [x]}]", "field-has-its-type"),
        ("members/a.md", "roles: x", "field-has-its-type"),
        ("paths/a.md", "steps: x", "field-has-its-type"),
        ("paths/a.md", "steps: [{note: {a: b}}]", "field-has-its-type"),
        ("meetups/2026-01-14.md", "date: [2026-01-14]", "field-has-its-type"),
        ("meetups/2026-01-14.md", "date: 14.01.2026", "date-is-real"),
        ("meetups/2026-01-14.md", "date: 0000-01-01", "date-is-real"),
        pytest.param("meetups/2026-01-14.md", "date: ٢٠٢٦-٠١-١٤", "date-is-real", id="arabic digits"),
        ("meetups/2026-01-14.md", "time: 25:00", "date-is-real"),
        ("meetups/2026-01-14.md", "minutes: -5", "field-has-its-type"),
        ("meetups/2026-01-14.md", "format: [talk]", "value-is-one-of"),
        pytest.param("meetups/2026-01-14.md", "slides: 'https://[::1'", "url-is-a-web-address", id="half a host"),
        pytest.param("meetups/2026-01-14.md", "slides: https://user@:80", "url-is-a-web-address", id="no host"),
    ],
)
def test_a_value_of_the_wrong_type_costs_a_diagnostic(name: str, field: str, problem: str | None) -> None:
    """What a field cannot hold is reported on its line, and the note is read without it."""
    required = {"index.md": "name: A\npurpose: B\n", "paths/a.md": "for: All\n", "members/a.md": "name: A\n"}
    if field.startswith("name:"):
        required = {"index.md": "purpose: B\n"}
    before = required.get(name, "")
    draft, problems = _read(f"---\n{before}{field}\n---\n# Heading\n", name)
    assert draft
    assert [p.name for p in problems if p.span.line == 2 + before.count("\n")][:1] == ([problem] if problem else [])


def test_nothing_in_any_field_is_reported_once_each() -> None:
    """A note of any kind in which every field stands empty has one problem for each, and no type errors."""
    for name in NAMES:
        draft, problems = _read(_written(dict.fromkeys(FIELDS)), name)
        empty = [p for p in problems if p.name == "empty-field-is-left-out"]
        assert len(empty) == len(FIELDS)
        assert {p.name for p in problems} <= {"empty-field-is-left-out", "field-is-present", "date-is-real"}
        assert draft is None or not draft.fields.draft


def test_many_bad_items_do_not_take_good_ones_along() -> None:
    """In a list of more than ten items exactly the bad ones are left out."""
    items = [f"name {n}" if n % 2 else "<b>" for n in range(24)]
    draft, problems = _read(_written({"tags": items}))
    assert draft
    assert draft.fields.tags == tuple(item for item in items if item != "<b>")
    assert len(problems) == 12


def test_all_items_are_checked_in_long_texts_too() -> None:
    """Markup in a summary is found wherever it stands, and a text beyond any measure is refused."""
    _, problems = _read(_written({"summary": "word " * 100 + "<script>"}))
    assert [p.name for p in problems] == ["field-is-plain"]
    _, problems = _read(_written({"summary": "word " * 1_000}))
    assert [p.name for p in problems] == ["field-is-plain"]


@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\x9b", "\\u202e", "\\u2066", "\\uFEFF"])
def test_escapes_cannot_bring_in_what_text_may_not_hold(escape: str) -> None:
    """YAML's escapes in double quotes are no way round the ban on invisible characters."""
    _, problems = _read(f'---\ntitle: "a{escape}b"\n---\n')
    assert _names(problems) == [("field-is-plain", 2, 8)]


@pytest.mark.parametrize(
    "written", ["yes", "True", "1", "[true]", "{a: b}", "perhaps", "[true", "'true", "*true", "a: b"]
)
def test_an_unreadable_draft_stays_a_draft(written: str) -> None:
    """Who wrote anything but `false` there did not mean to publish."""
    draft, problems = _read(f"---\ntitle: Words\ndraft: {written}\n---\n")
    assert draft
    assert draft.fields.draft
    assert len(problems) == 1
    assert problems[0].span.line == 3


def test_a_field_that_cannot_be_read_is_not_missing_too() -> None:
    """One mistake is one diagnostic: a broken `for`, `steps` or `consent` is broken, and not absent."""
    found = _diagnose(
        **{
            "index.md": "---\nname: A\npurpose: B\n---\n",
            "paths/a.md": "---\nfor: All\nsteps: [\n---\n",
            "paths/b.md": "---\nfor: All: of us\n---\n",
            "testimonials/2026-01-14-x.md": "---\nconsent: {given: 2026-01-01\n---\n",
            "meetups/x.md": "---\ndate: @today\n---\n",
        }
    )
    assert [(d.span.path, d.code) for d in found] == [
        ("content/meetups/x.md", "COP009"),
        ("content/paths/a.md", "COP009"),
        ("content/paths/b.md", "COP009"),
        ("content/testimonials/2026-01-14-x.md", "COP009"),
    ]


@pytest.mark.parametrize(
    "consent",
    [
        "{given: 2026-01-01, scope: public, by: Ann, untill: 2026-02-01}",
        "{given: 2026-01-01, scope: public, by: Ann, until: soon}",
        "{given: 2026-01-01, scope: public}",
        "{given: 2026-01-01, scope: all, by: Ann}",
    ],
    ids=["typo", "no-day", "nobody", "no-scope"],
)
def test_consent_that_is_half_understood_is_none(consent: str) -> None:
    """A misspelt `until` must not turn consent for a month into consent for ever."""
    draft, problems = _read(f"---\nconsent: {consent}\n---\n", "testimonials/2026-01-14-x.md")
    assert problems
    assert draft
    assert getattr(draft.fields, "consent", "no such field") is None


@pytest.mark.parametrize(
    "title", ["TODO", "todo: write", "TBD", "FIXME …", "<your title>", "...", "…", "Lorem ipsum dolor"]
)
def test_placeholders_are_found(title: str) -> None:
    """What a template left is no value."""
    _, problems = _read(_written({"title": title}))
    assert [p.name for p in problems] == ["field-is-filled"]


@pytest.mark.parametrize(
    "title", ["Todo lists", "XXXL groups", "And then… what?", "3 < 4 > 2", "R&D; and more", "a <- b"]
)
def test_words_that_look_like_placeholders_or_markup_are_not(title: str) -> None:
    """A title may speak of to-do lists, and compare numbers."""
    draft, problems = _read(_written({"title": title}))
    assert problems == []
    assert draft
    assert draft.fields.title == title


def test_long_values_are_quoted_short() -> None:
    """A message quotes the beginning of what was written, on one line."""
    _, problems = _read(_written({"date": "x\n" * 5_000}), "meetups/2026-01-14.md")
    assert problems
    assert all(len(p.message) < 200 and "\n" not in p.message for p in problems)


def test_a_field_of_another_tool_is_translated() -> None:
    """Hints know what other tools call our fields, and what a member's title is called."""
    _, problems = _read("---\nkeywords: [a]\nname: Words\n---\n")
    hints = ["use 'tags' instead, or say so for all notes in the setting 'fields'", "use 'title' instead"]
    assert [p.hint for p in problems] == hints
    _, problems = _read("---\nname: Ann\ntitle: Dr\n---\n", "members/ann.md")
    assert [p.hint for p in problems] == ["use 'name' instead"]


# Bodies


@pytest.mark.parametrize(
    "unit",
    [
        "<div></b>",
        "<div\n>",
        '<div ">',
        "<div><!-- </div> -->",
        "<div><script></div></script>",
        "<div a='</div>'>",
        "<div></p>",
    ],
)
def test_html_cannot_hide_how_deep_it_is(unit: str) -> None:
    """Ends that fit nothing, quotes, comments and scripts do not make deep nesting look flat."""
    outline = read_outline(unit * 300, "x.md")
    assert outline.too_deep
    assert _names(outline.problems)[0][0] == "nesting-is-shallow"


@pytest.mark.parametrize(
    "unit", ["<p>word ", "<br>", "<kbd>K</kbd> ", "<li>x", "<img src='a.png' alt='a'>", '<a name="x"/>']
)
def test_flat_html_is_flat(unit: str) -> None:
    """Elements one after the other are not nested, also where HTML lets their ends be left out."""
    assert not read_outline(unit * 300, "x.md").too_deep


@pytest.mark.parametrize(
    "unit",
    [
        "<a ",
        "<a b='",
        '<a b="',
        "<!--",
        "</",
        "<a =",
        "<div\n",
        "[[",
        "{{",
        "{:",
        "<script>",
        "[a](",
        "!!! ",
        "[[a",
        "{: a",
        pytest.param("x" * 9_990, id="a word"),
        pytest.param("[[" + "a" * 9_000, id="[[ and a word"),
        pytest.param("{{" + "}" * 9_000, id="{{ and many }"),
    ],
)
def test_hostile_bodies_take_no_time(unit: str) -> None:
    """The biggest note that is let in, made of one awkward sign, is read in seconds, and half of it in half of them."""

    def read(lines: int) -> None:
        body = "\n".join([(unit * (9_990 // len(unit)))[:9_990]] * lines)
        read_outline(body, "x.md")
        find_foreign(body, "x.md")
        find_dropped_html(body, "x.md")

    assert measure(lambda: read(26)) < 8
    check_growth(read, 13)


def test_links_in_html_stand_at_their_tag() -> None:
    """A link in a block of HTML is located at its own tag, over lines and beyond other letters."""
    outline = read_outline("é <a\nhref='x.md'>a</a>\n\n<div>\n😀 <img alt='b &amp; c'\n src=y.png></div>\n", "x.md", 5)
    assert [(link.target, link.text, link.span.line, link.span.column) for link in outline.links] == [
        ("x.md", "", 5, 3),
        ("y.png", "b & c", 9, 3),
    ]


def test_mail_addresses_are_links_to_mail() -> None:
    """`<a@example.org>` is a link to an address, and not to a file."""
    assert [link.target for link in read_outline("<a@example.org> and a@example.org", "x.md").links] == [
        "mailto:a@example.org",
        "mailto:a@example.org",
    ]


def test_code_is_not_foreign() -> None:
    """Code in fences, in lists, indented or in a line is left alone; what follows it is not."""
    body = "- ```\n  !!! note\n  ```\n\n  `{{ a }}` {{ b }}\n\n~~~~\n```\n[[x]]\n~~~~\n[[y]]\n"
    assert [(f.span.line, f.span.column) for f in find_foreign(body, "x.md")] == [(5, 13), (11, 1)]
