"""What readers come for, done in Firefox, too: where there is one, since the other tests need a Chromium only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .conftest import SiteServer
from .firefox import Firefox, find_firefox, start_firefox


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox without a window."""
    program = find_firefox()
    if not program:
        pytest.skip("there is no Firefox (Debian has it as firefox-esr)")
    with start_firefox(program, tmp_path_factory.mktemp("firefox")) as found:
        found.resize(1300, 900)
        yield found


@pytest.fixture
def url(site_server: SiteServer) -> str:
    """The address of the example community."""
    return site_server.url


def test_when_we_last_spoke_about_cameras_and_what_was_decided(firefox: Firefox, url: str) -> None:
    """Keys typed after `/` reach the field, the dialog has the note, and the note says what was decided."""
    firefox.open(url)
    firefox.run(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true}))"
    )
    firefox.type("dialog[open] input[type=search]", "cameras decided")
    firefox.wait("document.querySelectorAll('dialog ol.cop-finds li').length > 0")
    firefox.click("dialog ol.cop-finds a")
    firefox.wait("/\\/(meetups|practices|topics|log)\\//.test(location.pathname)")
    assert "camera" in firefox.run("return document.querySelector('article').innerText").lower()


def test_whom_to_ask(firefox: Firefox, url: str) -> None:
    """The page of a topic leads to somebody who can help with it."""
    firefox.open(f"{url}topics/core-and-periphery/")
    firefox.click(".cop-facts a", "Jonas Weber")
    firefox.wait("location.pathname.endsWith('/members/jonas-weber/')")
    assert "Core and periphery" in firefox.run("return document.querySelector('.cop-facts').innerText")


def test_what_was_left_out(firefox: Firefox, url: str) -> None:
    """It is on the first screen of the page on coverage."""
    firefox.open(f"{url}coverage/")
    where = "[...document.querySelectorAll('.cop-chip')].find((e) => e.innerText.includes('Remote facilitation'))"
    assert 0 < firefox.wait(f"{where}.getBoundingClientRect().bottom") < firefox.run("return innerHeight")


def test_from_one_meetup_to_the_next(firefox: Firefox, url: str) -> None:
    """The ways below a meetup lead on."""
    firefox.open(f"{url}meetups/2026-04-08-handling-silence/")
    firefox.click("nav[aria-label='Before and after'] a", "Next")
    firefox.wait("!location.pathname.includes('handling-silence')")


def test_a_wrong_address_arrives(firefox: Firefox, url: str, site_server: SiteServer) -> None:
    """The page that says so leads to the one with the nearest title."""
    firefox.open(f"{url}topics/handling-silense/")
    firefox.click("[data-cop-near] a", "Handling silence")
    firefox.wait("location.pathname.includes('handling-silence')")
    site_server.missing.clear()


def test_a_list_is_filtered_on_a_phone(firefox: Firefox, url: str) -> None:
    """As one types; the address has what was typed, and the page is not wider than the phone."""
    firefox.resize(450, 812)
    firefox.open(f"{url}meetups/")
    firefox.type("input[type=search], .cop-list form input", "silence")
    firefox.wait("location.search.includes('silence')")
    cards = "[...document.querySelectorAll('.cop-card')].filter((e) => e.getClientRects().length)"
    assert firefox.wait(f"{cards}.length") < 18
    assert firefox.run("return document.documentElement.scrollWidth <= innerWidth")
    firefox.resize(1300, 900)


def test_progress_is_kept(firefox: Firefox, url: str) -> None:
    """A step that was marked as done is done after a reload, in the rail as well."""
    firefox.open(f"{url}paths/new-facilitator/")
    firefox.click(".cop-step button", "Done")
    firefox.open(f"{url}paths/new-facilitator/")
    firefox.wait("document.querySelector('.cop-beside [data-cop-state=done]') !== null")


def test_a_term_is_explained(firefox: Firefox, url: str) -> None:
    """The definition of a marked word is seen as soon as it has the focus."""
    firefox.open(f"{url}topics/core-and-periphery/")
    firefox.wait("document.querySelector('.cop-term') !== null && document.querySelector('.cop-definition') !== null")
    firefox.run("document.querySelector('.cop-term').focus()")
    firefox.wait("[...document.querySelectorAll('.cop-definition')].some((e) => e.getClientRects().length)")
