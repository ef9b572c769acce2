"""Which way text runs, and that all we draw and style runs with it."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from communities import TEMPLATES
from jinja2 import Environment
from markupsafe import Markup
from sites import Element, parse

from cop_site.charts.bars import Bar, draw_bars
from cop_site.charts.growth import Stack, draw_growth
from cop_site.charts.path_line import PathStation, draw_path
from cop_site.charts.season import Bar as Meetup
from cop_site.charts.season import Span, Strip, draw_strip
from cop_site.charts.svg import Frame, element, mirror
from cop_site.charts.topic_map import AreaName, Station, draw_topic_map
from cop_site.pages.letters import initials_of
from cop_site.wording.catalogue import Wording
from cop_site.wording.direction import (
    Direction,
    base_direction,
    direction_of,
    isolate,
    isolate_html,
    isolate_values,
)
from cop_site.wording.letters import begins_letter, cut
from cop_site.wording.scripts import word_script

CASES = Path(__file__).parent / "cases" / "direction"
STYLES = sorted(TEMPLATES.rglob("*.css")) + sorted(TEMPLATES.rglob("styles/*.html"))
SIDES = re.compile(r"(?<![a-z])(left|right)(?![a-z])")
DIRECTION = re.compile(
    r"(margin|padding|border|inset|scroll-margin|scroll-padding)?-?(left|right)(-[a-z]+)?|float|clear"
)


def cases(name: str) -> list[Any]:
    """The cases in a file, each with the reason that it is there as its name."""
    return [pytest.param(case, id=case["why"]) for case in json.loads((CASES / name).read_text("utf-8"))]


@pytest.mark.parametrize("case", cases("base.json"))
def test_a_text_runs_as_its_letters_do(case: dict[str, str]) -> None:
    """As its language does, unless all letters run the other way."""
    own: Direction = "rtl" if case["own"] == "rtl" else "ltr"
    assert base_direction(case["text"], own) == case["runs"]


@pytest.mark.parametrize(("language", "direction"), json.loads((CASES / "languages.json").read_text("utf-8")).items())
def test_a_language_has_a_direction(language: str, direction: str) -> None:
    """That of its script, if its tag names one."""
    assert direction_of(language) == direction


@pytest.mark.parametrize("case", cases("letters.json"))
def test_no_letter_is_cut(case: dict[str, Any]) -> None:
    """What is cut off begins with a letter, and is as long as it can be."""
    kept = cut(case["text"], case["length"])
    assert kept == case["cut"]
    assert begins_letter(case["text"], len(kept))


def test_what_runs_the_other_way_is_kept_apart() -> None:
    """In an element, or between characters where there are none; a line runs as the text that it is from."""
    assert isolate_html("a & b", "ltr") == "a &amp; b"
    assert isolate_html("هالة", "rtl") == "هالة"
    assert isolate_html("C++ & more", "rtl") == '<bdi dir="ltr">C++ &amp; more</bdi>'
    assert isolate_html("USB-C: دليل", "rtl") == '<bdi dir="rtl">USB-C: دليل</bdi>'
    assert isolate_html("هالة", "ltr") == '<bdi dir="rtl">هالة</bdi>'
    assert isolate("18:00", "rtl") == "18:00"
    assert isolate("C++", "rtl") == "\u2066C++\u2069"
    assert isolate("USB-C:", "rtl", whole="USB-C: دليل") == "\u2067USB-C:\u2069"
    assert isolate("the عود", "rtl", "ltr") == "\u2066the عود\u2069"


def test_messages_keep_their_values_apart() -> None:
    """In a language from right to left only; what is in a tag is an address."""
    message = '<a href="%(plan)s">%(count)s من %(all)s</a>'
    assert isolate_values(message, "ltr", html=True) == message
    assert isolate_values(message, "rtl", html=False) == message.replace("%(count)s", "\u2068%(count)s\u2069").replace(
        "%(all)s", "\u2068%(all)s\u2069"
    )
    assert isolate_values("<code>%(folder)s</code>", "rtl", html=True) == "<code>%(folder)s</code>"
    wording = Wording("ar", gettext.NullTranslations())
    template = Environment(autoescape=True)
    wording.install(template)
    filled = template.from_string(
        '<p title="{{ gettext("In %(x)s", x=x) | striptags }}">{{ gettext("In %(x)s", x=x) }}</p>'
    )
    assert filled.render(x="<3>") == '<p title="In &lt;3&gt;">In <bdi dir="rtl">&lt;3&gt;</bdi></p>'
    assert wording.gettext("%(day)s: %(title)s", day="18:00", title="C++") == "18:00: \u2066C++\u2069"
    assert Wording("en", gettext.NullTranslations()).gettext("%(a)s", a="هالة") == "\u2067هالة\u2069"
    script = word_script('say(gettext("%(done)s of %(all)s", { done, all }));', wording)
    assert script == 'say(gettext("\u2068%(done)s\u2069 of \u2068%(all)s\u2069", { done, all }));'


def test_initials_are_letters() -> None:
    """Whole ones, without the Arabic article, and those of Arabic do not join to a word."""
    assert initials_of("Amara Osei") == "AO"
    assert initials_of("hala") == "H"
    assert initials_of("هالة القيسي") == "ه\u200cق"
    assert initials_of("宮澤 春子") == "宮春"
    assert initials_of("e\u0301va Noe\u0308l") == "E\u0301N"
    assert initials_of("42") == "4"


def declarations(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Each property in a style sheet, or in the style of a page, with the words of its value."""
    text = file.read_text("utf-8")
    todo = tinycss2.parse_stylesheet("".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL)) or text)
    while todo:
        rule = todo.pop()
        if rule.type in ("qualified-rule", "at-rule") and rule.content:
            inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            todo += [one for one in inside if one.type in ("qualified-rule", "at-rule")]
            for one in inside:
                if one.type == "declaration":
                    yield one.lower_name, [part.serialize() for part in one.value if part.type != "whitespace"]


