"""What a note in a language of its own is shown with, and what readers of a translation are told of its original."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from communities import AS_OF, site_of
from sites import write_notes

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Data
from cop_site.insight.translations import compare_outlines, read_sections
from cop_site.pages.bodies import Bodies
from cop_site.pages.page import Page
from cop_site.pages.surface import digest_surfaces
from cop_site.project.open import read_project
from cop_site.project.project import Project
from cop_site.rules.cop502_translation_is_current import check

URL = "https://example.org/garden/"
TITLE = "USB-C شحن"
NOTES = {
    "index.md": "---\nname: Us\npurpose: P.\n---\n",
    "meetups/2026-10-10-a.md": f"---\ntitle: {TITLE}\nlang: ar\nlocation: المكتبة\nsummary: ملخص.\nspeakers: [رؤى]\n"
    "tags: [شاي]\n---\n## القرارات\n\n- نغلق الباب.\n\n## أسئلة\n\n- متى؟\n",
    "practices/b.md": "---\ntitle: Guten Tag\nlang: de\n---\nText.\n\n## Eins\n\n- [x] Zwei\n",
    "practices/c.md": "---\ntitle: Good day\nspeakers: []\ntranslation_of: practices/b\n---\nText.\n",
    "practices/d.md": "---\ntitle: 'Tag, die Herren'\nlang: de\ntranslation_of: practices/b\n---\nText.\n",
}
GUIDE = "resources/guide.md"
GUIDE_TEXT = "---\ntitle: Guide\n---\nIntro.\n\n## Tools\n\nA saw.\n\n## Old\n\nGone.\n\n## Same\n\nStays.\n"
CHANGED = (
    GUIDE_TEXT.replace("saw", "knife").replace("## Old\n\nGone.", "## New <i>\n\nHere.").replace("Intro", "Before")
)
TRANSLATION = "resources/leitfaden.md"
TRANSLATED = "---\ntitle: Leitfaden\nlang: de\ntranslation_of: resources/guide\n---\nText.\n"
TOLD = "The original has changed since this translation: Guide (changed), Tools (changed), New (new), Old (removed)."


@pytest.fixture(scope="module")
def outputs() -> Mapping[str, str]:
    """The HTML or the text at each address."""
    routes = find_routes(replace(site_of(NOTES), url=URL), Path(), "en")
    made = {uri: make() for uri, make in routes.items() if not uri.startswith("assets/")}
    pages = {uri: page.head + page.html for uri, page in made.items() if isinstance(page, Page)}
    return pages | {uri: data.text for uri, data in made.items() if isinstance(data, Data)}


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("meetups/2026-10-10-a/", f'<h1><span lang="ar" dir="rtl">{TITLE}</span></h1>'),
        ("meetups/2026-10-10-a/", '<span lang="ar" dir="rtl">المكتبة</span>'),
        ("meetups/2026-10-10-a/", '<div lang="ar" dir="rtl"><h2'),
        ("meetups/2026-10-10-a/", '<bdi dir="rtl">رؤى</bdi>'),
        ("meetups/2026-10-10-a/", 'lang="ar" dir="rtl">شاي</a>'),
        ("meetups/", f'lang="ar" dir="rtl">{TITLE}</a>'),
        ("meetups/", '<p class="cop-card__line" lang="ar" dir="rtl">ملخص.</p>'),
        ("log/", '<span lang="ar" dir="rtl">نغلق الباب.</span>'),
        ("questions/", '<span lang="ar" dir="rtl">متى؟</span>'),
        ("practices/b/", 'href="../../practices/c/" hreflang="en" lang="en" dir="ltr">English</a>'),
        ("practices/b/", 'lang="de" dir="ltr">Tag, die Herren</a>'),
        ("practices/b/", 'aria-label="Link zu „Eins“"'),
        ("practices/b/", 'aria-label="Erledigt"'),
        ("practices/c/", 'href="../../practices/b/" hreflang="de" lang="de" dir="ltr">Deutsch</a>'),
        ("practices/b/", f'<link rel="alternate " hreflang="de" href="{URL}practices/b/">'),
        ("practices/b/", f'<link rel="alternate " hreflang="en" href="{URL}practices/c/">'),
        ("meetups/2026-10-10-a/index.html.md", "- Language: \u2067العربية\u2069\n"),
        ("meetups.ics", f"SUMMARY;LANGUAGE=ar:{TITLE}"),
        ("meetups.ics", "LOCATION;LANGUAGE=ar:المكتبة"),
    ],
    ids=count(),
)
def test_what_is_shown_of_a_note_is_in_its_language_and_direction(
    outputs: Mapping[str, str], uri: str, text: str
) -> None:
    """A title that begins with letters of the other direction does not depend on them; a name does."""
    assert text in outputs[uri]


@pytest.mark.parametrize(("language", "label"), [("nl", "Lien vers"), ("de", "Link zu"), ("en-GB", "Link to")])
def test_labels_in_a_text_are_in_its_language_or_that_of_the_site(language: str, label: str) -> None:
    """A language that the interface is not in has those of the community's language."""
    site = site_of({"index.md": NOTES["index.md"], "practices/b.md": f"---\ntitle: T\nlang: {language}\n---\n## Een\n"})
    bodies = Bodies(replace(site.community, language="fr"))
    assert f'aria-label="{label}' in bodies.html_of(site.community.by_key["practices/b"])


