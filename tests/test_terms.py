"""Which words of a note are explained, and what their explanation says."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from communities import measure_texts
from expected_files import ExpectedFiles
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import Site, build, parse, set_up, write_notes
from test_gfm import document

from cop_site.content.gfm import Vocabulary, Word, find_marks, render
from cop_site.insight.uses import find_uses
from cop_site.pages.bodies import Bodies
from cop_site.pages.definitions import define

CASES = Path(__file__).parent / "cases" / "terms"
CASES_FILE = CASES / "cases.json"
NAMES: dict[str, list[str]] = json.loads((CASES / "vocabulary.json").read_text("utf-8"))
VOCABULARY = Vocabulary((name, Word(key, f"{key}.md")) for key, names in NAMES.items() for name in names)
LINK = re.compile(r'<a class="cop-term" href="[^"]*" aria-describedby="[^"]*">([^<]*)</a>')


def cases() -> list[dict[str, Any]]:
    """Every case: what it says, a body, and the key and the text of each term that is marked in it."""
    found: list[dict[str, Any]] = json.loads(CASES_FILE.read_text("utf-8"))
    return found


def _by_saying(case: dict[str, Any]) -> str:
    return str(case["says"])


def marked(body: str, vocabulary: Vocabulary | None = VOCABULARY) -> str:
    """A body on the page, with links that stay as they are."""
    return render(body, lambda url: url, vocabulary=vocabulary)


@pytest.mark.parametrize("case", cases(), ids=_by_saying)
def test_the_first_use_of_a_term_is_marked(case: dict[str, Any], expected_files: ExpectedFiles) -> None:
    """Each case's terms are links to their files, described by the definition of that key, in this order."""
    body = case["body"]
    links = [e for e in parse(marked(body)).walk() if e.tag == "a" and "cop-term" in e.classes]
    marks = [[e.attributes["aria-describedby"].removeprefix("cop-term-"), " ".join(e.text.split())] for e in links]
    found = [{**each, "marks": marks} if each["says"] == case["says"] else each for each in cases()]
    rows = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in found)
    assert found == json.loads(expected_files.text(CASES_FILE, f"[\n  {rows}\n]\n"))
    assert [e.attributes["href"] for e in links] == [f"{key}.md" for key, _ in marks]
    assert find_marks(marked(body)) == [key for key, _ in marks]


@pytest.mark.parametrize("case", cases(), ids=_by_saying)
def test_nothing_else_changes(case: dict[str, Any]) -> None:
    """Without the links of the terms, a body is what it is without a glossary."""
    body = case["body"]
    assert LINK.sub(r"\1", marked(body)) == marked(body, None)
    assert (marked(body) == marked(body, None)) is (not case["marks"])


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(document, st.lists(st.sampled_from(["we", "met", "2026", "so", "naïve", "C#", "met again", "日本"]), min_size=1))
def test_nothing_else_changes_in_what_people_write(text: str, names: list[str]) -> None:
    """Whatever is marked in whatever people write: without the links, it is the same, and no term is marked twice."""
    html = marked(text, Vocabulary((name, Word(str(at), "a.md")) for at, name in enumerate(dict.fromkeys(names))))
    assert LINK.sub(r"\1", html) == marked(text, None)
    assert len(set(find_marks(html))) == len(find_marks(html))
    tree = parse(html)
    for link in tree.walk():
        if link.tag in ("a", "code", "h1", "h2", "h3", "h4", "h5", "h6"):
            assert not any("cop-term" in inner.classes for inner in link.walk() if inner is not link)


def test_a_terms_own_page_does_not_explain_it() -> None:
    """Neither by its title nor by an alias; other terms are explained there."""
    body = "The scribe is a note-taker at a round table."
    assert find_marks(marked(body, VOCABULARY.without("note-taker"))) == ["round-table"]
    assert find_marks(marked(body)) == ["note-taker", "round-table"]


