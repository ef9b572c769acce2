"""A site in two languages: the same pages in both, and each note in the reader's where it has a version in that."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bilingual import NOTES, SETTINGS, write_bilingual
from sharing import make_once
from sites import Element, Site, build, cop, set_up, write_notes
from test_hidden import read_all
from test_last_build import read

from cop_site.compiler.languages import READER, ROOT, adapt_script
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.live import LiveSite
from cop_site.engines.publish import MARKER
from cop_site.model.kinds import Kind
from cop_site.model.versions import find_language
from cop_site.pages.bodies import leave_folder
from cop_site.project.open import open_project, read_project
from cop_site.project.ours import TEMPLATES
from cop_site.wording.catalogue import load_wording

DAY = date(2026, 3, 1)
FRENCH = load_wording("fr")
HAS_CATALOGUE = FRENCH.language == "fr"
OURS, THEIRS = ("", "en") if HAS_CATALOGUE else ("fr", "")
"""How French and English titles are marked on French pages, whose interface is English without a catalogue."""
ATTRIBUTES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


@pytest.fixture(scope="module")
def site(shared: Path) -> Site:
    """The site of a community in English and French."""

    def make(folder: Path) -> None:
        done = build(write_bilingual(folder))
        assert done.returncode == 0, done.stdout + done.stderr

    return Site(make_once(shared / "bilingual", make) / "site")


def _links(page: Element) -> dict[str, str]:
    """Return the addresses of the page in the other languages by their language: those that readers see."""
    (switch,) = (element for element in page.walk() if "cop-languages" in element.classes)
    return {link.attributes["hreflang"]: link.attributes["href"] for link in switch.walk() if link.tag == "a"}


def _titles(page: Element) -> set[tuple[str, str]]:
    """Return the text and the language of each link in an article."""
    links = [element for element in page.walk() if element.tag == "a"]
    marked = ([one.attributes["lang"] for one in link.walk() if "lang" in one.attributes] for link in links)
    return {(link.text.strip(), "".join(found[:1])) for link, found in zip(links, marked, strict=True)}


@pytest.mark.slow
def test_each_page_is_there_in_both_languages(site: Site) -> None:
    """Below `fr/` are the same pages as at the root, each with a link to the other, which works without a script."""
    pages = {name for name in site.names if name.endswith("/index.html") or name == "index.html"}
    english = {name for name in pages if "cop-languages" in site.read(name) and not name.startswith("fr/")}
    assert {f"fr/{name}" for name in english} == {name for name in pages if name.startswith("fr/")}
    assert len(english) > 20
    for name in english:
        there = urljoin(f"/{name}", _links(site.trees[name])["fr"])
        assert there == f"/fr/{name}".removesuffix("index.html")
        back = urljoin(there, _links(site.trees[f"fr/{name}"])["en"])
        assert back == f"/{name}".removesuffix("index.html")
    assert 'lang="fr"' in site.read("fr/index.html").partition("<head>")[0]


@pytest.mark.slow
def test_every_link_leads_to_a_page_or_a_file(site: Site) -> None:
    """Files are at the root only, pages and scripts in the folder of their language, and no link leads out of that."""
    for name, tree in site.trees.items():
        for element in tree.walk():
            address = element.attributes.get(ATTRIBUTES.get(element.tag, ""), "")
            if not address or re.match(r"https?:|mailto:|data:|#|webcal:", address):
                continue
            path = unquote(urldefrag(urljoin(f"/{name}", address.partition("?")[0]))[0]).lstrip("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            assert path in site.names, (name, address)
            if name.startswith("fr/") and path.endswith("index.html"):
                assert path.startswith("fr/") or "hreflang" in element.attributes, (name, address)
    assert {PurePosixPath(name).suffix for name in site.names if name.startswith("fr/")} == {".html", ".json", ".js"}


@pytest.mark.slow
def test_a_version_stands_in_the_place_of_its_original(site: Site) -> None:
    """Titles, texts and lists are in the reader's language; what nobody translated is marked with its own."""
    french, english = site.article("fr/meetups/"), site.article("meetups/")
    assert {("Écouter ensemble", OURS), ("La ronde", OURS)} <= _titles(french)
    assert {("Listening", ""), ("La ronde", "fr")} <= _titles(english)
    assert "Listening" not in french.text
    assert "Écouter" not in english.text
    assert "Attendez avant de parler" in site.article("fr/topics/silence/").text
    assert "Savoir attendre" in site.article("fr/topics/silence/").text
    assert {("Noise", THEIRS), ("Le silence", OURS)} <= _titles(site.article("fr/topics/"))
    assert "Cela commence ici." in site.article("fr/paths/first/").text
    assert "All on a page" in site.article("resources/fiche/").text
    assert "Tout sur une page" in site.article("fr/resources/fiche/").text
    for page, own in (("fr/", OURS), ("fr/start/", OURS), ("", ""), ("start/", "")):
        purpose = next(part for part in site.article(page).walk() if "cop-purpose" in part.classes)
        assert purpose.text == ("Nous apprenons à écouter." if page.startswith("fr/") else "We learn to listen.")
        assert "".join(part.attributes.get("lang", "") for part in purpose.walk()) == own
    assert "Un temps de silence." in site.read("fr/practices/check-in/index.html")
    assert "A time of silence." in site.read("practices/check-in/index.html")


