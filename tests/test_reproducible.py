"""The same notes give the same bytes, and a site can be verified."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import cbor2
import pytest
from sites import COP, set_up, write_notes

from cop_site.engines.verify import find_differences, read_day
from cop_site.search.merge import merge, take_apart

NOTES = {
    "index.md": "---\nname: Us\npurpose: To learn.\nmeetups: {every: 2 weeks}\n---\nWelcome.\n",
    "topics/alpha.md": "---\ntitle: Alpha\nlevel: foundation\n---\nThe first.\n",
    "topics/beta.md": "---\ntitle: Beta\nlevel: advanced\nrequires: [alpha]\n---\nThe second, café and cafe.\n",
    "topics/gamma.md": "---\ntitle: Gamma\nlevel: practitioner\n---\nThe third.\n",
    "meetups/2026-01-14-one.md": "---\ntitle: One\ndate: 2026-01-14\ntags: [alpha, beta]\nspeakers: [ana]\n---\nHi.\n",
    "meetups/2026-02-11-two.md": "---\ntitle: Two\ndate: 2026-02-11\ntags: [beta]\nspeakers: [ben]\n---\nText.\n",
    "meetups/2026-03-11-next.md": "---\ntitle: Next\ndate: 2026-03-11\ntags: [gamma]\n---\nText.\n",
    "members/ana.md": "---\nname: Ana\nlisted: true\nwants: [gamma]\n---\n",
    "members/ben.md": "---\nname: Ben\nlisted: true\n---\n",
    "practices/round.md": "---\ntitle: Round\ntags: [alpha]\nauthors: [ana]\n---\nGo round.\n",
}


def _run(root: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COP, "build", *arguments],
        cwd=root,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_same_notes_give_the_same_bytes(tmp_path: Path) -> None:
    """Neither the path, the order of files on the disk, the hash seed, the time zone nor today shows in a site."""
    one = write_notes(set_up(tmp_path / "one", "as_of = 2026-03-01"), NOTES)
    other = write_notes(tmp_path / "else" / "where", dict(reversed(NOTES.items())))
    done = _run(one, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stdout + done.stderr
    site = one / "site"
    index = [file for file in (site / "pagefind").rglob("*") if file.is_file()]
    assert len([file for file in index if file.suffix == ".pf_filter"]) >= 4

    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    verify = ("--verify", os.path.relpath(site, other))
    done = _run(other, *verify, PYTHONHASHSEED="2", TZ="America/Lima")
    assert done.returncode == 0, done.stderr
    assert "is what the notes give, byte for byte" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    assert [path.name for path in other.iterdir()] == ["content"]

    with (site / "topics" / "index.html").open("a", encoding="utf-8") as page:
        page.write("<script>alert(1)</script>")
    (site / "added.html").touch()
    done = _run(other, *verify)
    assert done.returncode == 1
    assert "added.html: does not come from the notes\ncop: topics/index.html: differs\n" in done.stderr


def test_every_difference_of_two_sites_is_found(tmp_path: Path) -> None:
    """A file that is changed, missing, added, a folder or a link counts; the repository that it is kept in does not."""
    for name in ("ours", "theirs"):
        for file in ("same.html", "changed.html", "gone/index.html", "kind.html", "linked.html", "folder/index.html"):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text("text", "utf-8")
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    (theirs / "changed.html").write_text("texT", "utf-8")
    (theirs / "gone" / "index.html").unlink()
    (theirs / "kind.html").unlink()
    (theirs / "kind.html").mkdir()
    (theirs / ".htaccess").touch()
    (theirs / "link").symlink_to(tmp_path / "nowhere")
    (theirs / "linked.html").rename(tmp_path / "elsewhere.html")
    (theirs / "linked.html").symlink_to(tmp_path / "elsewhere.html")
    (theirs / "folder").rename(tmp_path / "folder")
    (theirs / "folder").symlink_to(tmp_path / "folder")
    (theirs / "empty").mkdir()
    (theirs / ".git").mkdir()
    (theirs / ".git" / "config").touch()
    assert list(find_differences(theirs, ours)) == [
        ".htaccess: does not come from the notes",
        "changed.html: differs",
        "empty: does not come from the notes",
        "folder: does not come from the notes",
        "folder/index.html: missing",
        "gone/index.html: missing",
        "kind.html: differs",
        "link: does not come from the notes",
        "linked.html: differs",
    ]
    assert list(find_differences(ours, ours)) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"as_of": 3}', '{"as_of": "soon"}', "[" * 100_000, "\xff"])
def test_a_site_that_names_no_day_is_built_for_today(tmp_path: Path, text: str) -> None:
    """Whatever stands in the file of a site that somebody has changed, it is read without an error."""
    (tmp_path / "community.json").write_text(text, "latin-1")
    assert read_day(tmp_path) is None


def _pack(value: object) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps(value))


def _unpack(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))


def _make_index(filters: Sequence[str], values: Sequence[str], words: Mapping[str, list[int]]) -> dict[str, bytes]:
    """Return the files of an index that Pagefind could have written: of three pages and its filler, in this order."""
    hashes = {name: f"en_{number}{len(name)}" for number, name in enumerate(filters)}
    pages = [[f"en_{number}", 10] for number in range(4)]
    meta = ["1.5.2", pages, [["a", "z", "en_2"]], [[name, hashes[name]] for name in filters], [], ["title"]]
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_m", "wasm": "en", "page_count": 4}}}
    chunk = [[[word, [[one, [1], []] for one in distances], []] for word, distances in words.items()]]
    files = {"pagefind.en_m.pf_meta": _pack(meta), "pagefind-entry.json": json.dumps(entry).encode()}
    for name in filters:
        files[f"filter/{hashes[name]}.pf_filter"] = _pack([name, [[value, [0, 2]] for value in values]])
    files |= {f"fragment/en_{number}.pf_fragment": f"{number} {[*words]}".encode() for number in range(4)}
    return files | {"index/en_2.pf_index": _pack(chunk), "pagefind.js": b"js", "wasm.en.pagefind": b"wasm"}


def test_the_index_does_not_depend_on_the_order_in_which_it_was_made() -> None:
    """All orders of filters and values give the same files, which name each other."""
    made = [
        dict(merge([take_apart(_make_index(filters, values, {"a": [1]}))[0]]))
        for filters in permutations(("kind", "topic", "month"))
        for values in permutations("abc")
    ]
    assert all(files == made[0] for files in made)
    entry = json.loads(made[0]["pagefind-entry.json"])
    meta = _unpack(made[0][f"pagefind.{entry['languages']['en']['hash']}.pf_meta"])
    assert [name for name, _ in meta[3]] == ["kind", "month", "topic"]
    assert {f"filter/{name}.pf_filter" for _, name in meta[3]} == {name for name in made[0] if "filter/" in name}


def test_shards_become_one_index() -> None:
    """A word has the pages of all shards, counted on from one to the next, and each page has a file of its own."""
    first, stays = take_apart(_make_index(["kind"], "a", {"and": [0, 2], "cafe": [1], "zqhome": [3]}))
    second, _ = take_apart(_make_index(["kind", "topic"], "ab", {"and": [1, 1], "dance": [2]}))
    assert set(stays) == {
        *(f"fragment/{first.name}-{number}.pf_fragment" for number in range(3)),
        "pagefind.js",
        "wasm.en.pagefind",
    }
    files = dict(merge([first, second]))
    entry = json.loads(files["pagefind-entry.json"])
    meta = _unpack(files[f"pagefind.{entry['languages']['en']['hash']}.pf_meta"])
    assert [name for name, _ in meta[1]] == [f"{part.name}-{number}" for part in (first, second) for number in range(3)]
    assert first.name != second.name
    [[start, end, chunk]] = meta[2]
    assert (start, end) == ("and", "dance")
    [words] = _unpack(files[f"index/{chunk}.pf_index"])
    assert {word: [page for page, *_ in pages] for word, pages, _ in words} == {
        "and": [0, 2, 2, 1],
        "cafe": [1],
        "dance": [5],
    }
    kinds, topics = (_unpack(files[f"filter/{digest}.pf_filter"]) for _, digest in meta[3])
    assert kinds == ["kind", [["a", [0, 2, 3, 5]], ["b", [3, 5]]]]
    assert topics == ["topic", [["a", [3, 5]], ["b", [3, 5]]]]
