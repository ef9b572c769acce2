"""What readers see of a text: names for handles of listed members, days as the site writes them, and emoji."""

from __future__ import annotations

import pytest
from communities import site_of
from sites import parse

from cop_site.content.gfm import show_emoji

NOTES = {
    "members/ana-li.md": "---\nname: Ana Li\nlisted: true\n---\n",
    "members/bo.md": "---\nname: Bo Moe\n---\n",
    "topics/silence.md": "---\ntitle: Silence\nsummary: 'We did it :tada:'\n---\nText.\n",
}
MEETUP = "---\ntitle: Evening\ndate: 2026-03-04\ntags: [silence]\n---\n"


def _body(text: str) -> str:
    site = site_of({**NOTES, "meetups/2026-03-04-evening.md": MEETUP + text})
    return site.bodies.html_of(site.community.by_key["meetups/2026-03-04-evening"])


def test_a_handle_is_the_name_of_a_listed_member() -> None:
    """It leads to their page; that of somebody who is not listed, or unknown, leads nowhere and names nobody."""
    body = parse(_body("- [ ] @ana-li asks @bo and @nobody (due 2026-04-01), mail ana@ana-li.example\n"))
    links = [(e.text, e.attributes["href"]) for e in body.walk() if e.tag == "a"]
    assert links == [("Ana Li", "../../members/ana-li/")]
    assert "Ana Li asks a member and a member (due 1 Apr 2026), mail ana@ana-li.example" in " ".join(body.text.split())


@pytest.mark.parametrize("text", ["`@ana-li :tada: (due 2026-04-01)`", "```\n@ana-li :tada: (due 2026-04-01)\n```"])
def test_code_stays_as_it_is(text: str) -> None:
    """What somebody writes as code is to be copied."""
    assert "@ana-li :tada: (due 2026-04-01)" in parse(_body(text)).text


def test_a_link_of_a_contributor_stays_one_link() -> None:
    """A handle in the text of a link does not become a link within it."""
    body = parse(_body("[ask @ana-li](https://a.example/) (due soon)\n"))
    assert [e.text for e in body.walk() if e.tag == "a"] == ["ask @ana-li"]
    assert "(due soon)" in body.text


def test_shortcodes_are_emoji() -> None:
    """Each name that GitHub knows, also another name of one; what is no name stays as it is."""
    assert show_emoji("a:tada:b :+1: :thumbsup: :10: 12:30:45 :nothing:") == "a🎉b 👍 👍 :10: 12:30:45 :nothing:"
    site = site_of(NOTES)
    assert site.brief(site.community.by_key["topics/silence"]) == "We did it 🎉"
    assert "🎉" in _body("Done :tada:\n")
