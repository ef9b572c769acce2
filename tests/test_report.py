"""The report of a year: what it says, whom it names, and that it touches no word that somebody wrote."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from communities import measure_texts, site_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import built, cop, set_up, write_notes
from test_events import NOTES

from cop_site.content.generated_block import begin_of, drop_items, end_of, find_blocks, put_blocks
from cop_site.insight.value import find_chain, measure_value_of
from cop_site.pages.footer import fill_footer
from cop_site.pages.plain import plain_page

MORE = {
    "meetups/2025-05-01-early.md": "---\ntitle: Early\ntags: [splice]\nhost: [Harbour Hall, Cy Quiet]\n---\n",
    "meetups/2026-08-01-host.md": "---\ntitle: Hosted\nhost: [Harbour Hall, Cy Quiet]\nsponsors: [Rope Works]\n---\n",
    "testimonials/2026-08-02-change.md": (
        "---\ntitle: Blindfold\nchanged: I tie it *blind*.\ntags: [splice]\nmeetup: 2026-08-01-host\nresource: book\n"
        "result: Nobody fell.\nconsent: {given: 2026-08-02, scope: public, by: Ana}\n---\nT.\n"
    ),
}

CHAIN = {
    "practices/whip-it.md": "---\ntitle: Whip it\ntags: [splice]\n---\nA.\n",
    "testimonials/2026-08-03-end.md": MORE["testimonials/2026-08-02-change.md"]
    .replace("resource: book\n", "practice: whip-it\n")
    .replace("Blindfold", "Whipped")
    .replace("Nobody fell", "No end frays"),
}
"""A story in which a practice helped."""
STORIES = [name for name in {**MORE, **CHAIN} if name.startswith("testimonials/")]


def _project(root: Path, **notes: str) -> Path:
    return write_notes(set_up(root), {**NOTES, **MORE, **notes})


def _report(root: Path, *arguments: str) -> str:
    done = cop(root, "report", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_year_stands_beside_the_year_before(tmp_path: Path) -> None:
    """Each total of both years, what was asked for and held, and of members who are not listed the number."""
    report = _report(_project(tmp_path), "2026")
    assert "| | 2026 | 2025 |" in report
    assert "| Meetups held | 3 | 1 |" in report
    assert "| Of 2 topics, covered in all | 2 | 1 |" in report
    asked = "[Bowline](../topics/bowline.md): asked for by 1 member, first on 1 Apr 2026; held on 30 Jun 2026: [Long]("
    assert asked in report
    assert "- Joined: 3 members\n- New: [Ana Li](../members/ana.md)\n- Left: 1 member\n" in report
    assert "- We meet with a member ([First](" in report
    assert not any(hidden in report for hidden in ("Secret", "Cy Quiet", "@bo", "Ahead", "Gone"))


def test_an_empty_community_gets_a_sentence_and_no_empty_table(tmp_path: Path) -> None:
    """A table has a row at least, and one topic is not several."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: A\n---\n"})
    for reader in ("members", "sponsor"):
        report = _report(root, "2026", "--for", reader)
        assert "\n\nNothing is written down that could be counted.\n" in report
        assert "|" not in report
    write_notes(root, {"topics/splice.md": "---\ntitle: Splice\n---\n"})
    assert "| Of 1 topic, covered in all | 0 | 0 |" in _report(root, "2026")


def test_a_quarter_is_beside_the_same_a_year_before(tmp_path: Path) -> None:
    """A quarter by its number, and without one the latest that has begun; what has not begun is refused."""
    root = _project(tmp_path)
    assert "| | Q2 2026 | Q2 2025 |\n|---|---:|---:|\n| Meetups held | 0 | 1 |" in _report(
        root, "2026", "--quarter", "2"
    )
    assert "Q4 2026 up to 25 Nov 2026" in _report(root, "--quarter")
    assert "Q4 2025, beside Q4 2024." in _report(root, "2025", "--quarter")
    for arguments in (["2027"], ["2026", "--quarter", "5"], ["1"]):
        assert cop(root, "report", *arguments).exit_code == 2


