"""What readers come for, done in other engines than Chromium, which all other tests drive: in those that are here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .conftest import SiteServer
from .firefox import start_firefox
from .webdriver import BrowserNotFoundError, DrivenPage
from .webkit import start_webkit

ENGINES = {"firefox": start_firefox, "webkit": start_webkit}
WIDE, PHONE = (1300, 900), (375, 812)


@pytest.fixture(scope="module", params=ENGINES)
def driven(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DrivenPage]:
    """A page in each engine."""
    try:
        with ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as found:
            found.resize(*WIDE)
            yield found
    except BrowserNotFoundError as error:
        pytest.skip(str(error))


@pytest.fixture
def url(site_server: SiteServer) -> str:
    """The address of the example community."""
    return site_server.url


def test_when_we_last_spoke_about_cameras_and_what_was_decided(driven: DrivenPage, url: str) -> None:
    """Keys typed after `/` reach the field, the dialog has the note, and the note says what was decided."""
    driven.open(url)
    driven.press("/cameras decided")
    driven.wait("document.querySelectorAll('dialog ol.cop-finds li').length > 0")
    driven.click("dialog ol.cop-finds a")
    driven.wait("/\\/(meetups|practices|topics|log)\\//.test(location.pathname)")
    assert "cameras as you like" in driven.run("return document.querySelector('article').innerText")


def test_whom_to_ask(driven: DrivenPage, url: str) -> None:
    """The page of a topic leads to somebody who can help with it."""
    driven.open(f"{url}topics/core-and-periphery/")
    driven.click(".cop-facts a", "Jonas Weber")
    driven.wait("location.pathname.endsWith('/members/jonas-weber/')")
    assert "Core and periphery" in driven.run("return document.querySelector('.cop-facts').innerText")


def test_what_was_left_out(driven: DrivenPage, url: str) -> None:
    """It is on the first screen of the page on coverage."""
    driven.open(f"{url}coverage/")
    where = "[...document.querySelectorAll('.cop-chip')].find((e) => e.innerText.includes('Remote facilitation'))"
    assert 0 < driven.wait(f"{where}.getBoundingClientRect().bottom") < driven.run("return innerHeight")


def test_from_one_meetup_to_the_next(driven: DrivenPage, url: str) -> None:
    """The ways below a meetup lead on."""
    driven.open(f"{url}meetups/2026-04-08-handling-silence/")
    driven.click("nav[aria-label='Before and after'] a", "Next")
    driven.wait("!location.pathname.includes('handling-silence')")


def test_a_wrong_address_arrives(driven: DrivenPage, url: str, site_server: SiteServer) -> None:
    """The page that says so leads to the one with the nearest title."""
    driven.open(f"{url}topics/handling-silense/")
    driven.click("[data-cop-near] a", "Handling silence")
    driven.wait("location.pathname.includes('handling-silence')")
    site_server.missing.clear()


def test_a_list_of_620_on_a_phone(driven: DrivenPage, many: SiteServer) -> None:
    """It is filtered as one types and chooses, the address has both, a year is a tap away, and nothing is too wide."""
    driven.resize(*PHONE)
    driven.open(f"{many.url}meetups/")
    driven.type("#cop-list-q", "evening 61")
    driven.wait("document.querySelector('[data-cop-said]').innerText === '16 of 620'")
    driven.click("#cop-list-topic option", "Silence")
    driven.wait("location.search === '?q=evening+61&topic=silence'")
    driven.wait("[...document.querySelectorAll('[data-cop-found] .cop-card__title')].length === 5")
    assert driven.run("return document.documentElement.scrollWidth <= innerWidth")
    driven.click("[data-cop-clear]")
    driven.click(".cop-jumps a", "2022")
    driven.click("summary", "more")
    driven.click("article a", "Evening 130 on round tables")
    driven.wait("document.querySelector('h1').innerText === 'Evening 130 on round tables'")
    driven.resize(*WIDE)


def test_progress_is_kept(driven: DrivenPage, url: str) -> None:
    """A step that was marked as done is done after a reload, in the rail as well."""
    driven.open(f"{url}paths/new-facilitator/")
    driven.click(".cop-step button", "Done")
    driven.open(f"{url}paths/new-facilitator/")
    driven.wait("document.querySelector('.cop-beside [data-cop-state=done]') !== null")


def test_a_term_is_explained(driven: DrivenPage, url: str) -> None:
    """The definition of a marked word is seen as soon as it has the focus."""
    driven.open(f"{url}topics/core-and-periphery/")
    driven.wait("document.querySelector('.cop-term') !== null && document.querySelector('.cop-definition') !== null")
    driven.run("document.querySelector('.cop-term').focus()")
    driven.wait("[...document.querySelectorAll('.cop-definition')].some((e) => e.getClientRects().length)")
