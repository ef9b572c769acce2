"""Front matter that is read without a YAML parser is what the parser would have read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop_site.content.frontmatter.fields import FieldReader
from cop_site.content.frontmatter.plain import read_plain_fields
from cop_site.content.frontmatter.split import read_front_matter

WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["a", "we met", "2026-01-14", "18:30", "naïve", "日本", "𝔘𝔫", "null", "NULL", "no", "it's", "C#"]
        ),
        st.sampled_from(
            ["https://x.example/a_(b)?c=1&d#e", "a/b", "e.g.", "x:", ": ", " #", "#", ":", "?", "-", "- ", " "]
        ),
        st.sampled_from(
            ['"', "'", "\\", ",", ", ", "[", "]", "{", "}", "{{", "&", "*", "!", "|", ">", "%", "@", "`", "~"]
        ),
        st.characters(max_codepoint=0x3000),
    ),
    min_size=1,
    max_size=4,
).map("".join)
QUOTED = st.one_of(WORDS, WORDS.map('"{}"'.format), WORDS.map("'{}'".format))
LISTED = st.lists(QUOTED, max_size=4).flatmap(
    lambda items: st.sampled_from([", ", ",", " , ", "  ,"]).map(lambda comma: comma.join(items))
)
KEY = st.sampled_from(["title", "tags", "date", "superseded_by", "x-y", "Title"])
LINE = st.one_of(
    st.tuples(KEY, st.sampled_from([": ", ":  ", ":", " : "]), QUOTED).map("".join),
    st.tuples(KEY, LISTED, st.sampled_from(["{}: [{}]", "{}: [ {} ]", "{}:  [{}] "])).map(
        lambda x: x[2].format(*x[:2])
    ),
    st.tuples(KEY, st.lists(QUOTED, max_size=3), st.sampled_from(["- ", "  - ", "    -  "])).map(
        lambda x: "\n".join([f"{x[0]}:", *(x[2] + item for item in x[1])])
    ),
    st.sampled_from(["title: a b", "tags: [a, b c]", "covers:\n- a\n- b"]),
    st.tuples(st.sampled_from(["- ", "  - ", " ", "# ", ""]), QUOTED).map("".join),
)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=4).map("\n".join))
def test_it_is_what_the_parser_reads(raw: str) -> None:
    """Values, places and keys are the same, and the parser has nothing to object to."""
    found = read_plain_fields(raw, 2)
    if found:
        reader = FieldReader("note.md", 2)
        values = reader.read(raw)
        assert (reader.problems, reader.lost) == ([], set())
        assert found == (values, reader.positions, reader.keys)


@pytest.mark.parametrize(
    "raw",
    [
        'title: How to end a meeting\ndate: "2026-01-14"\ntime: 18:30\nurl: https://x.example/#a',
        "tags: [opening, 'quiet people', \"a, b\"]\ncovers: []\nspeakers: [ Lena Hoffmann,ravi ]",
        'tags:\n  - opening\n  - it\'s "so"\ncovers:\n- a/b',
    ],
    ids=["texts", "flow-lists", "block-lists"],
)
def test_what_most_notes_have_needs_no_parser(raw: str) -> None:
    """Texts, and lists of texts, in all the ways that people write them."""
    reader = FieldReader("note.md", 2)
    assert read_plain_fields(raw, 2) == (reader.read(raw), reader.positions, reader.keys)


@pytest.mark.parametrize(
    "raw",
    [
        *("", "title", "title:", "title: ", "title: ~", "title: null", "title: a: b", "title: a #b", "title: {{ x }}"),
        *("title: a\ntitle: b", "title: a\n  b", "tags: [a", "tags: [a, ]", "tags: [a: b]", "tags:\n  - a\n - b"),
        *(
            "tags:\n  - a: b",
            "consent: {scope: public}",
            "title: |\n  a",
            "title: &a b",
            "\ttitle: a",
            "- a",
            "tags: [null]",
        ),
        pytest.param("title: " + "a" * 20_000, id="long text"),
        pytest.param("a" * 1_025 + ": b", id="long name"),
    ],
)
def test_what_could_mean_more_is_left_to_the_parser(raw: str) -> None:
    """Nothing is guessed."""
    assert read_plain_fields(raw, 2) is None


def test_most_notes_of_a_community_are_plain() -> None:
    """Or there would be no use in it."""
    content = Path(__file__).parent.parent / "content"
    raws = [raw for file in content.glob("meetups/*.md") if (raw := file.read_text("utf-8").split("---\n")[1])]
    plain = [raw for raw in raws if read_plain_fields(raw.rstrip("\n"), 2)]
    assert len(plain) > 0.8 * len(raws) > 0


def test_front_matter_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain note is read without the parser, and a note that is not is read with it."""
    monkeypatch.setattr(FieldReader, "read", lambda *_: {"by": "parser"})
    assert read_front_matter("---\ntitle: a\n---\nb\n", "note.md").values == {"title": "a"}
    assert read_front_matter("---\ntitle: {a: b}\n---\nb\n", "note.md").values == {"by": "parser"}