def names_a_side(name: str, value: list[str]) -> bool:
    """Whether a declaration is about the left or the right, and not about where lines start and end."""
    sides = name in ("margin", "padding", "inset", "border-width", "border-color", "border-style", "border-radius")
    if sides and len(value) == 4:
        return value[1] != value[3] or name == "border-radius"
    return bool(DIRECTION.fullmatch(name) or SIDES.search(" ".join(value)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("margin-left", "0"),
        ("right", "0"),
        ("text-align", "left"),
        ("float", "end"),
        ("padding", "0 1px 2px 3px"),
        ("border-left-width", "0"),
        ("transform-origin", "left"),
    ],
)
def test_a_side_is_found(name: str, value: str) -> None:
    """What the test below believes in."""
    assert names_a_side(name, value.split())
    assert not names_a_side("margin-inline-start", ["0"])
    assert not names_a_side("padding", ["0", "1px", "2px", "1px"])


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_styles_know_no_left_and_no_right(file: Path) -> None:
    """They say start and end, so that everything is mirrored where text runs from right to left."""
    found = list(declarations(file))
    assert found
    assert [(name, value) for name, value in found if names_a_side(name, value)] == []


def _drawings(direction: Direction) -> dict[str, Markup]:
    """One of each kind of drawing."""
    days = [date(2026, month, 1) for month in range(1, 7)]
    strip = Strip(
        days[0],
        days[5],
        days[3],
        "today",
        (Meetup(days[1], 3, 1, False, "one", "#"), Meetup(days[1], 5, 0, True, "two", "#")),
        (Span(days[2], days[3], "silence", agreed=False),),
        ((days[0], days[4]),),
        ((days[0], "Q1"), (days[3], "Q2")),
    )
    stations = [
        Station(f"topics/{name}", title, "#", "covered", title, area, requires, number, "next" * number, "")
        for number, (name, title, area, requires) in enumerate(
            [
                ("a", "First of all", 1, ()),
                ("b", "Another", 2, ("topics/a",)),
                ("c", "Last", 1, ("topics/a", "topics/b")),
            ]
        )
    ]
    areas = {1: AreaName("One", ""), 2: AreaName("Two", "")}
    stacks = [Stack("Q1 2026", (1, 2, 0, 1), "words", 0.2), Stack("Q2 2026", (2, 1, 1, 0), "words", 0.6)]
    return {
        "bars": draw_bars([Bar("a b", (1, 2), ""), Bar("c", (0, 1), "")], ("x", "y"), Frame(300, direction)),
        "growth": draw_growth(stacks, Frame(300, direction)),
        "path": draw_path([PathStation("a", optional=False), PathStation("b", optional=True)], direction),
        "strip": draw_strip(strip, Frame(343, direction), "x"),
        "map": draw_topic_map(stations, areas, {"covered": Markup()}, Frame(936, direction), "Map"),
    }


