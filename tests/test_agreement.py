"""The day on which the community last agreed on its purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from communities import AS_OF, measure_texts, site_of

from cop_site.insight.advice import Need, advise
from cop_site.pages.home import home_page
from cop_site.pages.start import start_page

MEETUP = {"meetups/2026-01-14-purpose.md": "---\ntitle: Whom do we serve?\n---\n"}


def _write(agreed: object) -> dict[str, str]:
    return {"index.md": f"---\nname: Us\npurpose: P.\nagreed: {agreed}\n---\n", **MEETUP}


@pytest.mark.parametrize(
    ("agreed", "says"),
    [
        ("{on: 2026-01-14, meetup: 2026-01-14-purpose}", "Agreed on <time"),
        ("2025-11-25", "Agreed on <time"),
        ("2025-11-24", "That was more than a year ago. Does it still hold?"),
    ],
    ids=["by a meetup", "a year ago", "longer ago"],
)
def test_pages_say_when_the_purpose_was_agreed_on(agreed: str, says: str) -> None:
    """On the home page and for newcomers: the day, the meetup, and after a year a question."""
    site = site_of(_write(agreed))
    for page in (home_page(site), start_page(site)):
        assert says in page.html
        assert ("Does it still hold?" in page.html) is ("Does" in says)
        assert ("2026-01-14-purpose/" in page.html.split("Agreed on")[1].split("</p>")[0]) is ("meetup" in agreed)


def test_a_day_to_come_and_an_unknown_meetup_are_not_shown() -> None:
    """Nobody has agreed yet, and a link leads somewhere or is none."""
    assert "Agreed on" not in home_page(site_of(_write("2026-11-26"))).html
    assert "Agreed on" not in home_page(site_of(MEETUP)).html
    unknown = home_page(site_of(_write("{on: 2026-01-14, meetup: 2026-01-14-else}"))).html
    assert "Agreed on <time" in unknown
    assert "2026-01-14-else" not in unknown


def test_after_a_year_the_health_page_asks_again() -> None:
    """From the day after the year is over."""
    for days, needed in ((365, False), (366, True)):
        figures = measure_texts(_write(AS_OF - timedelta(days)))
        assert (Need.PURPOSE in [advice.need for advice in advise(figures)]) is needed
    assert Need.PURPOSE not in [advice.need for advice in advise(measure_texts(_write(date(2027, 1, 1))))]