def test_a_sponsor_gets_one_page(tmp_path: Path) -> None:
    """The purpose, the figures, what came of it, what comes next, and thanks to those who may be named."""
    page = _report(_project(tmp_path), "2026", "--for", "sponsor")
    assert page.startswith("P.\n\n## What we did\n\n| | 2026 | 2025 |")
    assert "- Nobody fell. ([Blindfold](../testimonials/2026-08-02-change.md))" in page
    assert "- It was paid for by: Rope Works\n- We were guests of: Harbour Hall\n" in page
    assert "Cy" not in page


def test_a_retrospective_is_a_draft(tmp_path: Path) -> None:
    """It has what moved and what did not, and its note is not published."""
    root = _project(tmp_path)
    assert _report(root, "--for", "retrospective", "--write") == "content/reports/2026-retrospective.md\n"
    text = (root / "content/reports/2026-retrospective.md").read_text("utf-8")
    assert "draft: true\n" in text
    assert "- Still asked for by 1: [Bowline](../topics/bowline.md)" in text


def test_a_part_that_was_taken_out_stays_out(tmp_path: Path) -> None:
    """The steward decides what the report has; what is there is renewed."""
    root = _project(tmp_path)
    assert _report(root, "2026", "--write") == "content/reports/2026.md\n"
    assert _report(root, "2026", "--write") == "content/reports/2026.md: unchanged\n"
    file = root / "content/reports/2026.md"
    text = file.read_text("utf-8")
    start, end = find_blocks(text)["report-topics"]
    shorter = text[:start] + "Mine.\n" + text[end:]
    file.write_text(shorter.replace("| Meetups held | 3 | 1 |", "| 99 |"), "utf-8")
    assert _report(root, "2026", "--write") == "content/reports/2026.md\n"
    assert file.read_text("utf-8") == shorter
    file.write_text(text + begin_of("report-topics", "cop x") + "\n", "utf-8")
    done = cop(root, "report", "2026", "--write")
    assert done.exit_code == 2
    assert "content/reports/2026.md: the comments around what cop writes must be one begin" in done.output


_WORDS = st.text(alphabet="aé#-> \n\r", max_size=12)
_BLOCKS = ("report-figures", "report-topics", "report-members")


@settings(max_examples=200)
@given(
    st.lists(_WORDS, min_size=4, max_size=4),
    st.permutations(_BLOCKS),
    st.integers(0, 3),
    st.lists(st.text(alphabet="ab\n<!->", max_size=9), min_size=3, max_size=3),
)
def test_no_word_written_by_hand_is_changed(
    words: list[str], order: list[str], count: int, contents: list[str]
) -> None:
    """Whatever stands around and between the blocks, and in whatever order they are, it stays to the byte."""
    pieces = [words[0]]
    for name, after in zip(order[:count], words[1:], strict=False):
        pieces += ["\n", begin_of(name, "cop x"), "\nold\n", end_of(name), "\n", after]
    text = "".join(pieces)
    written = put_blocks(text, dict(zip(_BLOCKS, contents, strict=True)), "cop report 2026 --write")
    if count == 0:
        assert written.startswith(text)
        assert list(find_blocks(written)) == list(_BLOCKS)
    else:
        assert list(find_blocks(written)) == order[:count]
        assert _outside(written) == _outside(text)
    assert put_blocks(written, dict(zip(_BLOCKS, contents, strict=True)), "cop report 2026 --write") == written


def _outside(text: str) -> str:
    for start, end in reversed(find_blocks(text).values()):
        text = text[:start] + "\0" + text[end:]
    return text


