"""Keeping one's progress along a path: in this browser only, on every page that a path leads past."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FileChooser, Locator, Page, expect

from .conftest import SiteServer, record
from .test_accessibility import WIDE, assert_accessible

PATH = "paths/new-member/"
OTHER_PATH = "paths/new-facilitator/"
# On both paths, and the first step of one of them.
SHARED = "topics/what-is-a-community-of-practice"
KEY = "cop-progress:/garden/"
BROKEN = {
    "no JSON": "{",
    "nothing": "null",
    "a list": "[]",
    "of another program": '{"version": 1, "notes": {}}',
    "without a version": '{"format": "cop-progress", "notes": {}}',
}


@pytest.fixture
def profile(browser: Browser, site_server: SiteServer, problems: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes further browser profiles, each of which knows nothing of the others."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site_server.url, **options)
        record(context, site_server.origin, problems)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


def step(page: Page, number: int) -> Locator:
    """A step of the path that is open."""
    return page.locator("li.cop-step").nth(number - 1)


def mark(page: Page, number: int, word: str) -> Locator:
    """A step's button."""
    return step(page, number).get_by_role("button", name=word, exact=True)


def words(page: Page) -> Locator:
    """How far one is, in words."""
    return page.locator(".cop-progress .cop-meter__words")


def said(page: Page) -> Locator:
    """What the page has to say about what it keeps."""
    return page.locator("[data-cop-said]")


def unfold(page: Page) -> None:
    """Open what is about the file with one's progress."""
    page.locator("summary", has_text="stay in this browser").click()


def save(page: Page, folder: Path) -> Path:
    """Save one's progress to a file."""
    unfold(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def load(page: Page, file: Path) -> None:
    """Load a file with progress."""
    unfold(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load from a file").click()
    chooser.value.set_files(file)


def kept(page: Page) -> Any:
    """The document that the browser keeps."""
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))


def keep(page: Page, text: str) -> None:
    """Give the browser a document as an earlier visit would have left it."""
    page.add_init_script(f"localStorage.setItem({KEY!r}, {json.dumps(text)})")


def document(version: int = 1, **notes: dict[str, str]) -> str:
    """A document with marks; two underscores stand for a slash."""
    named = {name.replace("__", "/").replace("_", "-"): found for name, found in notes.items()}
    return json.dumps({"format": "cop-progress", "version": version, "path": "paths/new-member", "notes": named})


def test_newcomer_walks_a_path_and_comes_back(page: Page) -> None:
    """Begin, read, mark as done, go on to the next step, and on another day continue from the home page."""
    page.goto(PATH)
    expect(words(page)).to_have_text("0 of 12 done · 47 min left")
    page.get_by_role("link", name="Begin: What is a community of practice").click()
    page.wait_for_url(f"**/garden/{SHARED}/")
    along = page.get_by_role("region", name="On the path")
    # The path that was begun comes first among those that lead past this topic.
    expect(along.get_by_role("listitem").first).to_contain_text("Step 1 of 12 on New member")
    along.get_by_role("button", name="Done").click()
    expect(said(page)).to_have_text("Done.")
    along.get_by_role("listitem").first.locator("a[rel=next]").click()
    page.wait_for_url("**/garden/resources/introduction-to-communities-of-practice/")
    page.get_by_role("button", name="Later").click()

    page.goto("")
    expect(words(page)).to_have_text("New member: 1 of 12 done · 42 min left")
    page.get_by_role("link", name="Continue: Setting the objective").click()
    page.wait_for_url("**/garden/topics/setting-the-objective/")
    page.goto("start/")
    expect(page.get_by_role("link", name="Continue: Setting the objective")).to_be_visible()
    page.goto("paths/")
    expect(page.locator("li.cop-card", has_text="New member").locator(".cop-counted")).to_have_text(
        "1 of 12 done · 42 min left"
    )


