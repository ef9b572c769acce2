"""What the search is told: made-up words for text without spaces, and what notes can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from communities import site_of
from sites import Element, build, built, set_up, write_notes

from cop_site.pages.common_words import find_common_words
from cop_site.pages.findable import Facets, SearchEntry, search_entries
from cop_site.pages.folding import choose_folding
from cop_site.project.store import Store
from cop_site.search import format as index_format
from cop_site.search import index
from cop_site.search.bigrams import make_words
from cop_site.search.index import SearchIndex, index_alone
from cop_site.search.merge import take_apart
from cop_site.search.patch import patch
from cop_site.search.shards import divide, order_pages

ENGLISH = choose_folding(["en"])
HOME = {"index.md": "---\nname: Us\npurpose: To try.\n---\n"}


def _filters(page: Element) -> dict[str, list[str]]:
    """The values of each filter of the search page, by name."""
    found: dict[str, list[str]] = {}
    for element in page.walk():
        if element.tag == "input" and element.attributes.get("type") == "checkbox":
            found.setdefault(element.attributes["name"], []).append(element.attributes["value"])
    return found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("plain words, café", 0),
        ("沉默", 2),
        ("a 沉 b", 1),
        ("沉默 沉默", 2),
        ("静かな<em>時間</em>", 5),
        ("ｶﾅ", 2),
        ("ประชุม", 6),
        ("𠮷野家", 3),
        ('<a title="沉默">x</a>', 0),
    ],
)
def test_unspaced_text_becomes_words(text: str, count: int) -> None:
    """Each two neighbours become a word, and the last character begins one; each once, and none from a tag's inside."""
    words = make_words(ENGLISH, text)
    assert len(words) == len(set(words)) == count
    assert {len(word) for word in words} <= {14, 9}


def test_halves_of_characters_are_one() -> None:
    """Narrow and wide forms of a character make the same words, and a word does not depend on where it stands."""
    assert make_words(ENGLISH, "ｶﾅ") == make_words(ENGLISH, "カナ")
    assert set(make_words(ENGLISH, "默倾")) & set(make_words(ENGLISH, "沉默倾听"))
    assert make_words(choose_folding(["ja"]), "ﾁｬﾝ・ミン") == make_words(choose_folding(["ja", "de"]), "ちゃんみん")


@pytest.mark.slow
def test_a_filter_needs_a_choice(tmp_path: Path) -> None:
    """What all notes share is no filter; values stand in a useful order, and only those that a note has."""
    notes = {
        **HOME,
        "topics/b.md": "---\ntitle: A topic\nlevel: advanced\n---\nX\n",
        "topics/a.md": "---\ntitle: B topic\nlevel: foundation\n---\nX\n",
        "meetups/2026-01-14-x.md": "---\ntitle: X\ntags: [a]\nspeakers: [lis, hid]\n---\nX\n",
        "meetups/2025-01-14-y.md": "---\ntitle: Y\nlang: en\nspeakers: [lis]\n---\nX\n",
        "members/lis.md": "---\nname: Lis\nlisted: true\n---\nX\n",
        "members/hid.md": "---\nname: Hid\npseudonym: Fox\n---\nX\n",
    }
    page = built(write_notes(set_up(tmp_path), notes)).article("search/")
    assert _filters(page) == {
        "kind": ["topic", "meetup", "member"],
        "topic": ["b", "a"],
        "year": ["2026", "2025"],
        "level": ["foundation", "advanced"],
    }


def test_objectives_are_texts_of_their_own() -> None:
    """What an objective says does not run into the next where a search shows it."""
    note = "---\ntitle: A\nsummary: Say it.\nobjectives: [Wait longer, Ask again]\n---\nX\n"
    (entry,) = search_entries(site_of({"topics/a.md": note}), "en")
    assert entry.lead == ("Say it.", "Wait longer", "Ask again")
    assert "<p>Say it.</p><p>Wait longer</p><p>Ask again</p>" in index._render(entry, "en", ENGLISH)
    (entry,) = search_entries(
        site_of({"topics/a.md": "---\ntitle: 沈黙\nobjectives: [待つ, 聞く。]\n---\n- **話す**\n"}), "ja"
    )
    page = index._render(entry, "ja", ENGLISH)
    assert "<p>待つ。</p><p>聞く。</p>" in page
    assert "<strong>話す。</strong></li>" in page