def test_only_items_of_blocks_are_dropped() -> None:
    """What somebody wrote by hand stays, and so do headings and tables."""
    block = "\n".join([begin_of("agenda", "cop x"), "## A", "- gone", "- kept", "| gone |", end_of("agenda")])
    body = f"- gone by hand\n{block}\n- gone\n"
    assert drop_items(body, lambda line: "gone" not in line) == body.replace("## A\n- gone\n", "## A\n")


def test_value_is_counted_by_topic() -> None:
    """Each cycle has the notes on the topic; only a story with all its links leads all the way."""
    community = measure_texts({**NOTES, **MORE}).community
    value = measure_value_of("splice", community)
    assert (value.immediate, value.potential, value.applied, value.realised) == (2, 0, 1, 1)
    chain = find_chain(value.complete[0], community)
    assert chain
    assert [note.title for note in (chain.meetup, *chain.helped, chain.story)] == ["Hosted", "Book", "Blindfold"]
    assert measure_value_of("bowline", community).complete == ()
    story = MORE["testimonials/2026-08-02-change.md"]
    for without in ("changed", "result", "meetup", "resource", "consent"):
        cut = re.sub(rf"^{without}: .*\n", "", story, flags=re.MULTILINE)
        less = measure_texts({**NOTES, **MORE, "testimonials/2026-08-02-change.md": cut}).community
        assert measure_value_of("splice", less).complete == ()


@pytest.mark.parametrize(("instead", "helped"), [("", ["Whip it"]), ("resource: book\n", ["Book", "Whip it"])])
def test_a_practice_is_a_link_of_the_chain(instead: str, helped: list[str]) -> None:
    """A story may name the practice that helped, in place of a resource or beside it."""
    name = "testimonials/2026-08-02-change.md"
    story = MORE[name].replace("resource: book\n", f"{instead}practice: whip-it\n")
    notes = {**NOTES, **MORE, name: story, "practices/whip-it.md": "---\ntitle: Whip it\n---\nA.\n"}
    community = measure_texts(notes).community
    chain = find_chain(measure_value_of("splice", community).complete[0], community)
    assert chain
    assert [note.title for note in chain.helped] == helped


@pytest.mark.slow
def test_what_is_withdrawn_is_in_no_byte_of_the_page(tmp_path: Path) -> None:
    """A story without consent, and a member who is listed no more, are gone from a report that was written before."""
    root = _project(tmp_path, **CHAIN)
    for reader in ("members", "sponsor"):
        _report(root, "2026", "--for", reader, "--write")
    assert _words(root) == set(_WITHDRAWN)
    for name, old in (("members/ana.md", "listed: true\n"), *((name, "consent: [^\n]*\n") for name in STORIES)):
        file = root / "content" / name
        file.write_text(re.sub(old, "", file.read_text("utf-8")), "utf-8")
    assert _words(root) == set()


_WITHDRAWN = ("Ana Li", "Blindfold", "Nobody fell", "Whipped", "No end frays", "lead all the way")


def _words(root: Path) -> set[str]:
    files = [file.read_bytes() for file in built(root).folder.rglob("*") if file.is_file()]
    site = b"".join(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw for raw in files)
    return {word for word in _WITHDRAWN if word.encode() in site}


def test_each_report_leads_to_the_others() -> None:
    """The foot of a page has the latest report of a year; a report lists the others, the latest first."""
    notes = {f"reports/{name}.md": f"---\ntitle: About {name}\n---\n" for name in ("2025", "2026-q3", "2026", "2024")}
    site = site_of(notes)
    assert re.findall(">About ([^<]+)</a>", fill_footer(site, "")) == ["2026"]
    page = plain_page(site, site.notes_by_uri["reports/2026/"])
    assert re.findall(">About ([^<]+)</a>", page.html) == ["2026-q3", "2025", "2024"]
    only = site_of({name: text for name, text in notes.items() if "q3" in name})
    assert re.findall(">About ([^<]+)</a>", fill_footer(only, "")) == ["2026-q3"]
    assert "Other reports" not in plain_page(only, only.notes_by_uri["reports/2026-q3/"]).html
