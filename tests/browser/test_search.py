"""Searching in the example community: the dialog of every page, and the page that has filters."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import SiteServer
from .finding import option, results, said, search_for, search_page

NOTE = "meetups/2026-04-08-handling-silence/"


def type_into_dialog(page: Page, text: str) -> None:
    """Type into the dialog, once it is open."""
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(text)


def count(page: Page, label: str) -> int:
    """How many notes a filter says it leaves, once somebody reaches for it."""
    option(page, label).focus()
    number = option(page, label).locator("xpath=..").locator("[data-count]")
    expect(number).not_to_be_empty()
    return int(number.inner_text())


def address(page: Page) -> str:
    """What stands in the address behind the page."""
    return page.url.partition("/search/")[2]


def test_a_browser_without_dialogs_has_a_page_for_the_search(page: Page) -> None:
    """The button and the keys lead there, where Chromium is made to lack what older browsers lack."""
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.goto(NOTE)
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.go_back()
    page.locator("[data-search-open]").click()
    page.wait_for_url("**/search/")


@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_keys_open_the_search(page: Page, key: str) -> None:
    """Ctrl+K and / open the search on any page, typing finds notes, and Enter on a result leads to it."""
    page.goto(NOTE)
    page.keyboard.press(key)
    type_into_dialog(page, "knowledge base")
    expect(results(page).first).to_have_text("Knowledge base")
    expect(page.locator(".cop-find__title").first).to_contain_text("Term")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/garden/glossary/knowledge-base/")


def test_click_on_a_result_leads_to_the_note(page: Page) -> None:
    """The button opens the search too; two notes of one title differ by their kind, and a date where they have one."""
    page.goto("coverage/")
    page.get_by_role("button", name="Search").click()
    type_into_dialog(page, "handling silence")
    meetup = page.locator(".cop-find__title").filter(has_text="Meetup · 8 Apr 2026")
    meetup.get_by_role("link", name="Handling silence").click()
    page.wait_for_url(f"**/garden/{NOTE}")


def test_arrow_keys_go_through_the_results_and_back(page: Page) -> None:
    """Down goes from the field to the first result and on, up goes back; / leads back from anywhere."""
    page.goto("")
    page.keyboard.press("/")
    type_into_dialog(page, "silence")
    expect(results(page).nth(1)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("silence")


def test_escape_closes_the_search(page: Page) -> None:
    """Escape closes the dialog, and the focus is back on its button."""
    page.goto("")
    page.keyboard.press("/")
    type_into_dialog(page, "silence")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_slash_in_a_field_is_a_slash(page: Page) -> None:
    """Who is writing gets the character, not another search."""
    page.goto("")
    page.keyboard.press("/")
    type_into_dialog(page, "and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")
    search_page(page)
    page.get_by_role("searchbox").press_sequentially("and/or")
    expect(page.get_by_role("searchbox")).to_have_value("and/or")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("word", ["ქართული", "xylophone"])
def test_nothing_found_is_said(page: Page, word: str) -> None:
    """A search without a result says so, also where the index would offer a note with the letter x in it."""
    page.goto("")
    page.keyboard.press("/")
    type_into_dialog(page, word)
    expect(said(page)).to_have_text(f"No notes for “{word}”")
    expect(results(page)).to_have_count(0)


def test_finding_nothing_leaves_a_way(page: Page) -> None:
    """Who finds nothing on the search page is led on through kinds, topics and tags; results take their place."""
    search_page(page, "?q=xylophone")
    for name in ("Meetups", "Handling silence", "Tags"):
        expect(page.get_by_role("article").get_by_role("link", name=name, exact=True)).to_be_visible()
    search_for(page, "silence")
    expect(results(page).first).to_be_visible()
    expect(page.get_by_role("article").get_by_role("link", name="Tags", exact=True)).to_be_hidden()


def test_what_every_note_says_is_not_searched_for(page: Page) -> None:
    """A word that says nothing loads nothing and is told of; beside others, and with filters, it does not count."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(NOTE)
    page.keyboard.press("/")
    type_into_dialog(page, "The")
    expect(said(page)).to_have_text("Nearly every note says “The”. Add a word that tells more.")
    search_page(page, "?q=the")
    expect(said(page)).to_have_text("Nearly every note says “the”. Add a word that tells more.")
    expect(page.get_by_role("article").get_by_role("link", name="Tags", exact=True)).to_be_visible()
    assert not [url for url in loaded if url.endswith(".pf_index")]
    option(page, "Story").check()
    expect(said(page)).to_have_text(re.compile(r"^\d+ notes with this filter$"))
    option(page, "Story").uncheck()
    search_for(page, "silence")
    alone = said(page).inner_text()
    search_for(page, "the silence")
    assert said(page).inner_text().split()[0] == alone.split()[0]