@pytest.mark.slow
def test_an_empty_community_has_no_filters(tmp_path: Path) -> None:
    """Without notes there is a search page with a field, and it can be built."""
    root = write_notes(set_up(tmp_path), HOME)
    assert build(root).returncode == 0
    assert _filters(built(root).article("search/")) == {}


@pytest.mark.slow
def test_only_what_is_used_is_published(tmp_path: Path) -> None:
    """Of Pagefind's files the site has its program and the index, and none of its looks."""
    root = write_notes(set_up(tmp_path), {**HOME, "about.md": "# About\n\nSomething.\n"})
    names = [name for name in built(root).names if name.startswith("pagefind/")]
    assert "pagefind/pagefind.js" in names
    assert "pagefind/wasm.en.pagefind" in names
    assert [name for name in names if "ui" in name or "worker" in name or "highlight" in name] == []


def test_common_words_are_counted() -> None:
    """What many notes say is told with its share, folded as the browser folds it; markup and rare words are not."""
    bodies = [f"The <b>café</b> [met](x{number}.md)." + (" Often!" if number % 3 else " Rare.") for number in range(60)]
    notes = {f"meetups/2026-01-14-{n}.md": f"---\ntitle: Nº {n}\n---\n{body}\n" for n, body in enumerate(bodies)}
    assert find_common_words(site_of({**HOME, **notes})) == {
        "cafe": 100, "met": 100, "no": 100, "the": 100, "often": 67, "rare": 33,
    }  # fmt: skip


def test_many_notes_are_sampled_evenly() -> None:
    """Of more notes than are looked at, those at equal distances stand for all."""
    notes = {f"practices/{n:04}.md": f"---\ntitle: X\n---\n{'early' if n < 600 else 'late'}\n" for n in range(1_000)}
    assert find_common_words(site_of({**HOME, **notes})) == {"x": 100, "early": 60, "late": 40}


def test_few_notes_have_no_common_words() -> None:
    """With a handful of notes, what all of them say may be just what somebody looks for."""
    notes = {f"practices/{n}.md": "---\ntitle: X\n---\nSilence\n" for n in range(49)}
    assert find_common_words(site_of({**HOME, **notes})) == {}


def _entry(uri: str, body: str = "<p>Text</p>") -> SearchEntry:
    return SearchEntry(uri, "Title", "Meetup", Facets("meetup", (), "", "", (), "", ""), "", "", (), body)


def test_an_edit_changes_one_shard_and_growth_divides_one() -> None:
    """Which shard a note belongs to depends on its address; no shard has more notes than the limit."""
    entries = [_entry(f"meetups/{number}/") for number in range(64)]
    before = {shard.bits: shard for shard in divide(entries, 20)}
    assert sorted(entry.uri for shard in before.values() for entry in shard.entries) == sorted(e.uri for e in entries)
    assert max(len(shard.entries) for shard in before.values()) <= 20
    edited = {shard.bits: shard for shard in divide([*entries[:-1], _entry(entries[-1].uri, "<p>Other</p>")], 20)}
    digests = {bits: shard.digest("en", ENGLISH) for bits, shard in before.items()}
    changed = [bits for bits, digest in digests.items() if digest != edited[bits].digest("en", ENGLISH)]
    assert len(changed) == 1
    largest = max(len(shard.entries) for shard in before.values())
    grown = {shard.bits: shard for shard in divide(entries, largest - 1)}
    assert all(grown[bits] == shard for bits, shard in before.items() if len(shard.entries) < largest)
    assert len(grown) > len(before)