def extents(drawing: str) -> list[tuple[str, float, float]]:
    """Where each part of a drawing is: its name, and its left and its right edge in pixels."""
    found = []
    for part in parse(drawing).walk():
        value = part.attributes
        if "cx" in value:
            found.append((part.tag, float(value["cx"]) - float(value["r"]), float(value["cx"]) + float(value["r"])))
        elif part.tag in ("rect", "use", "text", "tspan"):
            left = float(value.get("x", "0"))
            found.append((part.tag, left, left + float(value.get("width", "0"))))
        elif part.tag in ("path", "polyline") and "id" not in value:
            places = _places(value.get("d", value.get("points", "")))
            found.append((part.tag, min(places), max(places)))
    return found


def _places(path: str) -> list[float]:
    """The x of all places of a path of ours."""
    found = []
    for command, numbers in re.findall(r"([A-Za-z]?)([-\d., ]+)", path):
        values = [float(one) for one in re.findall(r"-?[\d.]+", numbers)]
        found += values if command == "H" else [] if command in ("v", "V") else values[::2]
    return found


@pytest.mark.parametrize("kind", _drawings("ltr"))
def test_drawings_are_mirrored(kind: str) -> None:
    """Every part is as far from the right edge as it was from the left; texts and marks are what they were."""
    ltr, rtl = _drawings("ltr")[kind], _drawings("rtl")[kind]
    width = float(root_of(ltr).attributes["width"])
    there, here = extents(ltr), extents(rtl)
    assert len(there) > 2
    assert [tag for tag, _, _ in there] == [tag for tag, _, _ in here]
    for (_, left, right), (_, other_left, other_right) in zip(there, here, strict=True):
        assert (width - right, width - left) == pytest.approx((other_left, other_right), abs=0.11)
    assert parse(ltr).text == re.sub("[\u2066\u2069]", "", parse(rtl).text)
    assert "direction" not in root_of(ltr).attributes
    assert root_of(rtl).attributes["direction"] == "rtl"
    assert re.findall(r'text-anchor="\w+"', ltr) == re.findall(r'text-anchor="\w+"', rtl)
    assert re.findall(r'id="cop-mark[^>]*>', ltr) == re.findall(r'id="cop-mark[^>]*>', rtl)


def root_of(drawing: str) -> Element:
    """The outermost element."""
    return next(part for part in parse(drawing).walk() if part.tag == "svg")


def test_relative_parts_of_a_path_are_only_moved() -> None:
    """A mark that is drawn from its beginning keeps its shape."""
    shape = element("g", element("path", d="M10.0 4.0H20.0V3v6L30.0 1.0Q1.0 2.0 3.0 4.0"), "text")
    assert mirror(shape, 100).render() == '<g><path d="M90 4.0H80V3v6L70 1.0Q99 2.0 97 4.0"></path>text</g>'
    assert mirror(mirror(shape, 100), 100).render() == str(shape.render()).replace(".0H20.0", ".0H20").replace(
        "M10.0", "M10"
    ).replace("L30.0", "L30").replace("Q1.0", "Q1").replace(" 3.0 4.0", " 3 4.0")