def test_without_counts_everything_is_searched_for(page: Page) -> None:
    """If the list of common words cannot be loaded, the search goes on without it."""
    page.route("**/search-words.json", lambda route: route.fulfill(body="<html>"))
    search_page(page, "?q=the")
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize(
    ("notes", "typed", "kept"),
    [
        (5_000, "the silence of rooms", "silence rooms"),
        (5_000, "team work silence", "silence"),
        (100, "team work silence", "team work silence"),
        (5_000, "team work", "work"),
        (5_000, "one two three four", "one two three"),
        (5_000, "The of", ""),
        (5_000, "the, (of) silence?", "silence?"),
        (5_000, "of/rooms ??", "of/rooms"),
        (5_000, "constructor the", "constructor"),
    ],
)
def test_words_that_tell_most_are_kept(page: Page, notes: int, typed: str, kept: str) -> None:
    """What is searched for stays light: in a large community the rarest words of many, in their order."""
    shares = {"the": 98, "of": 70, "team": 60, "work": 55}
    page.route("**/search-words.json", lambda route: route.fulfill(json={"notes": notes, "shares": shares}))
    page.goto("")
    telling = """async (words) => {
        const common = await import(new URL("assets/cop/search-index.js", document.baseURI));
        await common.loadShares();
        return common.tellingWords(words).join(" ");
    }"""
    assert page.evaluate(telling, typed.split()) == kept


def test_filters_say_what_they_leave(page: Page) -> None:
    """Beside their heading, which on a phone is all of the results that is in sight while one ticks."""
    page.set_viewport_size({"width": 375, "height": 812})
    search_page(page, "?q=silence")
    chosen = page.locator("[data-chosen]")
    expect(chosen).to_be_empty()
    page.locator("details summary", has_text="Filters").click()
    option(page, "Meetup").check()
    expect(chosen).to_have_text("(1) · 3 notes")
    expect(chosen).to_be_in_viewport()
    option(page, "Meetup").uncheck()
    expect(chosen).to_be_empty()


def test_search_leads_to_the_filters(page: Page) -> None:
    """The dialog has no filters, and leads to the page that has, with what was typed."""
    page.goto(NOTE)
    page.keyboard.press("/")
    type_into_dialog(page, "silence & rooms")
    page.get_by_role("link", name="Search by kind, topic, year and more").click()
    page.wait_for_url("**/garden/search/?q=*")
    expect(page.get_by_role("searchbox")).to_have_value("silence & rooms")
    expect(said(page)).to_contain_text("“silence & rooms”")


def test_search_page_is_ready_on_arrival(page: Page) -> None:
    """One can type at once, and the filters are there, unfolded where there is room; no group has but one value."""
    search_page(page)
    expect(page.locator("legend")).to_have_text(["Kind", "Topic", "Year", "Level", "Person"])
    for value in ("Meetup", "Handling silence", "2026", "Foundation"):
        expect(option(page, value)).to_be_visible()
    page.keyboard.type("silence")
    expect(results(page).first).to_have_text("Handling silence")
    assert all(
        group.get_by_role("checkbox").count() > 1 for group in page.get_by_role("article").get_by_role("group").all()
    )


