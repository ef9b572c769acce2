"""HTML of notes is written as Markdown that shows the same when it is rendered again."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_gfm import LINKS, PIECES, document

from cop_site.content.gfm import render, write_markdown

CASES: dict[str, list[str]] = json.loads((Path(__file__).parent / "cases/markdown/written.json").read_text("utf-8"))
_BETWEEN = re.compile(
    r"</?(?:p|li|h\d|t[hdr]|table|div|d[lt]|dd|pre|[uo]l|blockquote|details|section|summary|br|hr)(?: [^>]*)?>"
)
_FORMULA = re.compile(r'<math [^>]*alttext="([^"]*)".*?</math>', re.DOTALL)
_BACK = re.compile(r'<a class="footnote-backref".*?</a>')
_URL = re.compile(r' (?:href|src)="([^"#]*)')
_TAG = re.compile(r"<[^>]*>")
SIGNS = st.sampled_from(
    [*"\\`*_{}[]()#+-.!|~<>&$:=^\"'/ \n", "a", "1", "é", "漢", "www.", "http://a.b/", "<b>", "</b>", "<table>", "<td>"]
)
"""What means something in Markdown, letters beside it, and HTML."""


def rendered(markdown: str) -> str:
    """Return Markdown as a page shows it, with all links."""
    return render(markdown, lambda url: url)


def shown(html: str) -> tuple[list[str], list[str]]:
    """Return the words of some HTML, and where its links and images lead, unless that is among the words."""
    html = _BACK.sub("", html)
    words = unescape(_TAG.sub("", _BETWEEN.sub(" ", _FORMULA.sub(r"\1", html)))).split()
    addresses = [unquote(unescape(url)) for url in _URL.findall(html)]
    return words, [url for url in addresses if re.sub(r"^(?:https?://|mailto:)", "", url) not in " ".join(words)]


def assert_same(markdown: str) -> None:
    """Hold that Markdown written from a page shows what the page shows."""
    html = rendered(markdown)
    assert shown(rendered(write_markdown(html, lambda url: url))) == shown(html)


@pytest.mark.parametrize("name", CASES)
def test_each_element_is_written_as_readers_of_markdown_know_it(name: str) -> None:
    """What stands in a note comes out as it would be written by hand, and shows the same."""
    source, written = CASES[name]
    assert write_markdown(rendered(source), lambda url: f"https://e.org/{url}" if url[0] != "h" else url) == written
    assert_same(source)


@settings(max_examples=150, deadline=None)
@given(document | st.lists(SIGNS | PIECES | LINKS, max_size=40).map("".join))
def test_what_is_written_shows_the_same(markdown: str) -> None:
    """No sign in a text begins anything, and nothing is lost, whatever a note has in it."""
    assert_same(markdown)
