"""Names that a language, a sign or an emoji tells apart are other names, on pages, in files and in figures."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from sites import built, cop, set_up, write_notes

from cop_site.model.kinds import slugify
from cop_site.model.spelling.fold import choose_fold, fold
from cop_site.project.site_file import find_language
from cop_site.wording.marks import MARKS

CHARTER = {"index.md": "---\nname: A\npurpose: P.\n---\n"}
SIGNS = ["C", "C++", "C#", "F#", "🎉", "🚀", "+1", "???"]


def _held(root: Path) -> dict[str, list[str]]:
    topics = json.loads(cop(root, "stats", "--format", "json").stdout)["topics"]
    return {topic["slug"]: topic["held"] for topic in topics}


@pytest.mark.parametrize("key", [fold, slugify])
def test_signs_of_a_word_tell_it_from_others(key: Callable[[str], str]) -> None:
    """`C`, `C++`, `C#` and `C+` have keys and file names of their own; a sign between two words only parts them."""
    assert len({key(name) for name in ("C", "C++", "C#", "C+")}) == 4
    assert key("food+drink") == key("food drink")


@pytest.mark.parametrize("key", [fold, slugify])
def test_vowels_and_tones_that_are_marks_tell_words_apart(key: Callable[[str], str]) -> None:
    """Words of Hindi and Thai stay whole, and others than those with other vowels; an accent may be a mark, too."""
    names = ("काली", "कला", "ปลา", "ปลี", "หมู่", "หมู")
    assert len({key(name) for name in names}) == len(names)
    assert key("शिक्षा ใจดี") == "शिक्षा-ใจดี"
    assert key("re\u0301sume\u0301") == key("résumé")


def test_every_mark_belongs_to_a_word() -> None:
    """Of the scripts in daily use; and nothing else is taken for a part of one."""
    found = [chr(code) for code in range(0x20000) if re.fullmatch(f"[{MARKS}]", chr(code))]
    assert {unicodedata.category(sign)[0] for sign in found if not sign.isalnum()} <= {"M", "C"}
    marks = {chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M"}
    assert marks <= {*found}


def test_signs_and_emoji_alone_have_keys() -> None:
    """No two tags of signs are the same for want of a letter."""
    assert len({fold(tag) for tag in SIGNS}) == len(SIGNS)
    assert fold(" ") == ""


@pytest.mark.slow
def test_tags_of_signs_have_sections_of_their_own(tmp_path: Path) -> None:
    """Each has a section on the page of tags with its own id, its own entry in the coverage, and links that arrive."""
    notes = {f"n{n}.md": f"---\ntitle: Note {n}\ntags: ['{tag}']\n---\n" for n, tag in enumerate(SIGNS)}
    root = write_notes(set_up(tmp_path), CHARTER | notes | {"topics/x.md": "---\ntitle: X\n---\n"})
    built(root)
    page = (root / "site/tags/index.html").read_text("utf-8")
    ids = re.findall(r'id="(tag-[^"]*)"', page)
    assert len(set(ids)) == len(ids) == len(SIGNS)
    coverage = (root / "site/coverage/index.html").read_text("utf-8")
    assert all(f"<code>{escape(tag)}</code>" in coverage or f">{escape(tag)}<" in coverage for tag in SIGNS)
    assert "tags/#tag-c%23" in (root / "site/n2/index.html").read_text("utf-8")


def test_a_topic_with_a_sign_gets_a_file_of_its_own(tmp_path: Path) -> None:
    """`cop new topic` writes three files for three languages; a name of signs alone is refused with the reason."""
    root = write_notes(set_up(tmp_path), CHARTER)
    for title in ("C", "C++", "C#"):
        assert cop(root, "new", "topic", title).exit_code == 0
    assert sorted(file.name for file in (root / "content/topics").iterdir()) == ["c.md", "cplusplus.md", "csharp.md"]
    refused = cop(root, "new", "topic", "🎉")
    assert refused.exit_code != 0
    assert "has no letters or digits" in refused.output


@pytest.mark.parametrize(
    ("site_file", "language"),
    [
        ("", "en"),
        ("site_name: A\n", "en"),
        ("theme: material\n", "en"),
        ("theme:\n  name: material\n  language: de\n", "de"),
        ("theme: {name: material, language: 'pt-BR'}\nextra: !ENV [X, y]\nhook: !!python/name:a.b\n", "pt-BR"),
        ("theme: [\n", "en"),
    ],
    ids=["no file", "no theme", "a name alone", "a block", "tags of MkDocs", "no YAML"],
)
def test_the_language_is_that_of_the_theme(site_file: str, language: str) -> None:
    """It is read without MkDocs, whatever tags the file has; where it is not set or not YAML, it is English."""
    assert find_language(site_file) == language


def test_only_english_plurals_are_folded() -> None:
    """An English plural is its singular; in other languages an `s` makes another word."""
    assert choose_fold("en-GB")("Meetups") == choose_fold("en")("meetup")
    assert choose_fold("de")("Kurs") != choose_fold("de")("Kur")
    assert choose_fold("de-AT")("KUR_plan") == choose_fold("de")("kur-plan")


@pytest.mark.parametrize("where", ["theme", "charter"])
def test_two_german_words_stay_two(tmp_path: Path, where: str) -> None:
    """Topics, tags and wishes named `Kur` and `Kurs` stay apart on a German site, and are one on an English one."""
    notes = {
        "topics/kur.md": "---\ntitle: Kur\n---\n",
        "topics/kurs.md": "---\ntitle: Kurs\n---\n",
        "meetups/2026-01-07-a.md": "---\ntitle: A\ntags: [Kurs, Bus]\n---\n",
        "meetups/2026-01-14-b.md": "---\ntitle: B\ntags: [KUR, Bu]\n---\n",
    }
    root = write_notes(set_up(tmp_path), CHARTER | notes)
    assert "COP208" in cop(root, "check").output
    if where == "theme":
        (root / "mkdocs.yml").write_text("theme:\n  name: material\n  language: de\n", "utf-8")
    else:
        write_notes(root, {"index.md": "---\nname: A\npurpose: P.\nlang: de\n---\n"})
    assert "COP208" not in cop(root, "check").output
    assert _held(root) == {"kur": ["2026-01-14-b"], "kurs": ["2026-01-07-a"]}
