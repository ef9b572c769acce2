"""What raw HTML may do, beside the cases that are pages."""

from __future__ import annotations

import pytest

from cop_site.content.gfm.sanitise import SEAL, is_absolute, is_shown, sanitise


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP:x",
        "x+y.z-1:a",
        "//example.org",
        "\\\\example.org",
        "/\\example.org",
        " //example.org",
        "\t/\n/\rexample.org",
        "/\t/example.org",
        "/\r/example.org",
        "java\nscript:alert(1)",
        "data:,x",
    ],
)
def test_what_a_browser_takes_for_another_origin_is_absolute(url: str) -> None:
    """A scheme, or two slashes of either kind, also with what a browser drops before it looks."""
    assert is_absolute(url)


@pytest.mark.parametrize("url", ["", "a.md", "/a", "\\a", "a//b", "a/b:c", "?a:b", "#a:b", "1a:b", "./a:b", ":a"])
def test_what_stays_on_the_site_is_not_absolute(url: str) -> None:
    """Paths, queries and fragments, whatever signs are further on in them."""
    assert not is_absolute(url)


@pytest.mark.parametrize(("tag", "shown"), [("kbd", True), ("script", False), ("input", False), ("label", False)])
def test_controls_are_the_renderers_own(tag: str, *, shown: bool) -> None:
    """What a contributor writes is shown, but for what acts and the boxes of tasks."""
    assert is_shown(tag) is shown


def test_what_the_renderer_wrote_itself_is_kept_without_its_seal() -> None:
    """Values with the seal pass whatever they are; a sealed id comes before the same id of a contributor."""
    html = f'<p id="x" class="y">1</p><p id="{SEAL}x" class="{SEAL}md-y" style="a: b">2</p>'
    assert sanitise(html, str) == '<p>1</p><p id="x" class="md-y">2</p>'
    sealed = f'<input type="{SEAL}checkbox" aria-label="{SEAL}Done"><label>x</label>'
    assert sanitise(sealed, str) == '<input type="checkbox" aria-label="Done"><label>x</label>'


def test_links_to_other_websites_are_no_recommendation() -> None:
    """Each has a `rel` of ours, whatever the contributor wrote; links that stay on the site have none."""
    rel = ' rel="nofollow ugc noopener"'
    for link in (
        '<a href="https://a.example/">',
        '<a href="mailto:a@b.example">',
        '<a title="x" href="HTTP://a.example">',
    ):
        assert sanitise(f"{link.replace('>', ' rel=opener>')}x</a>", str) == f"{link[:-1]}{rel}>x</a>"
    for link in ('<a href="../b/">', '<a href="#b">', '<a name="b">', '<a id="c" title="https://a.example/">'):
        assert sanitise(f'<a href="https://a.example/">x</a>{link}x</a>', str).endswith(f"{link}x</a>")


def test_a_text_may_be_cleaned_while_another_is() -> None:
    """Each keeps to its own ids and its own way to resolve addresses."""

    def resolve(url: str) -> str:
        inner = sanitise('<i id="a"></i><a href="b">x</a>', lambda other: f"inner/{other}")
        assert inner == '<i id="a"></i><a href="inner/b">x</a>'
        return f"outer/{url}"

    html = '<i id="a"></i><a href="c">x</a><i id="a"></i><a href="d">x</a>'
    assert sanitise(html, resolve) == '<i id="a"></i><a href="outer/c">x</a><i></i><a href="outer/d">x</a>'


def test_nothing_is_left_of_one_text_in_the_next() -> None:
    """The same id is free again in another text."""
    for _ in range(2):
        assert sanitise('<i id="a"></i>', str) == '<i id="a"></i>'