def test_an_empty_vocabulary_marks_nothing() -> None:
    """Also one whose names are no words."""
    for names in ([], ["", " ", "--"]):
        vocabulary = Vocabulary((name, Word("a", "a.md")) for name in names)
        assert not vocabulary
        assert marked("-- a", vocabulary) == marked("-- a", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ab cd ef", ["ab cd"]),
        ("ab cd-ef", ["ab"]),
        ("abs, ab  \n cd", ["abs", "ab  \n cd"]),
        ("\u4e2d\u4e2dLPP \u4e2dlpp", ["\u4e2d\u4e2d", "LPP", "\u4e2d"]),
        (".net a.net", [".net"]),
        ("xab ab@ cd", ["ab"]),
    ],
)
def test_the_longest_name_that_ends_a_word_counts(text: str, found: list[str]) -> None:
    """A longer name gives way to a shorter one where more of a word follows; names may follow each other directly."""
    names = ["ab", "ab cd", "ab cd ef gh", "abs", "LPP", "\u4e2d", "\u4e2d\u4e2d", ".net"]
    vocabulary = Vocabulary((name, Word(name, "a.md")) for name in names)
    assert [text[start:end] for start, end, _ in vocabulary.find(text)] == found


@pytest.mark.parametrize(
    "forged",
    [
        '<a class="cop-term" href="b.md" aria-describedby="cop-term-syllabus">x</a>',
        '<p title=\'<a class="cop-term" href="b.md" aria-describedby="cop-term-syllabus"\'>x</p>',
        '`<a class="cop-term" href="b.md" aria-describedby="cop-term-syllabus">`',
        '\\<a class="cop-term" href="b.md" aria-describedby="cop-term-syllabus">',
        '<p id="cop-term-syllabus">x</p>',
    ],
    ids=["link", "in-attribute", "in-code", "escaped", "id"],
)
def test_a_mark_cannot_be_forged(forged: str) -> None:
    """What a contributor writes is no mark, and takes no definition's id."""
    html = marked(forged)
    assert find_marks(html) == []
    assert not any(e.attributes.get("id", "").startswith("cop-term") for e in parse(html).walk())
    assert not any("aria-describedby" in e.attributes for e in parse(html).walk())


def test_small_letters_are_as_many() -> None:
    """A place in a text in small letters is the same place in the text, whatever is in it."""
    every = "".join(map(chr, (c for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF)))
    [(start, end, word)] = VOCABULARY.find(f"{every}\nscribe")
    assert (f"{every}\nscribe"[start:end], word.key) == ("scribe", "note-taker")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The one who writes for all. They rotate.", "The one who writes for all."),
        ("What we know, e.g. about pauses, and keep. More.", "What we know, e.g. about pauses, and keep."),
        ("A word. It is too short to be all.", "A word. It is too short to be all."),
        ("No full stop at all", "No full stop at all"),
        ("Is it what everybody asks? Yes.", "Is it what everybody asks?"),
        ("実践とは繰り返すこと。次の文。", "実践とは繰り返すこと。"),
        ("word " * 100, f"{'word ' * 56}…"),
    ],
    ids=["sentence", "abbreviation", "too-short", "no-stop", "question", "japanese", "too-long"],
)
def test_a_definition_is_the_first_sentence(text: str, said: str) -> None:
    """Abbreviations do not end it, and what is long is cut at a word."""
    community = measure_texts({"glossary/a.md": f"---\ntitle: A\n---\n{text}\n"}).community
    assert define(community.terms["a"]) == said.strip()


def test_a_definition_is_the_summary_where_there_is_one() -> None:
    """Whole, not only its first sentence."""
    text = "---\ntitle: A\nsummary: It is a short word. It stands first.\n---\nText.\n"
    community = measure_texts({"glossary/a.md": text}).community
    assert define(community.terms["a"]) == "It is a short word. It stands first."


NOTES = {
    "index.md": "---\nname: Club\npurpose: To try.\n---\nHere is a scribe.\n",
    "glossary/scribe.md": "---\ntitle: Scribe\naliases: [note-taker]\n---\nA scribe writes <b>notes</b> & more.\n",
    "glossary/empty.md": "---\ntitle: Emptiness\n---\n",
    "glossary/odd name.v2.md": "---\ntitle: Oddity\n---\nSomething a scribe would not expect.\n",
    "meetups/2026-01-14-a.md": "---\ntitle: First\n---\nThe scribe came, and the emptiness.\n",
    "meetups/2026-03-14-b.md": "---\ntitle: Later\n---\nA note-taker met an oddity.\n",
    "meetups/2026-02-14-c.md": "---\ntitle: Hidden\ndraft: true\n---\nThe scribe came.\n",
    "testimonials/2026-02-01-d.md": "---\ntitle: Untold\ndate: 2026-02-01\n---\nThe scribe came.\n",
    "members/lis.md": "---\nname: Lis\nlisted: true\n---\nScribe.\n",
    "members/uma.md": "---\nname: Uma\n---\nScribe.\n",
    "about.md": "---\ntitle: About\n---\n# Scribe\n\n`scribe`\n",
}


