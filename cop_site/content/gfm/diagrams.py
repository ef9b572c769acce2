"""Draws Mermaid diagrams as pictures (SVG) when the site is built, if the extra `diagrams` is installed.

A picture in a page runs nothing, loads nothing, and has styles and ids of its own. What the library writes is cleaned
as any other drawing is. What cannot be drawn stays its source.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import escape, unescape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cop_site.content.gfm.events import LineIndex, parse

MAX_CHARACTERS = 10_000
"""Characters of the longest diagram that is drawn."""
MAX_DIAGRAMS = 30
"""Diagrams of a note that are drawn."""
MAX_BYTES = 300_000
"""Of all drawings of a note together, since they are part of its page."""

_COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("draw.py")))
_SIZE = re.compile(r'<svg [^>]*?viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
_NAMES = re.compile(r"<svg [^>]*>\s*(?:<title[^>]*>([^<]*)</title>)?\s*(?:<desc[^>]*>([^<]*)</desc>)?")
_KIND = re.compile(r'aria-roledescription="([A-Za-z]+)')
_SAFE = " !$'()*+,/:;=?@[]^_`{|}~"
"""What may stand as it is in an address that stands in quotation marks."""
_DRAWN = re.compile(
    r'<div class="cop-diagram"[^>]*>(?:<img [^>]*>)+</div><details><summary>Mermaid</summary>(.*?)</details>\n',
    re.DOTALL,
)
"""Nobody but `_write` can give an element this class, and what is in the source is escaped."""


class Drawing(NamedTuple):
    """A diagram, drawn."""

    light: str
    """The SVG for light pages."""
    dark: str
    """The same for dark pages; empty for a diagram with colors of its own."""
    name: str
    """What the diagram calls itself, or its kind."""
    width: int
    height: int
    """In pixels, as for all pictures."""


class Undrawn(NamedTuple):
    """A diagram that cannot be drawn."""

    reason: str
    line: int | None = None
    """The line of the diagram, from 0, if it is known."""


class Diagrams:
    """Draws the diagrams of one note."""

    def __init__(self, seal: str) -> None:
        self._seal = seal
        self._sources: list[str] = []

    def mark(self, source: str, html: str) -> str:
        """Return the HTML of a diagram's source, with the place of its drawing; it is drawn once all are known."""
        if not is_installed() or len(self._sources) >= MAX_DIAGRAMS:
            return html
        self._sources.append(source)
        number = len(self._sources) - 1
        return f"{self._seal}~{number}~{html}{self._seal}~/{number}~"

    def place(self, html: str) -> str:
        """Return sanitised HTML with the drawings in it, and below each its source."""
        for number, drawn in enumerate(draw_diagrams(tuple(self._sources))):
            before = after = ""
            if isinstance(drawn, Drawing):
                before, after = f"{_write(drawn)}<details><summary>Mermaid</summary>", "</details>\n"
            html = html.replace(f"{self._seal}~{number}~", before).replace(f"{self._seal}~/{number}~", after)
        return html


@cache
def is_installed() -> bool:
    """Return whether the library is installed that draws diagrams."""
    return find_spec("merman") is not None


def is_diagram(info: str) -> bool:
    """Return whether the text after an opening fence says that a diagram follows."""
    return info.partition(" ")[0].lower() == "mermaid"


def drop_drawings(html: str) -> str:
    """Return rendered HTML with the source of each diagram in place of its drawing, as it is without the extra."""
    return _DRAWN.sub(r"\1", html) if "cop-diagram" in html else html


def find_undrawn(body: str) -> list[tuple[str, int]]:
    """Return the reason for each diagram of a body that cannot be drawn, and its line in the body, from 0."""
    if not is_installed() or "mermaid" not in body.lower():
        return []
    found = list(_find_diagrams(body))
    drawn = zip(found, draw_diagrams(tuple(source for source, _ in found)), strict=True)
    return [
        (undrawn.reason, line if undrawn.line is None else line + 1 + undrawn.line)
        for (_, line), undrawn in drawn
        if isinstance(undrawn, Undrawn)
    ]