def test_feeds_say_the_language_of_each_entry(outputs: Mapping[str, str]) -> None:
    """Its text is in an element with its direction, since feed readers show it in their own."""
    (entry,) = json.loads(outputs["feeds/meetups/feed.json"])["items"]
    assert (entry["language"], entry["content_html"][:26]) == ("ar", '<div lang="ar" dir="rtl"><')
    assert 'xml:lang="ar"' in outputs["feeds/meetups/atom.xml"]


def test_a_site_in_one_language_says_it_once() -> None:
    """What is in the language of the site has no attributes."""
    plain = {name: text.replace("lang: ar\n", "").replace("lang: de\n", "") for name, text in NOTES.items()}
    page = find_routes(site_of(plain), Path(), "en")["meetups/2026-10-10-a/"]()
    assert isinstance(page, Page)
    assert not re.search(r" (?:lang|hreflang)=", page.html)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("", "", []),
        ("A\n\n## B\n\nc\n", "A\n\n\n##  B\nc\n", []),
        ("A\n", "A2\n", [("changed", "")]),
        ("## B\n\n## B\n\nc\n", "## B\n\n## B\n\nd\n", [("changed", "B")]),
        ("## B\n\nc\n", "## C\n\nc\n", [("added", "C"), ("removed", "B")]),
        ("## B\n\nc\n", "## B\n\n### D\n\nc\n", [("changed", "B"), ("added", "D")]),
        ("## B\n\nc\n", "## B\n\nc <!-- no --> %%no%%\n", []),
        ("```\n## B\n```\n", "```\n## C\n```\n", [("changed", "")]),
    ],
)
def test_outlines_are_compared_by_their_sections(before: str, after: str, changes: list[tuple[str, str]]) -> None:
    """White space and remarks change nothing; a heading that is there twice is two sections."""
    first, second = (site_of({"pages/a.md": f"---\ntitle: A\n---\n{text}"}) for text in (before, after))
    outlines = (read_sections(site.community.by_key["pages/a"].source) for site in (first, second))
    assert list(compare_outlines(*outlines)) == changes


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def _commit(root: Path, notes: Mapping[str, str]) -> None:
    write_notes(root, notes)
    _git(root.parent, "add", "-A")
    _git(root.parent, "commit", "-qm", "Change")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with an original that was changed after its translation."""
    _git(tmp_path, "init", "-q")
    root = tmp_path / "site of ours"
    _commit(root, {"index.md": NOTES["index.md"], GUIDE: GUIDE_TEXT})
    _commit(root, {TRANSLATION: TRANSLATED})
    _commit(root, {GUIDE: CHANGED})
    return root


def _told(project: Project, uri: str = "resources/leitfaden/") -> tuple[str, list[str]]:
    """What the page of the translation tells of its original, without elements, and what the check does."""
    page = find_routes(project.site_in("en"), project.root, "en")[uri]()
    assert isinstance(page, Page)
    plain = " ".join(re.sub("<[^>]*>", "", page.html).split())
    sentence = re.search(r"(?:The o|Das O)riginal [^.]*\.", plain.replace("&lt;i&gt;", "<i>"))
    return sentence[0] if sentence else "", [problem.message for problem in check(project._context)]


def _read(root: Path) -> Project:
    return read_project(root, AS_OF)


def test_a_translation_tells_what_its_original_has_changed_since(root: Path) -> None:
    """In one sentence, on its page and in the check, until it is changed itself, whether that is committed or not."""
    assert _told(_read(root)) == (TOLD, [TOLD.removesuffix(".")])
    write_notes(root, {TRANSLATION: f"{TRANSLATED}Neu.\n"})
    assert _told(_read(root)) == ("", [])
    _commit(root, {})
    assert _told(_read(root)) == ("", [])
    write_notes(root, {GUIDE: GUIDE_TEXT})
    assert "Tools (changed)" in _told(_read(root))[0]


def test_a_version_of_a_page_tells_the_same(root: Path) -> None:
    """Where a site has both languages, the translation is the page in its language, and the original tells nothing."""
    (root / "pyproject.toml").write_text('[tool.cop]\nlanguages = ["en", "de"]\n', "utf-8")
    told = "Das Original hat sich seit dieser Übersetzung geändert: Guide (geändert), Tools (geändert), "
    page, rule = _told(_read(root), "de/resources/guide/")
    assert (page, rule) == (f"{told}New (neu) und Old (entfernt).", [TOLD.removesuffix(".")])
    assert _told(_read(root), "resources/guide/")[0] == ""


def test_an_edit_of_an_original_changes_what_others_show() -> None:
    """A build makes the page of its translation anew; other notes may change their text alone."""

    def digest(notes: Mapping[str, str]) -> str:
        site = site_of(notes)
        return digest_surfaces([site.community.by_key["resources/guide"]], site)[f"content/{GUIDE}"]

    both = {GUIDE: GUIDE_TEXT, TRANSLATION: TRANSLATED}
    edited = GUIDE_TEXT.replace("saw", "knife")
    assert digest(both) != digest({**both, GUIDE: edited})
    assert digest({GUIDE: GUIDE_TEXT}) == digest({GUIDE: edited})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("resources/guide", "draft: true"),
        ("members/zuqel", "listed: false"),
        ("testimonials/2026-01-02-a", "author: x"),
    ],
    ids=["draft", "unlisted", "no consent"],
)
def test_nothing_is_told_of_an_original_that_is_not_shown(root: Path, name: str, fields: str) -> None:
    """Neither what it says nor that there is one, whatever its history or its dates say."""
    title = "name" if name.startswith("members") else "title"
    original = f"---\n{title}: Zuqel\n{fields}\nupdated: 2026-11-01\n---\nBefore.\n"
    translated = TRANSLATED.replace("resources/guide", name).replace("lang", "created: 2026-01-01\nlang")
    _commit(root, {f"{name}.md": original, TRANSLATION: translated})
    _commit(root, {f"{name}.md": original.replace("Before", "After")})
    project = _read(root)
    page = find_routes(project.site_in("en"), root, "en")["resources/leitfaden/"]()
    assert isinstance(page, Page)
    assert _told(project) == ("", [])
    assert not re.search("Also in|Zuqel", page.html)


def test_a_heading_that_names_somebody_hidden_is_not_repeated(root: Path) -> None:
    """Not even one that only the history has."""
    hidden = "---\nname: Zuqel Wyxov\n---\n"
    _commit(root, {GUIDE: GUIDE_TEXT.replace("Old", "By Zuqel Wyxov"), TRANSLATION: f"{TRANSLATED}Neu.\n"})
    _commit(root, {GUIDE: GUIDE_TEXT.replace("Old", "Young"), "members/zuqel-wyxov.md": hidden})
    assert _told(_read(root))[0] == ("The original has changed since this translation: Young (new), Guide (removed).")


def test_where_the_history_is_not_known_the_dates_decide(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A part of the history knows nothing of what was before; without dates, nothing is claimed."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    _git(elsewhere, "clone", "-q", "--depth", "1", root.parent.as_uri(), str(elsewhere / "shallow"))
    copy = elsewhere / "shallow" / root.name
    assert _told(_read(copy)) == ("", [])
    dated = {
        GUIDE: CHANGED.replace("title", "updated: 2026-05-01\ntitle", 1),
        TRANSLATION: TRANSLATED.replace("title", "updated: 2026-04-01\ntitle", 1),
    }
    write_notes(copy, dated)
    (elsewhere / "shallow" / ".git").rename(elsewhere / "git")
    told = "The original was changed on {}, after this translation."
    page, (rule,) = _told(_read(copy))
    assert (page, rule) == (told.format("1 May 2026"), told.format("2026-05-01") + " What changed is not known")