@pytest.mark.slow
def test_a_pair_is_one_note_in_all_figures(site: Site) -> None:
    """Coverage, counts, the log, feeds and calendars have each meetup once, and say the same in both languages."""
    notes = [(note["kind"], note["title"]) for note in json.loads(site.read("notes.json"))["notes"]]
    assert [title for kind, title in notes if kind == "meetup"] == ["Listening", "La ronde"]
    topics = {topic["slug"]: topic["meetups"] for topic in json.loads(site.read("community.json"))["topics"]}
    assert topics == {"silence": 2, "noise": 0}
    assert site.read("meetups.ics").count("BEGIN:VEVENT") == 2
    for log in ("log/", "fr/log/"):
        assert site.article(log).text.count("a minute of rest") == 1
        assert "minute de repos" not in site.article(log).text
    numbers = [re.findall(r"\d+", site.article(f"{folder}coverage/").text) for folder in ("", "fr/")]
    assert numbers[0] == numbers[1]


@pytest.mark.slow
def test_the_address_of_a_translation_leads_to_the_page_in_its_language(site: Site) -> None:
    """Links from elsewhere to a note that became a version go on working."""
    assert 'url=../../fr/topics/silence/"' in site.read("topics/le-silence/index.html")
    assert 'url=../../resources/fiche/"' in site.read("resources/sheet/index.html")
    assert not (site.folder / "fr" / "topics" / "le-silence").exists()


@pytest.mark.slow
def test_programs_find_the_other_language(site: Site) -> None:
    """The head of a page and the site map name it in each language, and the one for all other readers."""
    root = "https://example.org/rooms/"
    named = {"en": f"{root}topics/silence/", "fr": f"{root}fr/topics/silence/", "x-default": f"{root}topics/silence/"}
    for name in ("topics/silence/", "fr/topics/silence/"):
        links = [element.attributes for element in site.tree(name).walk() if element.tag == "link"]
        assert {link["hreflang"]: link["href"] for link in links if "hreflang" in link} == named
        (canonical,) = (link["href"] for link in links if link["rel"] == "canonical")
        assert canonical == f"{root}{name}"
    entries = site.read("sitemap.xml").split("<url>")[1:]
    assert len(entries) == len({entry.partition("</loc>")[0] for entry in entries})
    for entry in entries:
        assert set(re.findall(r'hreflang="([^"]+)"', entry)) == {"en", "fr", "x-default"}, entry


@pytest.mark.slow
def test_who_is_lost_finds_the_home_page_in_the_other_language(site: Site) -> None:
    """Hosts show one page at every address that leads nowhere, also below the folder of a language."""
    links = [link.attributes for link in site.trees["404.html"].walk() if "hreflang" in link.attributes]
    assert [(link["href"], link["lang"]) for link in links] == [("https://example.org/rooms/fr/", "fr")]


@pytest.mark.slow
def test_nobody_who_is_not_listed_is_named_in_either(site: Site) -> None:
    """What is hidden in one language is hidden in all, in every file."""
    assert [name for name, content in read(site.folder).items() if b"Zoe" in content or b"Marr" in content] == []
    assert [name for name, content in read(site.folder).items() if b"nadia" in content] == []
    assert "avec" in site.article("fr/meetups/2026-01-14-listening/").text


@pytest.mark.slow
def test_the_search_has_each_version_at_the_address_of_the_note(site: Site) -> None:
    """For readers of its language; a note that nobody translated is there once, for all."""
    found = [json.loads(one.removeprefix("pagefind_dcd")) for name, one in read_all(site) if name.endswith("fragment")]
    entries = {(one["url"], one["meta"]["title"], *one["filters"]["reader"]) for one in found}
    assert {("/topics/silence/", "silence", "en"), ("/topics/silence/", "le silence", "fr")} <= entries
    assert {("/topics/noise/", "noise", "en", "fr"), ("/meetups/2026-02-11-ronde/", "la ronde", "en", "fr")} <= entries
    assert len(entries) == len(found)
    assert {entry[0] for entry in entries} <= {f"/{name.removesuffix('index.html')}" for name in site.names}