@lru_cache(maxsize=4)  # the check and a page look at the same note
def draw_diagrams(sources: tuple[str, ...]) -> tuple[Drawing | Undrawn, ...]:
    """Return the drawing of each diagram of a note, or why there is none."""
    drawn: list[Drawing | Undrawn | None] = list(map(_refuse, range(len(sources)), sources))
    wanted = [number for number, refused in enumerate(drawn) if not refused]
    answers = _ask([sources[number] for number in wanted]) if wanted else iter(())
    left = MAX_BYTES
    for number in wanted:
        found = next(answers)
        if isinstance(found, Drawing):
            left -= len(found.light) + len(found.dark)
            found = found if left >= 0 else Undrawn(f"the drawings of the note have more than {MAX_BYTES:,} bytes")
        drawn[number] = found
    return tuple(filter(None, drawn))


def _refuse(number: int, source: str) -> Undrawn | None:
    if number >= MAX_DIAGRAMS:
        return Undrawn(f"the note has more than {MAX_DIAGRAMS} diagrams")
    if len(source) > MAX_CHARACTERS:
        return Undrawn(f"it has {len(source):,} characters (maximum {MAX_CHARACTERS:,})")
    return None


def _ask(sources: Sequence[str]) -> Iterator[Drawing | Undrawn]:
    """Yield what a process of its own says of each diagram: whatever one of them does to it, the build goes on."""
    request = json.dumps(sources).encode()
    done = subprocess.run(_COMMAND, input=request, capture_output=True, check=False)  # noqa: S603  # our own program
    answers = done.stdout.splitlines()
    yield from map(_read, answers[: len(sources)])
    reason = f"what draws it has stopped with status {done.returncode}"
    if done.returncode < 0:
        reason = "it takes too long, or too much memory"
    if len(answers) < len(sources):
        yield Undrawn(reason)
        yield from [Undrawn("another diagram before it has stopped what draws them")] * (
            len(sources) - len(answers) - 1
        )


def _read(answer: bytes) -> Drawing | Undrawn:
    from cop_site.content.assets.svg import clean_svg  # noqa: PLC0415  # few notes have diagrams

    found = json.loads(answer)
    if "problem" in found:
        return Undrawn(found["problem"], found["line"])
    light, dark = (clean_svg(found[name].encode(), "") if found[name] else b"" for name in ("light", "dark"))
    if not isinstance(light, bytes) or not isinstance(dark, bytes) or not (size := _SIZE.match(light.decode())):
        return Undrawn("what was drawn is refused")
    width, height = (round(float(length)) for length in size.groups())
    return Drawing(light.decode(), dark.decode(), _name(light.decode()), width, height)


def _name(svg: str) -> str:
    """Return the title and the description of a drawing, or what kind of diagram it is: `class diagram`."""
    named = _NAMES.match(svg)
    texts = (" ".join(unescape(text).split()) for text in (named.groups("") if named else ()))
    kind = _KIND.search(svg)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind[1]).lower() if kind else "diagram"
    return ". ".join(filter(None, texts)) or f"Mermaid: {words}"


def _write(drawn: Drawing) -> str:
    """Return the pictures of a diagram. One that is too wide scrolls, also by keys."""
    schemes = {"light": drawn.light, "dark": drawn.dark} if drawn.dark else {"white": drawn.light}
    pictures = (
        f'<img class="cop-drawn cop-on-{scheme}" alt="{escape(drawn.name)}" width="{drawn.width}"'
        f' height="{drawn.height}" src="data:image/svg+xml,{quote(svg.strip(), safe=_SAFE)}">'
        for scheme, svg in schemes.items()
    )
    return f'<div class="cop-diagram" tabindex="0">{"".join(pictures)}</div>'


def _find_diagrams(body: str) -> Iterator[tuple[str, int]]:
    """Yield the source of each diagram, and the line of its fence, from 0."""
    lines = LineIndex(body, "", 0)
    source: list[str] | None = None
    start = 0
    for event in parse(body):
        if event.tag == "CodeBlock" and event.name == "start" and isinstance(event.data, dict):
            if is_diagram(event.data["Fenced"].strip()):
                source, start = [], event.start
        elif event.tag == "CodeBlock" and source is not None:
            yield "".join(source), lines.span(start, start).line
            source = None
        elif source is not None:
            source.append(event.data or "")
