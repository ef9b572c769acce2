"""A page whose address is shared has a picture, drawn when the site is built, the same each time."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from communities import site_of
from PIL import Image, ImageChops, ImageStat
from sites import build, set_up, write_notes

from cop_site.charts.preview import COLORS, HEIGHT, WIDTH, Preview, draw_preview
from cop_site.pages.head import add_head
from cop_site.pages.notes import note_page
from cop_site.pages.preview import _preview, describe_picture, preview_routes
from cop_site.pages.site import Site

TEMPLATES = Path(__file__).parents[1] / "docs_template"
STYLES = TEMPLATES / "assets/charts.css"
MARKS = ("covered", "partial", "planned", "introduced", "left out", "resting", "cancelled")
MEETUP = Preview("Us", "Meetup", "One evening", ("Wed 14 Jan 2026", "Alpha"), "planned", "planned", 1)
NOTES = {
    "index.md": "---\nname: Us\npurpose: To learn.\n---\n",
    "topics/alpha.md": "---\ntitle: Alpha\narea: First\n---\nWords.\n",
    "members/zuqel-wyxov.md": "---\nname: Zuqel Wyxov\n---\n",
    "meetups/2026-12-02-one.md": "---\ntitle: Hear @zuqel-wyxov\ntags: [alpha]\n---\n",
    "paths/way.md": "---\ntitle: Way\nfor: All\ngoals: [alpha]\n---\n",
}


def site_with(*, previews: bool) -> Site:
    """Return the site of some notes, with pictures of each of them or one for all."""
    site = replace(site_of(NOTES), url="https://example.org/us/")
    return replace(site, settings=site.settings.model_copy(update={"previews": previews}))


@pytest.mark.parametrize(
    "preview",
    [
        MEETUP,
        replace(MEETUP, title="x" * 10_000),
        replace(MEETUP, title="word " * 2_000, facts=("y " * 500, "z" * 500)),
        *(replace(MEETUP, mark=mark) for mark in (*MARKS, "")),
        Preview("", "", ""),
    ],
)
def test_a_picture_is_a_png_of_the_usual_size(preview: Preview) -> None:
    """Whatever is drawn; twice the same bytes, and few."""
    drawn = draw_preview(preview)
    assert drawn == draw_preview(preview)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == (WIDTH, HEIGHT)
    assert len(drawn) < 64 * 1024


def test_all_that_is_said_is_drawn() -> None:
    """Each value makes another picture, and another digest."""
    changes: dict[str, Any] = {
        "community": "We",
        "kind": "Path",
        "title": "Two",
        "facts": ("A day",),
        "mark": "covered",
    }
    others = [replace(MEETUP, **{name: value}) for name, value in (changes | {"status": "off", "area": 2}).items()]
    assert len({draw_preview(preview) for preview in (MEETUP, *others)}) == 8
    assert len({preview.digest for preview in (MEETUP, *others)}) == 8


def test_letters_that_the_font_lacks_are_no_boxes() -> None:
    """The text with them is left out; letters of other alphabets in Europe are there."""
    empty = draw_preview(replace(MEETUP, title=""))
    assert draw_preview(replace(MEETUP, title="沈黙とのつきあい方")) == empty
    assert len({draw_preview(replace(MEETUP, title=title)) for title in ("Žluťoučký", "Тишина", "Σιωπή", "")}) == 4


def test_the_address_stands_for_a_title_without_letters() -> None:
    """So that a picture in a language that the font does not know says where it leads."""
    preview = replace(MEETUP, address="example.org/us/silence")
    assert draw_preview(replace(preview, title="沈黙")) == draw_preview(replace(preview, title=preview.address))
    assert draw_preview(replace(preview, title="沈黙", address="沈黙")) == draw_preview(replace(preview, title=""))
    site = replace(site_of({**NOTES, "topics/沈黙.md": "---\ntitle: 沈黙\n---\n"}), url="https://example.org/us/")
    site = replace(site, settings=site.settings.model_copy(update={"previews": True}))
    assert _preview(site, "topics/alpha/").address == "example.org/us/topics/alpha"
    assert _preview(site, "topics/沈黙/").address == "example.org/us"


def test_a_picture_is_mirrored_where_text_is() -> None:
    """The bar, the mark and the texts are as far from the right as they were from the left."""
    ltr, rtl = (
        ImageChops.invert(Image.open(BytesIO(draw_preview(replace(MEETUP, direction=way)))).convert("L"))
        for way in ("ltr", "rtl")
    )
    for top, bottom in ((0, 10), (140, 200), (420, 500), (520, 570)):
        there, here = (picture.crop((32, top, WIDTH - 32, bottom)).getbbox() for picture in (ltr, rtl))
        assert (there is None) == (here is None)
        if there and here:
            assert there[0] == pytest.approx(WIDTH - 64 - here[2], abs=8)
    assert ltr.crop((0, 0, 32, 10)).getbbox()
    assert not rtl.crop((0, 0, 32, 10)).getbbox()
    assert rtl.crop((WIDTH - 32, 0, WIDTH, 10)).getbbox()


@pytest.mark.slow
def test_a_build_says_what_pictures_lack(tmp_path: Path) -> None:
    """Where the font does not know the letters of the site's name."""
    root = write_notes(set_up(tmp_path), {"index.md": "---\nname: 蜂の会\n---\n"})
    (root / "mkdocs.yml").write_text(
        "site_name: 蜂の会\nsite_url: https://example.org/\ntheme: material\nplugins: [cop]\n", "utf-8"
    )
    assert "addresses stand for titles" in build(root).stderr