@pytest.mark.slow
def test_readers_are_told_in_their_language(site: Site) -> None:
    """The interface, the theme's words and the scripts' are French below `fr/`, as far as there is a catalogue."""
    assert FRENCH.gettext("Search all notes") in site.read("fr/index.html")
    assert ' aria-label="Navigation"' in site.read("fr/index.html")
    assert 'READER="fr"' in site.read("fr/assets/cop/languages.js")
    answer = json.loads(site.read("fr/assets/cop/answers/topics/silence.json"))
    assert answer["label"].startswith(FRENCH.gettext("Topic"))
    names = json.loads(site.read("fr/assets/cop/search-words.json"))["answers"][0]["names"]
    assert names["silence"][0] == "Le silence"


@pytest.mark.slow
def test_progress_is_kept_under_the_same_names(site: Site) -> None:
    """What a reader has marked as done or follows is the same note in both languages."""
    keys = [
        re.findall(r'data-cop-(?:star|key|station)="([^"]+)"', site.read(f"{folder}topics/silence/index.html"))
        for folder in ("", "fr/")
    ]
    assert keys[0] == keys[1]
    assert "topics/silence/" in keys[0]


@pytest.mark.slow
def test_a_build_does_what_has_changed_in_both(tmp_path: Path) -> None:
    """After an edit, a build gives the site of a fresh one: of one of a pair, and of what has no translation."""
    root = write_bilingual(tmp_path / "project", f"{SETTINGS}")
    assert build(root, "--no-search").returncode == 0
    assert "nothing changed" in build(root, "--no-search").stderr
    for name in ("topics/noise.md", "topics/le-silence.md", "topics/silence.md", "accueil.md"):
        note = root / "content" / name
        note.write_text(f"{note.read_text('utf-8')}\nAnd a new sentence.\n", "utf-8")
        done = build(root, "--no-search")
        assert done.returncode == 0, done.stderr
        fresh = tmp_path / "fresh"
        build_site(open_project(root, DAY), fresh, lambda _: None, lambda _: None, search=False)
        ours, theirs = read(root / "site"), read(fresh)
        assert {file for file in ours.keys() | theirs.keys() if ours.get(file) != theirs.get(file)} == set()
    assert b"And a new sentence." in ours["fr/topics/noise/index.html"]


@pytest.mark.slow
def test_the_server_shows_what_a_build_writes(site: Site) -> None:
    """Each file of both languages is the same, and a page shows what is wrong with either version of its note."""
    root = site.folder.parent
    live = LiveSite(root, root.with_name("bilingual-live"))
    live.refresh()
    built = {name: content for name, content in read(site.folder).items() if not name.startswith(("pagefind/", MARKER))}
    assert [name for name, content in built.items() if live.find(name) != content] == []


def test_a_note_in_the_folder_of_a_language_is_told(tmp_path: Path) -> None:
    """An address belongs to one page: a note or a folder called like a language is left out, and the check says why."""
    root = write_bilingual(tmp_path)
    write_notes(root, {"fr/about.md": "---\ntitle: A\n---\n", "FR.md": "---\ntitle: B\n---\n"})
    said = cop(root, "check").output
    assert "content/FR.md:1:1: error COP018 uri-is-unique: cannot be at 'FR/', which is in 'fr', a folder" in said
    assert "content/fr/about.md:1:1: error COP018 uri-is-unique: cannot be at 'fr/about/', which is in 'fr'" in said


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        ('["en", "french"]', "the setting 'languages.1' must be a language code"),
        ('["en", "fr", "FR"]', "the setting 'languages.2' is there already"),
        ('["fr", "en"]', "begins with 'fr', and theme.language in mkdocs.yml is 'en'"),
        ('["en", "log"]', "names 'log', which is the folder of a page"),
        ('"fr"', "the setting 'languages' must be a list"),
    ],
    ids=["no code", "twice", "not the theme's", "taken", "no list"],
)
def test_languages_that_cannot_be_used_are_told(tmp_path: Path, languages: str, message: str) -> None:
    """The setting names language codes, each once, the theme's first."""
    root = write_notes(set_up(tmp_path, f"languages = {languages}"), {"index.md": NOTES["index.md"]})
    (root / "mkdocs.yml").write_text("theme: {name: material, language: en}\nplugins: [cop]\n", "utf-8")
    assert message in cop(root, "check").output


def test_what_names_a_translation_names_its_original(tmp_path: Path) -> None:
    """Tags, resources and links may name either of a pair; without the setting, both are notes."""
    root = write_bilingual(tmp_path)
    project = read_project(root, DAY)
    community = project.figures.community
    (ronde,) = (note for note in community.meetups if note.slug.endswith("ronde"))
    assert ronde.topics == ("silence",)
    assert ronde.fields.resources == ("fiche",)
    assert len(project.community.meetups) == 3
    assert [problem.message for problem in project.diagnostics if problem.severity == "error"] == []
    set_up(root, "as_of = 2026-03-01")
    alone = read_project(root, DAY)
    assert alone.figures.community is alone.community
    assert len(alone.site_in("en").all) == 1