def test_a_mark_is_counted_and_taken_back(page: Page) -> None:
    """Done, later and skip exclude each other, a second press takes a mark back, and all of it outlasts the page."""
    page.goto(PATH)
    mark(page, 1, "Done").click()
    mark(page, 2, "Skip").click()
    mark(page, 11, "Skip").click()
    expect(words(page)).to_have_text("1 of 12 done · 2 steps skipped · 27 min left")
    mark(page, 2, "Done").click()
    expect(mark(page, 2, "Skip")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(words(page)).to_have_text("2 of 12 done · 1 step skipped · 27 min left")
    expect(mark(page, 2, "Done")).to_have_attribute("aria-pressed", "true")
    mark(page, 2, "Done").click()
    expect(words(page)).to_have_text("1 of 12 done · 1 step skipped · 42 min left")


def test_what_is_left_for_later_comes_last_and_then_what_comes_after(page: Page) -> None:
    """Later steps are offered when nothing else is open; only optional ones left is said; the end leads onwards."""
    page.goto(PATH)
    mark(page, 1, "Later").click()
    for number in range(2, 11):
        mark(page, number, "Done").click()
    go_on = page.locator(".cop-progress a")
    expect(go_on).to_have_text("Continue: Writing meetup notes")
    mark(page, 11, "Skip").click()
    mark(page, 12, "Done").click()
    expect(go_on).to_have_text("Continue: What is a community of practice")
    mark(page, 1, "Done").click()
    expect(words(page)).to_have_text("11 of 12 done · 1 step skipped")
    mark(page, 12, "Done").click()
    expect(words(page)).to_have_text("10 of 12 done · 1 step skipped · the rest is optional")
    arrived = page.get_by_role("region", name="The end of the path")
    expect(arrived).to_be_hidden()
    mark(page, 12, "Skip").click()
    expect(arrived).to_contain_text("Come to the next meetup: The first 90 days")
    expect(page.locator(".cop-line__stop[data-cop-state=done]")).to_have_count(10)
    go_on.click()
    expect(page.get_by_role("heading", name="What comes after")).to_be_in_viewport()


def test_the_map_shows_what_the_reader_has_done(page: Page) -> None:
    """On its station, in its name for screen readers, and in the key."""
    page.goto(PATH)
    mark(page, 1, "Done").click()
    page.goto("topics/")
    station = page.locator("a[data-cop-station='topics/what-is-a-community-of-practice']")
    expect(station).to_have_attribute("data-cop-state", "done")
    expect(station).to_have_attribute("aria-label", re.compile("covered, done by you$"))
    expect(page.get_by_text("done by you", exact=True)).to_be_visible()
    expect(page.locator("a[data-cop-state=done]")).to_have_count(1)


def test_a_note_is_done_on_every_path_and_on_its_own_page(page: Page) -> None:
    """What was read on one path need not be read again on another."""
    page.goto(PATH)
    mark(page, 1, "Done").click()
    page.goto(OTHER_PATH)
    expect(words(page)).to_contain_text("1 of 15 done")
    expect(mark(page, 1, "Done")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{SHARED}/")
    done = page.get_by_role("button", name="Done")
    expect(done).to_have_attribute("aria-pressed", "true")
    done.click()
    page.goto(PATH)
    expect(words(page)).to_contain_text("0 of 12 done")


def test_tabs_agree(page: Page) -> None:
    """What is marked in one tab shows in the other at once, and neither undoes what the other has kept."""
    other = page.context.new_page()
    page.goto(PATH)
    other.goto(PATH)
    mark(page, 1, "Done").click()
    expect(words(other)).to_contain_text("1 of 12 done")
    mark(other, 2, "Done").click()
    expect(words(page)).to_contain_text("2 of 12 done")
    assert len(kept(page)["notes"]) == 2


def test_progress_is_carried_to_another_browser(
    page: Page, profile: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """A saved file, loaded elsewhere, is added to what is there; of two marks on a note the newer one counts."""
    other = profile().new_page()
    other.goto(PATH)
    mark(other, 1, "Skip").click()
    mark(other, 5, "Done").click()
    page.goto(PATH)
    mark(page, 1, "Done").click()
    mark(page, 2, "Done").click()
    file = save(page, tmp_path)
    expect(said(page).last).to_contain_text("progress.json")
    other.goto("start/")
    load(other, file)
    expect(said(other)).to_have_text("The file's progress has been added to yours.")
    expect(words(other)).to_contain_text("New member: 3 of 12 done")
    other.goto(PATH)
    for number in (1, 2, 5):
        expect(mark(other, number, "Done")).to_have_attribute("aria-pressed", "true")
    mark(other, 2, "Skip").click()
    load(other, file)
    expect(said(other).last).to_contain_text("added to yours")
    expect(mark(other, 2, "Skip")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(
            (text, "This is not a file with progress, or it is damaged. Nothing was changed.")
            for text in BROKEN.values()
        ),
        (document(3), "This file was saved by a newer version of the site. Nothing was changed."),
        (document(a={"is": "lost", "at": "2026-01-01"}, b={"is": "done", "at": "2026-01-01"}), "it is damaged"),
        (document(a={"is": "done", "at": "some day"}), "it is damaged"),
        (" " * 1_000_001, "it is damaged"),
    ],
    ids=[*BROKEN, "newer", "an unknown state", "no time", "too large"],
)
def test_a_bad_file_changes_nothing(page: Page, tmp_path: Path, text: str, answer: str) -> None:
    """A file that cannot be used is refused as a whole, in words."""
    file = tmp_path / "file.json"
    file.write_text(text, "utf-8")
    page.goto(PATH)
    mark(page, 1, "Done").click()
    before = kept(page)
    load(page, file)
    expect(said(page).last).to_contain_text(answer)
    assert kept(page) == before


def test_forgetting_asks_first(page: Page) -> None:
    """Everything is forgotten only when one says so again."""
    page.goto(PATH)
    mark(page, 1, "Done").click()
    unfold(page)
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Forget everything").click()
    expect(words(page)).to_contain_text("1 of 12 done")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    expect(words(page)).to_contain_text("0 of 12 done")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) is None
    page.goto("")
    expect(page.locator(".cop-progress")).to_be_hidden()


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_said_and_begun_anew(page: Page, text: str) -> None:
    """A document that is damaged breaks no page; the next mark begins a new one."""
    page.goto(PATH)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    expect(said(page).first).to_contain_text("cannot be read")
    mark(page, 1, "Done").click()
    expect(said(page).first).to_have_text("")
    expect(words(page)).to_contain_text("1 of 12 done")
    assert list(kept(page)["notes"]) == [SHARED]


def test_one_bad_mark_costs_only_itself(page: Page) -> None:
    """Of a document with a mark that cannot be used, the others count, whatever a note is called."""
    good = {"is": "done", "at": "2026-01-01T00:00:00Z"}
    text = document(topics__what_is_a_community_of_practice=good, topics__setting_the_objective={"is": "done"})
    page.goto(PATH)
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        [KEY, text.replace('"notes": {', '"notes": {"__proto__": {"is": "done", "at": "2026-01-01"}, ')],
    )
    page.reload()
    expect(words(page)).to_contain_text("1 of 12 done")
    mark(page, 2, "Done").click()
    assert set(kept(page)["notes"]) == {"__proto__", SHARED, "resources/introduction-to-communities-of-practice"}


