"""What readers ask of the search: questions, names, slips of the pen, and words that not all notes spell alike."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sites import EXAMPLE, built, set_up, write_notes

from .conftest import serve
from .finding import results, said, search_for, search_page

CASES = EXAMPLE / "tests" / "cases" / "search"
GOLDEN: dict[str, str] = json.loads((CASES / "golden.json").read_text("utf-8"))
SPELT: dict[str, list[str]] = json.loads((CASES / "spelt.json").read_text("utf-8"))
LANGUAGES = sorted((EXAMPLE / "tests" / "cases" / "languages").iterdir())
"""A small community in each language, with questions in it."""
BEST = 3


def titles_found(page: Page) -> list[str]:
    """The addresses of the results that are shown, below the site's root."""
    found: list[str] = results(page).evaluate_all("all => all.map((link) => link.pathname)")
    return [unquote(path).removeprefix("/garden/") for path in found]


def find_astray(page: Page, golden: dict[str, str]) -> dict[str, list[str]]:
    """What is found first for each question whose note is not among it."""
    search_page(page)
    first = {}
    for question in golden:
        search_for(page, question)
        first[question] = titles_found(page)[:BEST]
    return {question: first[question] for question, note in golden.items() if note not in first[question]}


def test_questions_lead_to_their_notes(page: Page) -> None:
    """For each question of the golden set, its note is among the first three."""
    assert len(GOLDEN) >= 80
    assert find_astray(page, GOLDEN) == {}


@pytest.mark.parametrize("case", LANGUAGES, ids=lambda case: case.name)
def test_questions_are_answered_in_each_language(case: Path, browser: Browser, tmp_path: Path) -> None:
    """A community that asks in its own language finds its notes, however words are bent, joined and spelt there."""
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    golden = json.loads((case / "golden.json").read_text("utf-8"))
    assert len(golden) >= 20
    with serve(built(tmp_path).folder) as server:
        page = browser.new_page(base_url=server.url)
        assert find_astray(page, golden) == {}
        page.close()


@pytest.fixture(scope="module")
def spelt_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The search page of a community whose notes spell words in ways that readers do not type."""
    root = write_notes(
        set_up(tmp_path_factory.mktemp("spelt")), json.loads((CASES / "spelt-notes.json").read_text("utf-8"))
    )
    with serve(built(root).folder) as server:
        context = browser.new_context(base_url=server.url)
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("typed", SPELT)
def test_words_are_found_however_they_are_spelt(spelt_page: Page, typed: str) -> None:
    """Hyphens, apostrophes, commas, accents and foreign letters make no difference; a letter and a sign are a word."""
    search_page(spelt_page)
    search_for(spelt_page, typed)
    assert sorted(titles_found(spelt_page)) == sorted(SPELT[typed])


def test_less_is_searched_for_where_all_words_find_little(page: Page) -> None:
    """What need not be said is told; what has all words stays first."""
    search_page(page, "?q=Lena+Hoffmann+silence")
    expect(said(page)).to_contain_text(re.compile("these need not say “.*silence”"))
    assert "members/lena-hoffmann/" in titles_found(page)


def test_a_slip_is_told(page: Page) -> None:
    """A word that no note has is taken for one that is like it, and the search says so."""
    search_page(page, "?q=silense")
    expect(said(page)).to_contain_text("No note says “silense”; these say “silence”.")
    expect(results(page).first).to_have_text("Handling silence")


def test_a_topic_is_answered(page: Page) -> None:
    """Whoever types a topic's name sees its status, what was decided, and who can help, above the notes."""
    search_page(page, "?q=silence")
    card = page.locator(".cop-answer").filter(visible=True)
    expect(card.get_by_role("link", name="Handling silence")).to_be_visible()
    expect(card).to_contain_text("Silence has reasons.")
    expect(card).to_contain_text("Decisions in force")
    expect(card).to_contain_text("Who can help")
    card.get_by_role("link", name="Handling silence").click()
    page.wait_for_url("**/topics/handling-silence/")


def test_a_person_is_answered_if_listed(page: Page) -> None:
    """A member who is listed has a card with what they can help with; of others, the search knows nothing."""
    search_page(page, "?q=lena+hoffmann")
    card = page.locator(".cop-answer").filter(visible=True)
    expect(card).to_contain_text("Remote facilitation")
    known = page.request.get("assets/cop/search-words.json").text()
    assert "Lena Hoffmann" in known
    for hidden in ("priya", "diego"):
        assert hidden not in known.lower()
    search_for(page, "xylophone")
    expect(page.locator(".cop-answer").filter(visible=True)).to_have_count(0)


def test_keys_reach_the_field_from_the_first_one(page: Page) -> None:
    """What is typed after / is kept while the search is loading, and is no shortcut of the theme."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/search-dialog.js", hold)
    page.goto("topics/handling-silence/")
    page.keyboard.type("/np, silence")
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("np, silence")
    assert page.url.endswith("/topics/handling-silence/")
    expect(said(page)).not_to_be_empty()


def test_back_restores_the_search(page: Page) -> None:
    """Whoever comes back from a result finds the search open with what was typed."""
    page.goto("coverage/")
    page.keyboard.press("/")
    page.keyboard.type("silence")
    results(page).first.click()
    page.wait_for_url("**/topics/handling-silence/")
    page.go_back()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("silence")
    expect(results(page).first).to_be_visible()
