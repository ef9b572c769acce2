"""A community's own `mkdocs.yml`: no page asks another website, and every palette can be read."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sites import EXAMPLE, built, set_up

from .conftest import SiteServer, record, serve
from .test_accessibility import KINDS, NARROW, WIDE, overflow, violations

PALETTES = ("teal", "yellow", "deep purple", "black", "white", "red")
CONFIG = """
site_name: Our community
docs_dir: content
extra:
  social: [{{icon: fontawesome/brands/git-alt, link: https://social.example/us}}]
  alternate: [{{name: English, link: ./, lang: en}}, {{name: Deutsch, link: "https://de.example.org/", lang: de}}]
theme:
  name: material
  language: de
  icon: {{logo: material/leaf}}
  palette: {palettes}
  features: [content.action.edit, navigation.tabs, navigation.footer, content.tabs.link, announce.dismiss, toc.follow]
plugins: [cop]
"""
PLAIN = "site_name: Ours\ndocs_dir: content\ntheme:\n  name: material\n  features: [navigation.tabs]\nplugins: [cop]\n"
"""As little as a `mkdocs.yml` may say: the one of the documentation, without its options."""


def _palettes() -> list[dict[str, object]]:
    """Palettes that a reader goes through with the header's button, each in light and dark."""
    toggle = {"icon": "material/weather-night", "name": "Next"}
    return [
        {"scheme": scheme, "primary": primary, "accent": primary if primary not in ("black", "white") else "lime"}
        | {"toggle": toggle}
        for primary in PALETTES
        for scheme in ("default", "slate")
    ]


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """The notes of the example with a repository, a logo, another language and six palettes."""
    root = set_up(
        tmp_path_factory.mktemp("own"), 'as_of = 2026-11-25\nrepository = "https://github.com/example/our-community"'
    )
    shutil.copytree(EXAMPLE / "content", root / "content")
    (root / "mkdocs.yml").write_text(CONFIG.format(palettes=_palettes()), "utf-8")
    with serve(built(root, "--keep-going").folder) as server:
        yield server


def test_no_kind_of_page_asks_another_website(browser: Browser, own_server: SiteServer) -> None:
    """Neither the repository's host nor any other, and nothing else goes wrong; the repository has a name."""
    context = browser.new_context(base_url=own_server.url, reduced_motion="reduce")
    problems: list[str] = []
    record(context, own_server.origin, problems)
    page = context.new_page()
    for address in KINDS.values():
        page.goto(address, wait_until="networkidle")
        assert {name.strip() for name in page.locator(".md-source__repository").all_text_contents()} == {"GitHub"}
    context.close()
    assert problems == []


def test_every_palette_can_be_read(browser: Browser, own_server: SiteServer) -> None:
    """Six palettes, light and dark: axe finds nothing, and each has an accent of its own."""
    context = browser.new_context(base_url=own_server.url, reduced_motion="reduce")
    page = context.new_page()
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto("coverage/")
    accents = []
    for number, palette in enumerate(_palettes(), 1):
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-primary", f"cop-{palette['primary']}".replace(" ", "-"))
        expect(body).to_have_attribute("data-md-color-scheme", str(palette["scheme"]))
        accents.append(page.locator(".md-header .md-logo svg").evaluate("svg => getComputedStyle(svg).color"))
        assert violations(page) == []
        if number < len(_palettes()):
            page.locator("[data-md-component=palette] label:visible").click()
    context.close()
    greys = 2  # black and white have the same
    assert len(set(accents)) == len(accents) - greys


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_config_without_a_palette_can_be_read(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, width: int
) -> None:
    """Who names no colours gets ours."""
    root = set_up(tmp_path_factory.mktemp("plain"))
    (root / "content").mkdir()
    shutil.copy(EXAMPLE / "content" / "index.md", root / "content")
    (root / "mkdocs.yml").write_text(PLAIN, "utf-8")
    with serve(built(root, "--keep-going").folder) as server:
        page = browser.new_page(reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 812})
        for address in ("", "topics/", "search/"):
            page.goto(server.url + address)
            assert violations(page) == []
            assert overflow(page) == 0
        page.close()