def test_a_newer_document_is_left_alone(page: Page) -> None:
    """What a newer version of the site has kept is neither shown nor written over, and that is said."""
    newer = document(3, topics__opening_a_meetup={"is": "done", "at": "2026-01-01T00:00:00Z"})
    keep(page, newer)
    for address in (PATH, f"{SHARED}/"):
        page.goto(address)
        expect(said(page).first).to_contain_text("newer version of this site")
        expect(page.get_by_role("button", name="Done").first).to_be_hidden()
        page.locator("li a[href*='topics/']").first.click()
        page.go_back()
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == newer


def test_a_browser_that_keeps_nothing_is_told(page: Page, problems: list[str]) -> None:
    """Where a browser forbids to keep anything, a sentence says so, and the path can be read as ever."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No', 'SecurityError') } })"
    )
    page.goto(PATH)
    expect(said(page).first).to_contain_text("lets the site keep nothing")
    expect(page.get_by_role("button", name="Done").first).to_be_hidden()
    expect(words(page)).to_be_hidden()
    step(page, 1).get_by_role("link").first.click()
    page.wait_for_url(f"**/garden/{SHARED}/")
    # The theme asks for the colour scheme that was chosen last, and complains.
    ours = [problem for problem in problems if "assets/cop/" in problem]
    problems.clear()
    assert ours == []


def test_a_full_browser_is_told(page: Page) -> None:
    """Where there is no room to keep a mark, the step is not shown as marked."""
    page.goto(PATH)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    mark(page, 1, "Done").click()
    expect(said(page).first).to_contain_text("lets the site keep nothing")
    expect(step(page, 1)).to_have_attribute("data-cop-state", "open")


def test_two_sites_on_one_host_keep_apart(page: Page) -> None:
    """What is kept is kept under the folder of the site."""
    page.goto(PATH)
    mark(page, 1, "Done").click()
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('progress'))")
    assert keys == [KEY]


def test_a_path_is_walked_by_keyboard(page: Page) -> None:
    """Tab leads from the title of a step to its buttons, Space and Enter press them, and the count is announced."""
    chosen: list[FileChooser] = []
    # Telling the browser to ask us takes a moment, so it is told before the page is there.
    page.on("filechooser", lambda chooser: chosen.append(chooser))  # noqa: PLW0108  # it cannot mark a list's method
    page.goto(PATH)
    step(page, 1).get_by_role("link").first.focus()
    page.keyboard.press("Tab")
    expect(mark(page, 1, "Done")).to_be_focused()
    assert mark(page, 1, "Done").evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Space")
    expect(mark(page, 1, "Done")).to_have_attribute("aria-pressed", "true")
    expect(mark(page, 1, "Done")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="1 of 12 done · 42 min left")).to_be_visible()
    group = page.get_by_role("group", name="What is a community of practice")
    expect(group.get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(mark(page, 1, "Later")).to_have_attribute("aria-pressed", "true")
    page.locator("summary", has_text="stay in this browser").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save to a file")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Load from a file")).to_be_focused()
    with page.expect_file_chooser():
        page.keyboard.press("Enter")
    assert len(chosen) == 1


@pytest.mark.parametrize("address", [PATH, f"{SHARED}/", "start/", ""])
def test_marked_pages_are_accessible(page: Page, address: str) -> None:
    """With steps in every state and all unfolded, axe finds nothing: wide, light and dark, and narrow."""
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto(PATH)
    for number, word in enumerate(("Done", "Later", "Skip"), 1):
        mark(page, number, word).click()
    page.goto(address)
    expect(page.locator(".cop-marks, .cop-progress").first).to_be_visible()
    page.locator("details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    assert_accessible(page)


def test_path_is_readable_without_javascript(profile: Callable[..., BrowserContext]) -> None:
    """Every step is there with why, time and prerequisites, nothing that needs the script shows, and notes lead on."""
    plain = profile(java_script_enabled=False).new_page()
    plain.goto(PATH)
    expect(plain.locator("li.cop-step")).to_have_count(12)
    expect(step(plain, 3)).to_contain_text("A purpose is useful only if you know what it rules out.")
    expect(step(plain, 3)).to_contain_text("4 min builds on: What is a community of practice (step 1)")
    expect(plain.locator("article :is(button, summary, .cop-meter):visible")).to_have_count(0)
    expect(plain.get_by_role("heading", name="What comes after")).to_be_visible()
    step(plain, 3).get_by_role("link").first.click()
    row = plain.get_by_role("region", name="On the path").get_by_role("listitem").filter(has_text="New member")
    expect(row).to_contain_text("Step 3 of 12")
    expect(row.locator("a[rel=prev]")).to_contain_text("Introduction to communities of practice")
    row.locator("a[rel=next]").click()
    plain.wait_for_url("**/garden/meetups/2025-10-22-why-are-we-here/")


def test_path_prints_as_a_list_to_tick_off(page: Page) -> None:
    """On paper there are empty boxes, numbers, and the addresses of what lies elsewhere, and no buttons."""
    page.goto(OTHER_PATH)
    mark(page, 1, "Done").click()
    page.emulate_media(media="print")
    box = step(page, 1).evaluate(
        "li => { const s = getComputedStyle(li, '::before'); return [s.content, s.borderRadius]; }"
    )
    assert box == ['""', "0px"]
    expect(page.get_by_text("https://www.liberatingstructures.com/", exact=True)).to_be_visible()
    expect(page.locator("article button:visible, .cop-progress:visible, [data-cop-kept]:visible")).to_have_count(0)


def test_only_pages_with_steps_load_the_scripts(page: Page) -> None:
    """A note that no path leads past asks for none of it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("meetups/2026-09-09-summer-social/")
    assert not {"steps.js", "progress.js"} & set(asked)
    page.goto(f"{SHARED}/")
    assert {"steps.js", "progress.js"} <= set(asked)