def test_only_changed_shards_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier build kept is the same bytes as what is built anew, and Pagefind runs for what has changed."""
    monkeypatch.setattr(index, "divide", lambda entries: divide(entries, 3))
    runs: list[int] = []
    run = SearchIndex._run

    def count(self: SearchIndex, requests: Iterable[dict[str, Any]]) -> dict[str, bytes]:
        runs.append(1)
        return run(self, requests)

    monkeypatch.setattr(SearchIndex, "_run", count)
    entries = [_entry(f"meetups/{number}/", f"<p>Silence {number}</p>") for number in range(8)]
    store = Store(tmp_path / "project")
    (tmp_path / "project").mkdir()
    SearchIndex(entries, "en", ENGLISH, tmp_path / "one", store).build()
    shards = len(runs)
    assert shards > 2
    SearchIndex(entries, "en", ENGLISH, tmp_path / "two", store).build()
    assert len(runs) == shards
    assert _read(tmp_path / "two") == _read(tmp_path / "one")
    entries[2] = _entry("meetups/2/", "<p>Noise</p>")
    SearchIndex(entries, "en", ENGLISH, tmp_path / "three", store).build()
    assert len(runs) == shards + 1
    SearchIndex(entries, "en", ENGLISH, tmp_path / "fresh").build()
    assert _read(tmp_path / "three") == _read(tmp_path / "fresh")


WORDS = ("a", "and", "cafe", "café", "silence", "sílence", "zebra", "沉默", "circle", "listen", "resume", "résumé")


@pytest.mark.parametrize("seed", range(6))
def test_a_text_that_changed_changes_the_published_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """The index is the one that is built anew, wherever words come and go; what stays is not written."""
    monkeypatch.setattr(index, "divide", lambda entries: divide(entries, 3))
    monkeypatch.setattr(index_format, "_CHUNK", 40)
    random = Random(seed)  # noqa: S311  # nothing is kept secret

    def write() -> str:
        return f"<p>{' '.join(random.choices(WORDS, k=random.randrange(20)))}</p>"

    uris = list(order_pages([f"meetups/{number}/" for number in range(8)], 3))
    before = [_entry(uri, write()) for uri in uris]
    numbers = sorted(random.sample(range(8), 1 + seed % 3))
    after = [_entry(uri, write()) if n in numbers else before[n] for n, uri in enumerate(uris)]
    SearchIndex(before, "en", ENGLISH, tmp_path / "old").build()
    SearchIndex(after, "en", ENGLISH, tmp_path / "fresh").build()
    old, fresh = _read(tmp_path / "old"), _read(tmp_path / "fresh")
    alone = [index_alone([pages[number] for number in numbers], "en", ENGLISH) for pages in (before, after)]
    links = {name: name for name in old}
    made = patch(tmp_path / "old", dict(links), numbers, *alone)
    assert made
    assert made.files | {name: old[was] for name, was in made.links.items()} == fresh
    assert made.files.keys() & made.links.keys() == set()
    assert "pagefind.js" in made.links


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (0, {"facets": Facets("meetup", (), "", "advanced", (), "", "")}),
        (1, {"body": "<p>More</p>"}),
        (5, {"body": "<p>More</p>"}),
        (0, {"title": "?", "body": "<p>?</p>"}),
    ],
)
def test_what_is_not_expected_changes_no_published_index(tmp_path: Path, number: int, changes: dict[str, Any]) -> None:
    """Where a filter has changed, a page is another one, or Pagefind leaves it out, the index is built anew."""
    pages = [_entry("meetups/1/"), _entry("meetups/2/")]
    SearchIndex(pages, "en", ENGLISH, tmp_path).build()
    alone = [index_alone([one], "en", ENGLISH) for one in (pages[0], replace(pages[0], **changes))]
    assert patch(tmp_path, {name: name for name in _read(tmp_path)}, [number], *alone) is None


def _read(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain words, café", []),
        ("Łukasz &amp; <b>Søren</b> Großmann", ["lukasz", "soren", "grossmann"]),
        ("C#, C++ and F#.", ["zqscqsharp", "zqsfqsharp", "zqscqplus"]),
        ("We use R. Plan B, too", ["zqsrqone", "zqsbqone"]),
        ('<a title="ß">x</a> #tag a-R e.g. U.S.', []),
        ("the community’s café-goers, don’t", []),
        ("2025–2026 word—word “café”", ["2025", "2026", "word"]),
        ("O’Brien, l’assurance, dell’arte", ["brien", "assurance", "arte"]),
        ("充電にUSBを", ["usb"]),
        ("ﬁne m²", ["fine", "m2"]),
    ],
)
def test_words_are_spelt_as_readers_type_them(text: str, words: list[str]) -> None:
    """Letters that are on few keyboards, and letters that are a word, become words that the search knows."""
    assert sorted(ENGLISH.spell_out(text)) == sorted(words)


def test_a_note_without_a_word_is_found_by_its_title() -> None:
    """Pagefind leaves out a page without text, such as that of a picture alone."""
    made, _ = take_apart(index_alone([_entry("practices/a/", '<p><img src="a.png" alt=""></p>')], "en", ENGLISH))
    assert made.size == 1