def test_slash_on_the_search_page_goes_to_its_field(page: Page) -> None:
    """Where there is a field already, / and the button open no second one."""
    search_page(page)
    button = page.get_by_role("button", name="Search")
    for by_key in (True, False):
        page.locator("h1").click()
        if by_key:
            page.keyboard.press("/")
        else:
            button.click()
        expect(page.get_by_role("searchbox")).to_be_focused()
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_filters_are_folded_on_a_phone(page: Page) -> None:
    """On a narrow screen the filters stand above the results, folded until they are pressed."""
    page.set_viewport_size({"width": 375, "height": 812})
    search_page(page, "?q=silence")
    expect(results(page).first).to_be_in_viewport()
    expect(option(page, "Meetup")).to_be_hidden()
    page.locator("summary", has_text="Filters").click()
    expect(option(page, "Meetup")).to_be_visible()


@pytest.mark.parametrize("label", ["Story", "Handling silence", "2025", "Advanced", "Tomas Lind"])
def test_filters_narrow_the_results(page: Page, label: str) -> None:
    """Ticking a filter leaves as many notes as it says; unticking brings the others back."""
    search_page(page, "?q=meetup")
    before = said(page).inner_text()
    expected = count(page, label)
    option(page, label).check()
    expect(said(page)).to_contain_text(f"{expected} note")
    expect(said(page)).to_contain_text("with this filter")
    assert 0 < expected < int(before.split()[0])
    option(page, label).uncheck()
    expect(said(page)).to_have_text(before)


def test_filters_work_without_a_word(page: Page) -> None:
    """With nothing typed, ticking a kind lists all of it, the newest first."""
    search_page(page)
    option(page, "Story").check()
    expect(said(page)).to_contain_text(f"{count(page, 'Story')} notes with this filter")
    days = page.locator(".cop-find time").evaluate_all("all => all.map((time) => time.dateTime)")
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


def test_one_value_of_a_group_is_enough(page: Page) -> None:
    """Two kinds give the notes of both; a kind and a year only those that meet both."""
    search_page(page)
    option(page, "Story").check()
    stories = count(page, "Story")
    meetups = count(page, "Meetup")
    option(page, "Meetup").check()
    expect(said(page)).to_contain_text(f"{stories + meetups} notes with these filters")
    year = count(page, "2025")
    option(page, "2025").check()
    expect(said(page)).to_contain_text(f"{year} notes with these filters")
    assert 0 < year < stories + meetups


