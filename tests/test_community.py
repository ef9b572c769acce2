"""What may be known of a community, and what its site tells nobody: drafts, stories without consent, hidden people."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from communities import CASES
from sites import EXAMPLE, Site, build, built, cop, set_up, write_notes

from cop_site.model.sections import NAVIGATION, SECTION_URIS


@pytest.fixture(scope="module")
def unpublished(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a community with much to keep to itself."""
    root = set_up(tmp_path_factory.mktemp("unpublished"))
    shutil.copytree(CASES / "unpublished" / "content", root / "content")
    return built(root, "--keep-going")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of a community that spells its tags in many ways."""
    root = set_up(tmp_path_factory.mktemp("names"))
    shutil.copytree(CASES / "names" / "content", root / "content")
    return built(root, "--keep-going")


def _everything(site: Site) -> dict[str, str]:
    """The text of every file, the compressed ones of the search index too, in lower case."""
    texts = {}
    for name in site.names:
        raw = (site.folder / name).read_bytes()
        raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        texts[name] = raw.decode("utf-8", "replace").casefold()
    return texts


def test_only_the_model_of_members_asks_who_is_listed() -> None:
    """Everything else asks `note.has_page`, so that nothing can forget that some members are not to be shown."""
    package = EXAMPLE / "cop_site"
    asking = [file for file in package.rglob("*.py") if re.search(r"\.listed\b", file.read_text("utf-8"))]
    assert [file.relative_to(package).as_posix() for file in asking] == ["model/kinds/member.py"]


@pytest.mark.slow
def test_every_reserved_address_has_a_page(names: Site) -> None:
    """No address is kept from notes for a page that is not made, and the navigation leads only to pages of the site."""
    assert {f"{uri}index.html" for uri in SECTION_URIS} <= names.pages.keys()
    assert {uri for _, uris in NAVIGATION for uri in uris} == SECTION_URIS - {"search/"} | {""}


@pytest.mark.slow
def test_what_is_withheld_is_in_no_file_of_the_site(unpublished: Site) -> None:
    """No page, no data file and no search index holds a word of a draft, an unconsented story or a hidden member."""
    for name, text in _everything(unpublished).items():
        assert "sekret" not in text, name
        assert "uma-unlisted" not in text, name
        assert "secret-draft" not in text, name
        assert "expired" not in text or name.startswith(("assets/", "pagefind/pagefind")), name


@pytest.mark.slow
def test_the_search_index_holds_what_is_published(unpublished: Site) -> None:
    """The absence above is not that of an index that was not read."""
    found = "".join(text for name, text in _everything(unpublished).items() if name.startswith("pagefind/fragment/"))
    assert "still told." in found
    assert "lis listed" in found


def test_consent_holds_to_its_last_day(unpublished: Site) -> None:
    """A story is there on the last day of its consent, and one told by nobody has no name."""
    assert "testimonials/2026-01-07-last-day/index.html" in unpublished.pages
    assert "Somebody who prefers not to be named" in unpublished.article("testimonials/2026-01-08-anonymous/").text
    assert [
        n for n in unpublished.pages if n.startswith("testimonials/2026-01-0") and n[21:23] in ("1-", "5-", "6-")
    ] == []


def test_hidden_members_are_shown_as_they_chose(unpublished: Site) -> None:
    """Without a name there is `a member` or the pseudonym, and no page of theirs."""
    meetup = unpublished.article("meetups/2026-01-14-x/")
    assert "a member" in meetup.text
    assert "The Fox" in meetup.text
    members = {name for name in unpublished.pages if name.startswith("members/")}
    assert members == {"members/index.html", "members/left-listed/index.html", "members/lis-listed/index.html"}


def test_links_to_what_is_withheld_lead_nowhere(unpublished: Site) -> None:
    """Their words stay, and there is nothing to follow."""
    links = [e for e in unpublished.article("about/").walk() if e.tag == "a" and e.text in ("the draft", "the story")]
    assert [link.attributes for link in links] == [{}, {}]


def test_people_who_left_help_nobody_any_more(unpublished: Site) -> None:
    """Who left is listed as former, and is not named among those who can help."""
    facts = next(e for e in unpublished.article("topics/topic/").walk() if "cop-facts" in e.classes)
    assert "Lis Listed" in facts.text
    assert "Lee Left" not in facts.text
    members = unpublished.article("members/").text
    assert members.index("Lis Listed") < members.index("Lee Left")
    assert "Lee Left" not in unpublished.article("start/").text


def test_explaining_the_check_names_nobody_the_site_hides(tmp_path: Path) -> None:
    """The check says which story lacks its consent, and where."""
    root = set_up(tmp_path)
    shutil.copytree(CASES / "unpublished" / "content", root / "content")
    printed = cop(root, "check").output
    assert "content/testimonials/2026-01-01-none.md:" in printed
    assert "COP601" in printed
    assert "COP602" in printed


@pytest.mark.slow
@pytest.mark.parametrize("which", ["unpublished", "names", "example"])
def test_every_link_within_a_site_leads_somewhere(which: str, request: pytest.FixtureRequest) -> None:
    """Each link to the site itself has its file, and each part of a page that is linked to is on it once."""
    found = request.getfixturevalue("example_site" if which == "example" else which)
    site = found if isinstance(found, Site) else Site(found)
    ids = {name: {e.attributes.get("id") for e in tree.walk()} for name, tree in site.trees.items()}
    files, broken = set(site.names), []
    for name, tree in site.trees.items():
        for element in tree.walk():
            for attribute in ("href", "src"):
                address = element.attributes.get(attribute, "")
                if not address or re.match(r"[a-z]+:|//|/", address) or name == "404.html":
                    continue
                parts = urlsplit(urljoin(f"http://site/{name}", address))
                path = unquote(parts.path).removeprefix("/")
                target = f"{path}index.html" if path.endswith("/") or not path else path
                anchor = unquote(parts.fragment)
                if target not in files or (anchor and anchor not in ids.get(target, {anchor})):
                    broken.append((name, address))
    assert broken == []


@pytest.mark.slow
def test_no_page_has_an_id_twice(example_site: Path) -> None:
    """Ids of the theme, of our templates and of the notes do not meet."""
    for name, tree in Site(example_site).trees.items():
        ids = [element.attributes["id"] for element in tree.walk() if "id" in element.attributes]
        assert sorted(ids) == sorted(set(ids)), name


@pytest.mark.slow
def test_a_tag_leads_to_its_place_however_it_is_spelt(names: Site) -> None:
    """Two spellings of a tag that names no topic share one section of the page of tags."""
    spelt = ("practices/free/", "practices/free-too/")
    links = [
        e.attributes["href"] for uri in spelt for e in names.article(uri).walk() if e.text.casefold() == "tea time"
    ]
    assert links
    assert set(links) == {"../../tags/#tag-tea-time"}


@pytest.mark.slow
def test_a_page_has_one_heading_of_the_first_level(tmp_path: Path) -> None:
    """A body that begins its own headings with `#`, beside a title in the front matter, is put one level lower."""
    root = write_notes(
        set_up(tmp_path / "p"),
        {"about.md": "---\ntitle: About\n---\n# First\n\n## Below\n\n# Second\n", "plain.md": "# Plain\n\n## Below\n"},
    )
    built = build(root, "--keep-going", "--output", str(tmp_path / "site"))
    assert built.returncode == 0, built.stderr
    about = (tmp_path / "site" / "about" / "index.html").read_text("utf-8")
    assert about.count("<h1") == 1
    assert '<h2 id="first">' in about
    assert '<h3 id="below">' in about
    plain = (tmp_path / "site" / "plain" / "index.html").read_text("utf-8")
    assert plain.count("<h1") == 1
    assert '<h2 id="below">' in plain