def test_areas_have_the_colors_of_the_charts() -> None:
    """Those of light pages."""
    assert (
        tuple(re.findall(r"--cop-area-\d: (#[0-9a-f]{6})", STYLES.read_text("utf-8"))[: len(COLORS) - 1]) == COLORS[1:]
    )


def _shape(name: str) -> Image.Image:
    """The shape of a status on the pages, without what is around it."""
    import cairosvg  # noqa: PLC0415  # only where cairo is

    file = TEMPLATES / f"partials/shapes/{name.replace(' ', '-')}.svg"
    svg = (
        file.read_text("utf-8")
        .replace('"0 0 16 16"', '"1.2 1.2 13.6 13.6"')
        .replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    return Image.open(BytesIO(cairosvg.svg2png(svg.encode(), output_width=40, output_height=40))).getchannel("A")


@pytest.mark.skipif(not find_library("cairo"), reason="cairo is not installed, with which shapes are drawn here")
@pytest.mark.parametrize("mark", MARKS)
def test_a_status_has_the_mark_that_it_has_on_pages(mark: str) -> None:
    """Of all marks, the one that is drawn is most like its own."""
    drawn = Image.open(BytesIO(draw_preview(Preview("", "", "", mark=mark)))).convert("L").crop((96, 526, 136, 566))
    ink = ImageChops.invert(drawn).point(lambda value: 255 if value > 64 else 0)
    differs = {name: ImageStat.Stat(ImageChops.difference(ink, _shape(name))).mean[0] for name in MARKS}
    assert min(differs, key=lambda name: differs[name]) == mark


@pytest.mark.parametrize("previews", [True, False])
def test_each_head_names_a_picture_that_is_there(previews: bool) -> None:
    """That of the note if the settings ask for it, else that of the site; with its size, and in words."""
    site = site_with(previews=previews)
    routes = preview_routes(site)
    assert len(routes) == (4 if previews else 1)
    for uri, note in site.notes_by_uri.items():
        head = add_head(site, note_page(site, note)).head
        (address,) = re.findall(r'<meta property="og:image" content="https://example.org/us/([^"]*)">', head)
        assert address in routes
        assert (uri in address) == previews
        assert f'<meta property="og:image:width" content="{WIDTH}">' in head
        assert '<meta name="twitter:card" content="summary_large_image">' in head
        assert f'<meta property="og:image:alt" content="{describe_picture(site, uri)}">' in head


def test_a_picture_says_what_is_known() -> None:
    """The kind, the title without hidden names, the day, the topic and the status."""
    site = site_with(previews=True)
    assert (
        describe_picture(site, "meetups/2026-12-02-one/") == "Meetup · Hear a member · Wed 2 Dec 2026 · Alpha · planned"
    )
    assert describe_picture(site, "topics/alpha/").startswith("Topic · Alpha · ")
    assert describe_picture(site, "start/") == "Us · To learn."


def test_what_was_drawn_is_not_drawn_again() -> None:
    """It is recalled by what is drawn."""
    asked: list[str] = []

    def recall(_shelf: str, key: str, _compute: Callable[[], Any]) -> bytes:
        asked.append(key)
        return b"kept"

    routes = preview_routes(replace(site_with(previews=True), recall=recall))
    assert {draw() for draw in routes.values()} == {b"kept"}
    assert len(set(asked)) == 4


def test_without_the_address_of_the_site_there_are_none() -> None:
    """No page could name one."""
    assert preview_routes(site_of(NOTES)) == {}