def test_uses_are_the_published_notes_newest_first() -> None:
    """Drafts, stories without consent, members who are not listed, and mentions that are not marked do not count."""
    community = measure_texts({n: t for n, t in NOTES.items() if " " not in n}).community
    uses = find_uses(community, Bodies(community).terms_in)
    assert {slug: [note.key for note in notes] for slug, notes in uses.items()} == {
        "scribe": ["meetups/2026-03-14-b", "meetups/2026-01-14-a", "members/lis"],
        "empty": [],
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A community with a small glossary, and fourteen more meetups that need a scribe."""
    root = set_up(tmp_path_factory.mktemp("terms"))
    more = {f"meetups/2025-01-{n:02}-x.md": f"---\ntitle: Meetup {n}\n---\nA scribe {n}.\n" for n in range(1, 15)}
    more |= {f"common/{n}.md": f"A note-taker {n}.\n" for n in range(85)}
    write_notes(root, NOTES | more)
    done = build(root, "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(root / "site")


@pytest.mark.slow
def test_a_page_has_the_definitions_of_its_terms_once(site: Site) -> None:
    """Each link's description is on the page, each link leads to the term, and the script comes with them."""
    for uri, words in (
        ("", {"../glossary/scribe": "A scribe writes notes & more."}),
        ("meetups/2026-01-14-a/", {"scribe": "A scribe writes notes & more."}),
        ("meetups/2026-03-14-b/", {"scribe": "A scribe writes notes & more.", "odd name.v2": "Something a scribe "}),
    ):
        article = list(site.article(uri).walk())
        links = [e for e in article if "cop-term" in e.classes]
        assert len(links) == len(words)
        for link, text in zip(links, words.values(), strict=True):
            [box] = [e for e in article if e.attributes.get("id") == link.attributes["aria-describedby"]]
            assert box.text.startswith(text)
            assert " " not in box.attributes["id"]
        assert [e.attributes["src"].rpartition("/")[2] for e in article if e.tag == "script"] == ["terms.js"]
    page = site.article("meetups/2026-03-14-b/")
    hrefs = [e.attributes["href"] for e in page.walk() if "cop-term" in e.classes]
    assert hrefs == ["../../glossary/scribe/", "../../glossary/odd%20name.v2/"]


@pytest.mark.slow
def test_a_page_without_terms_has_no_script(site: Site) -> None:
    """Where no word is explained, nothing is loaded for it; on its own page, a term is not."""
    for uri in ("about/", "glossary/scribe/", "glossary/empty/"):
        assert not any(e.tag == "script" for e in site.article(uri).walk())


@pytest.mark.slow
def test_a_terms_page_says_where_it_is_used(site: Site) -> None:
    """Ten notes, newest first, ninety more to be unfolded, and a number for the rest; nothing where it is not used."""
    article = site.article("glossary/scribe/")
    lists = [e for e in article.walk() if "cop-rows" in e.classes]
    shown = [[a.text for a in rows.walk() if a.tag == "a"] for rows in lists]
    assert shown[0][:3] == ["Later", "First", "Meetup 14"]
    assert [len(rows) for rows in shown] == [10, 90]
    assert {"Lis", "Oddity"} <= set(shown[1])
    [folded] = [e for e in article.walk() if e.tag == "details" and "cop-contents" not in e.classes]
    assert "And in 90 more notes" in folded.text
    assert "And in 3 notes that are older or of no day: search for them." in article.text
    assert not {"Hidden", "Untold", "Uma", "Scribe"} & {name for rows in shown for name in rows}
    assert "Used in" not in site.article("glossary/empty/").text


def test_search_is_told_what_was_written() -> None:
    """Definitions are beside a body, not in it, so that nobody finds a note by what the glossary says."""
    community = measure_texts({"glossary/a.md": "---\ntitle: Word\n---\nMeaning.\n", "b.md": "A word.\n"}).community
    html = Bodies(community).html_of(community.by_key["b"])
    assert find_marks(html) == ["a"]
    assert parse(html).text.strip() == "A word."