def test_filters_are_loaded_when_they_are_reached_for(page: Page) -> None:
    """In a large community, words alone load no filter but what tells current notes from others."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition(".")[2]))
    page.route("**/search-words.json", lambda route: route.fulfill(json={"notes": 5_000, "shares": {}}))
    search_page(page)
    search_for(page, "silence")
    expect(results(page).first).to_be_visible()
    assert loaded.count("pf_filter") == 1
    assert loaded.count("pf_index") == 1
    option(page, "Meetup").focus()
    expect(option(page, "Story").locator("xpath=..").locator("[data-count]")).not_to_be_empty()
    assert loaded.count("pf_filter") == 2


def test_search_can_be_sent_to_somebody(page: Page, browser: Browser, site_server: SiteServer) -> None:
    """Words and two filters stand in the address; whoever opens it sees the same results, and the filters ticked."""
    search_page(page)
    search_for(page, "silence")
    option(page, "Meetup").check()
    option(page, "2026").check()
    expect(said(page)).to_contain_text("with these filters")
    assert address(page) == "?q=silence&kind=meetup&year=2026"
    titles, words = results(page).all_inner_texts(), said(page).inner_text()
    context = browser.new_context(base_url=site_server.url)
    other = context.new_page()
    search_page(other, address(page))
    expect(said(other)).to_have_text(words)
    assert results(other).all_inner_texts() == titles
    expect(other.get_by_role("searchbox")).to_have_value("silence")
    for label in ("Meetup", "2026"):
        expect(option(other, label)).to_be_checked()
    expect(option(other, "Story")).not_to_be_checked()
    context.close()


def test_back_undoes_a_filter(page: Page) -> None:
    """Typing leaves no trail of letters; back takes the last filter away, then leads off the page; forward returns."""
    page.goto("topics/")
    search_page(page)
    search_for(page, "sile")
    search_for(page, "silence")
    all_of_it = said(page).inner_text()
    option(page, "Meetup").check()
    expect(said(page)).to_contain_text("with this filter")
    narrowed = said(page).inner_text()
    page.go_back()
    expect(said(page)).to_have_text(all_of_it)
    expect(option(page, "Meetup")).not_to_be_checked()
    assert address(page) == "?q=silence"
    page.go_forward()
    expect(said(page)).to_have_text(narrowed)
    expect(option(page, "Meetup")).to_be_checked()
    page.go_back()
    page.go_back()
    page.wait_for_url("**/topics/")


def test_back_from_a_note_is_the_same_search(page: Page) -> None:
    """Who follows a result and comes back finds the words, the filter and the results."""
    search_page(page, "?q=silence&kind=topic")
    titles = results(page).all_inner_texts()
    results(page).first.click()
    page.wait_for_url("**/topics/handling-silence/")
    page.go_back()
    expect(said(page)).to_contain_text("“silence” with this filter")
    assert results(page).all_inner_texts() == titles
    expect(option(page, "Topic")).to_be_checked()


def test_filters_are_cleared_at_once(page: Page) -> None:
    """One button takes all filters away and keeps the words."""
    search_page(page, "?q=silence&kind=topic&level=advanced&kind=nonsense")
    page.get_by_role("button", name="Clear filters").click()
    expect(said(page)).not_to_contain_text("filter")
    assert address(page) == "?q=silence"


def test_more_results_are_shown_when_asked_for(page: Page) -> None:
    """The page begins with eight, and a key goes on from there: the focus is on the first that is new."""
    search_page(page, "?q=meetup")
    expect(results(page)).to_have_count(8)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(16)
    expect(results(page).nth(8)).to_be_focused()


def test_search_page_works_by_keys_alone(page: Page) -> None:
    """Type, tab to a filter, tick it with the space bar, go back to the field with /, and down into the results."""
    search_page(page)
    page.keyboard.type("silence")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Filters")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(option(page, "Meetup")).to_be_focused()
    page.keyboard.press("Space")
    expect(said(page)).to_contain_text("with this filter")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetups/**")


def test_excerpts_do_not_say_the_title_again(page: Page) -> None:
    """What is shown of a note is its text, with what was searched for marked in it."""
    search_page(page, "?q=handling silence")
    excerpts = page.locator(".cop-find__text").all_inner_texts()
    assert len(excerpts) > 3
    for title, excerpt in zip(results(page).all_inner_texts(), excerpts, strict=True):
        assert not excerpt.removeprefix("… ").startswith(title), excerpt
    marks = page.locator(".cop-find__text mark").all_inner_texts()
    assert "silence" in marks
    assert all("handl" in mark.lower() or "silen" in mark.lower() for mark in marks), marks


@pytest.mark.parametrize("key", ["Control+k", "/"])
def test_keys_open_the_search_after_the_scheme_was_switched(page: Page, key: str) -> None:
    """The switch for the colour scheme keeps the focus, and is nothing that one writes in."""
    page.goto("")
    page.locator("[data-md-component=palette] label:visible").click()
    page.keyboard.press(key)
    type_into_dialog(page, "silence")
    expect(results(page).first).to_have_text("Handling silence")
