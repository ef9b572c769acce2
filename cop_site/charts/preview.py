"""Preview pictures: what chats and mails show of a page whose address somebody shares, drawn when the site is built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cop_site.wording.direction import Direction
from cop_site.wording.letters import cut

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""Pixels, in the ratio that the networks ask for."""
COLORS = ("#595959", "#006e4e", "#36589b", "#8a4603", "#863d69", "#00668b", "#536300", "#6a488e", "#903c39")
"""Of no area, and of each area, as in `charts.css` on light pages."""
_INK = (0x22, 0x22, 0x22)
_SHADES = 16
"""Of each of the two colors: edges of letters are smooth, and the files are small."""
_LEFT, _RIGHT, _TOP = 96, WIDTH - 80, 64
_SMALL, _MARK = 34, 40
_SIZES = ((76, 3), (60, 4), (48, 5))
"""Sizes of the title in pixels, each with as many lines as there is room for; the first that it fits into is taken."""
_PART = re.compile(r"\s*[^\s/]+/?|\s*/")
"""What a line can end after: a word, or a part of an address."""
_SCALE = 4
"""Shapes are drawn larger first, so that their edges are smooth."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is drawn."""

    community: str
    kind: str
    title: str
    facts: tuple[str, ...] = ()
    """Such as the day and the topic, each on a line of its own."""
    mark: str = ""
    """The name of the shape of its status; empty if it has none."""
    status: str = ""
    """The status in words."""
    area: int = 0
    """The number of its area, from 1; 0 for none."""
    address: str = ""
    """Where it is, which stands for a title that cannot be drawn."""
    direction: Direction = "ltr"
    """Which way the texts run, and with them the picture."""

    @property
    def digest(self) -> str:
        """What the same picture has, too."""
        return blake2b(repr(astuple(self)).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def draw_preview(preview: Preview) -> bytes:
    """Return a picture as PNG, the same bytes for the same values.

    Texts with letters that the font lacks are left out: boxes in their place would tell nothing. The address stands
    for such a title.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415  # most builds draw nothing

    ink, color = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(2))
    _draw_texts(_Pen(ImageDraw.Draw(ink), preview.direction), preview)
    pen = _Pen(ImageDraw.Draw(color), preview.direction)
    pen.draw.rectangle((pen.find_left(0, 32), 0, pen.find_left(0, 32) + 31, HEIGHT), fill=255)
    pen.write((_LEFT, _TOP), preview.kind)
    if preview.mark in _MARKS:
        color.paste(_draw_mark(preview.mark), (pen.find_left(_LEFT, _MARK), HEIGHT - 104))
    return _pack(ink, color, COLORS[(preview.area - 1) % (len(COLORS) - 1) + 1 if preview.area else 0])


def can_draw(text: str) -> bool:
    """Return whether the font has all letters of a text."""
    return text.isascii() or all(map(_has_letter, text))


@dataclass(frozen=True, slots=True)
class _Pen:
    draw: ImageDraw
    direction: Direction

    def find_left(self, left: int, width: int) -> int:
        """Return the left edge of what has a width, in a picture that is mirrored where text is."""
        return WIDTH - left - width if self.direction == "rtl" else left

    def write(self, at: tuple[int, int], text: str, size: int = _SMALL, *, bold: bool = False) -> None:
        """Draw a text, of which `at` is the top left edge, unless the font lacks one of its letters."""
        if can_draw(text):
            font = _font(size, bold=bold)
            place = (self.find_left(at[0], round(font.getlength(text))), at[1])
            self.draw.text(place, text, fill=255, font=font)


def _draw_texts(ink: _Pen, preview: Preview) -> None:
    title = preview.title if can_draw(preview.title) else preview.address
    for size, most in _SIZES:
        lines = list(_wrap(title, _font(size, bold=True)))
        if len(lines) <= most:
            break
    for number, line in enumerate(_cut(lines, most)):
        ink.write((_LEFT, 128 + number * int(size * 1.2)), line, size, bold=True)
    for number, fact in enumerate(reversed(preview.facts[:2])):
        ink.write((_LEFT, HEIGHT - 168 - number * 48), _cut(list(_wrap(fact, _font(_SMALL))), 1)[0])
    ink.write((_LEFT + (_MARK + 16 if preview.mark in _MARKS else 0), HEIGHT - 102), preview.status)
    width = _font(_SMALL).getlength(preview.community)
    if width < _RIGHT - _LEFT - 320:
        ink.write((int(_RIGHT - width), HEIGHT - 102), preview.community)


def _wrap(text: str, font: FreeTypeFont) -> Iterator[str]:
    """Yield the lines of a text; a word that is too long for one is cut."""
    line = ""
    for part in _PART.findall(text):
        while font.getlength(part) > _RIGHT - _LEFT:
            part = cut(part, len(part) * 3 // 4)  # noqa: PLW2901  # until it fits
        longer = f"{line}{part}".strip()
        if line and font.getlength(longer) > _RIGHT - _LEFT:
            yield line
            longer = part.strip()
        line = longer
    yield line


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]} …"]


@lru_cache(maxsize=8)
def _font(size: int, *, bold: bool = False) -> FreeTypeFont:
    """Return Lato, which MkDocs brings along for a theme of its own, in a size in pixels."""
    from PIL import ImageFont  # noqa: PLC0415  # as above

    # Not by its module, which is ProperDocs where that builds, and has another theme.
    name = f"mkdocs/themes/readthedocs/css/fonts/lato-{'bold' if bold else 'normal'}.woff"
    file = Path(str(distribution("mkdocs").locate_file(name)))
    # What lays out texts of all scripts is another library, whose versions would change the bytes.
    return ImageFont.truetype(BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has_letter(letter: str) -> bool:
    """Return whether the font has a letter: what it lacks looks like a character that no font has."""
    mask = _font(_SMALL).getmask
    return letter.isspace() or bytes(mask(letter)) != bytes(mask("\U0010fffe"))


def _draw_mark(name: str) -> Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415  # as above

    large = Image.new("L", (_MARK * _SCALE, _MARK * _SCALE))
    _MARKS[name](ImageDraw.Draw(large), _MARK * _SCALE)
    return large.resize((_MARK, _MARK), Image.Resampling.BOX)


def _disc(draw: ImageDraw, size: int) -> None:
    draw.ellipse((0, 0, size - 1, size - 1), fill=255)


def _ring(draw: ImageDraw, size: int) -> None:
    draw.ellipse((0, 0, size - 1, size - 1), outline=255, width=size // 8)


def _half(draw: ImageDraw, size: int) -> None:
    _ring(draw, size)
    draw.pieslice((0, 0, size - 1, size - 1), 90, 270, fill=255)


def _quarter(draw: ImageDraw, size: int) -> None:
    _ring(draw, size)
    draw.pieslice((0, 0, size - 1, size - 1), 270, 360, fill=255)


def _dashes(draw: ImageDraw, size: int) -> None:
    for angle in range(0, 360, 45):
        draw.arc((0, 0, size - 1, size - 1), angle, angle + 25, fill=255, width=size // 8)


def _moon(draw: ImageDraw, size: int) -> None:
    _disc(draw, size)
    draw.ellipse((size // 3, -size // 6, size + size // 6, size * 2 // 3), fill=0)


def _cross(draw: ImageDraw, size: int) -> None:
    draw.line((0, 0, size, size), fill=255, width=size // 8)
    draw.line((0, size, size, 0), fill=255, width=size // 8)


_MARKS: dict[str, Callable[[ImageDraw, int], None]] = {
    "covered": _disc,
    "partial": _half,
    "planned": _dashes,
    "introduced": _quarter,
    "left out": _ring,
    "resting": _moon,
    "cancelled": _cross,
}
"""The shapes that the site has for these, in few strokes."""


def _pack(ink: Image, color: Image, area: str) -> bytes:
    """Return two layers as a PNG with a palette: one in the color of texts, above it one in that of the area."""
    step = 256 // _SHADES
    packed = ink.point(lambda value: value // step).convert("P")
    where = color.point(lambda value: 255 * (value >= step))
    packed.paste(color.point(lambda value: value // step + _SHADES), mask=where)
    packed.putpalette([*_shade(_INK), *_shade(bytes.fromhex(area[1:]))])
    file = BytesIO()
    packed.save(file, "PNG", compress_level=6, bits=8)
    return file.getvalue()


def _shade(color: tuple[int, ...] | bytes) -> Iterator[int]:
    """Yield the colors from white to a color, as red, green and blue each."""
    for shade in range(_SHADES):
        yield from (255 - (255 - part) * shade // (_SHADES - 1) for part in color)