@pytest.mark.parametrize(
    ("tag", "language"), [("", "en"), ("FR", "fr"), ("fr-CA", "fr"), ("pt", "pt-BR"), ("pt-br", "pt-BR"), ("de", "")]
)
def test_a_tag_means_one_of_the_languages(tag: str, language: str) -> None:
    """A region is no other language, and a note that names none is in the first."""
    assert find_language(tag, ["en", "fr", "pt-BR"]) == language


@pytest.mark.parametrize(
    ("html", "below"),
    [
        ('<a href="../../x/a.pdf#p2">', '<a href="../../../x/a.pdf#p2">'),
        ('<img src="dot.gif" alt="src=&quot;dot.gif">', '<img src="../dot.gif" alt="src=&quot;dot.gif">'),
        ('<a href="../topics/a/#b">', '<a href="../topics/a/#b">'),
        ('<a href="#a">', '<a href="#a">'),
        ('<a href="./">', '<a href="./">'),
        ('<a href="https://example.org/a.pdf">', '<a href="https://example.org/a.pdf">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<code>&lt;img src="dot.gif"&gt;</code>', '<code>&lt;img src="dot.gif"&gt;</code>'),
    ],
    ids=["file", "picture", "page", "heading", "home", "website", "mail", "text"],
)
def test_files_are_outside_of_the_folder_of_a_language(html: str, below: str) -> None:
    """In a body, the addresses of files lead one folder up, and those of pages and other websites stay."""
    assert leave_folder(html) == below


def test_translations_in_a_circle_and_of_another_kind_stay_notes(tmp_path: Path) -> None:
    """What cannot be a version of a note is a note, as without the setting; nothing is lost."""
    notes = {
        "resources/a.md": "---\ntitle: A\ntranslation_of: resources/b\n---\n",
        "resources/b.md": "---\ntitle: B\nlang: fr\ntranslation_of: resources/a\n---\n",
        "resources/c.md": "---\ntitle: C\nlang: fr\ntranslation_of: resources/a\n---\n",
        "practices/d.md": "---\ntitle: D\nlang: fr\ntranslation_of: resources/e\n---\n",
        "resources/e.md": "---\ntitle: E\n---\n",
        "resources/f.md": "---\ntitle: F\nlang: de\ntranslation_of: resources/e\n---\n",
        "resources/g.md": "---\ntitle: G\ntranslation_of: resources/e\n---\n",
    }
    project = read_project(set_up(write_notes(tmp_path, notes), SETTINGS), DAY)
    assert project.figures.community is project.community
    write_notes(tmp_path, {"resources/h.md": "---\ntitle: H\nlang: fr\ntranslation_of: resources/f\n---\n"})
    joined = read_project(tmp_path, DAY).figures.community
    assert joined.versions["resources/e"]["fr"].title == "H"
    assert [note.title for note in joined.of(Kind.RESOURCE)] == ["A", "B", "C", "E", "F", "G"]


def test_languages_are_written_in_the_usual_way(tmp_path: Path) -> None:
    """Capitals make no difference: a folder is called the same, and a note is found by its language."""
    root = write_bilingual(tmp_path, 'as_of = 2026-03-01\nlanguages = ["EN", "FR", "PT-br"]\n')
    project = read_project(root, DAY)
    assert [site.folder for site in project.site_in("en").all] == ["", "fr/", "pt-BR/"]
    assert set(project.figures.community.versions["topics/silence"]) == {"en", "fr"}


def test_scripts_have_what_is_replaced_for_several_languages() -> None:
    """Each text that means another thing in a site in several languages stands in one script, and once."""
    scripts = [file.read_text("utf-8") for file in sorted((TEMPLATES / "assets").glob("*.js"))]
    assert {text: sum(script.count(text) for script in scripts) for text in (*READER, *ROOT)} == dict.fromkeys(
        (*READER, *ROOT), 1
    )
    adapted = adapt_script("".join(scripts), "fr", below=True)
    assert [text for text in (*READER, *ROOT) if text in adapted] == []


def test_the_figures_of_a_past_day_are_the_same_in_all_languages(tmp_path: Path) -> None:
    """What came later has not happened in any of them, whatever versions there are of it."""
    project = read_project(write_bilingual(tmp_path), DAY)
    for day, meetups, decisions in ((date(2026, 1, 1), 0, 0), (date(2026, 2, 1), 1, 1)):
        for site in project.site_in("en").all:
            then = site.figures.as_of(day)
            assert len(then.coverage.topics["silence"].held) == meetups
            assert then.community.topic_named("le-silence") == "silence"
            assert len(then.log.decisions) == decisions
