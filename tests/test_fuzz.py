"""The fuzzers find what they are there to find, and find nothing for the inputs of a few fixed seeds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from fuzz.commands import find_breaches as find_command_breaches
from fuzz.compiled import find_compiled_breaches
from fuzz.fuzzers import FUZZERS, Fuzzer
from fuzz.pages import Expected, find_breaches
from fuzz.run import Result, run, try_one
from fuzz.trees import STEPS
from sites import set_up, write_notes

from cop_site.model.kinds.meetup import Meetup

EXPECTED = Expected({"", "a/", "b.png"}, {"ours()"})


@pytest.mark.slow
@pytest.mark.parametrize(("name", "inputs"), {"notes": 8, "names": 8, "trees": 5, "site": 1}.items())
def test_everything_holds_for_inputs_of_fixed_seeds(name: str, inputs: int) -> None:
    """What `make fuzz` tries for longer is tried with some inputs each time."""
    assert {seed: found for seed in range(inputs) if (found := try_one(FUZZERS[name], seed))} == {}


@pytest.mark.parametrize(
    ("html", "breach"),
    [
        ("<script>theirs()</script>", "a script that is not"),
        ("<svg><style>a{}</style></svg>", "a style that is not"),
        ("<b onclick=a()>", "'onclick'"),
        ("<p style='color:red'>", "'style'"),
        ("<iframe></iframe>", "'iframe'"),
        ("<math><mtext><b>x</b></mtext></math>", "'b' in a formula"),
        ("<math><maction>x</maction></math>", "'maction' in a formula"),
        ("<math><mrow href=./>x</mrow></math>", "'mrow' in a formula"),
        ("<a href=' java\tscript:a()'>", "'href' leads elsewhere"),
        ("<img src=//a.example>", "'src' leads elsewhere"),
        ("<img srcset='https://a.example 2x'>", "'srcset' leads elsewhere"),
        ("<svg><use xlink:href=https://a.example>", "leads elsewhere"),
        ("<meta http-equiv=set-cookie>", "a page that acts"),
        ("<a href=../c/>", "a link to 'c/'"),
        ("<img src=../c.png>", "a link to 'c.png'"),
        ("<b id=x><b id=x>", "2 times: 'x'"),
        ("<b id=''>", "1 times: ''"),
    ],
)
def test_what_is_wrong_with_a_page_is_found(html: str, breach: str) -> None:
    """Whatever would run, load, pose as something else or lead nowhere."""
    (found,) = find_breaches("a/", html, EXPECTED)
    assert breach in found


def test_a_page_as_it_should_be_has_no_breaches() -> None:
    """Links to what is there and to other websites, the site's own scripts, and data."""
    html = '<script>ours()</script><script type="application/json">{}</script><img src=../b.png><a id=x href=#x>'
    assert list(find_breaches("a/", f"{html}<a href=../a/#x><a href=..><a href=https://a.example>", EXPECTED)) == []


def test_a_hidden_name_is_found(tmp_path: Path) -> None:
    """A member who is listed is on pages and in data: a fuzzer that hid them would say so."""
    root = write_notes(
        set_up(tmp_path),
        {"index.md": "---\nname: Us\n---\n", "members/ann.md": "---\nname: Zuqel\nlisted: true\n---\n"},
    )
    found = list(find_compiled_breaches(root, ("zuqel",)))
    assert {breach.partition(" has ")[0] for breach in found} >= {"members/ann/", "community.json"}


def test_an_exception_of_a_command_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the place in our code where it comes from."""
    monkeypatch.setattr(Meetup, "last_day", property(lambda _: 1 / 0))
    root = write_notes(set_up(tmp_path), {"index.md": "# Us\n", "meetups/2026-05-01-a.md": "---\ntitle: A\n---\n"})
    found = list(find_command_breaches(Random(0), root))  # noqa: S311  # nothing is kept secret by it
    assert any("a traceback, ZeroDivisionError at " in breach for breach in found)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_no_step_writes_out_of_the_project(step: Callable[[Random, Path], None], tmp_path: Path) -> None:
    """Whatever links are in it: fuzzers run on people's machines."""
    (outside := tmp_path / "outside").mkdir()
    (outside / "kept.json").write_bytes(b"{}")
    root = write_notes(set_up(tmp_path / "project"), {"index.md": "# Us\n", "real/x.md": "# X\n"})
    for name in ("a", "A", "topics", "members", "real/b.png"):
        (root / "content" / name).symlink_to(outside)
    for name in ("x.md", "404.html", "b.png", "real/ann", "real/index.md"):
        (root / "content" / name).symlink_to(outside / "kept.json")
    (root / ".cop-cache").symlink_to(outside)
    for seed in range(100):
        with suppress(OSError, shutil.Error):
            step(Random(seed), root)  # noqa: S311  # as above
    assert {file.name: file.read_bytes() for file in outside.rglob("*") if file.is_file()} == {"kept.json": b"{}"}
    assert [file.name for file in outside.iterdir()] == ["kept.json"]


def _loop(*_: object) -> Iterator[str]:
    while True:
        pass
    yield ""


def _fail(random: Random, *_: object) -> Iterator[str]:
    yield f"number {random.randint(0, 9)} is 'x'"


@pytest.mark.slow
def test_what_takes_too_long_is_stopped() -> None:
    """An input that keeps a processor busy is a breach, and the next is tried."""
    (found,) = try_one(Fuzzer(lambda *_: (), _loop, 1), 1)
    assert found.startswith("TooLongError")


def test_a_seed_makes_the_same_input_again(tmp_path: Path) -> None:
    """So what was found can be looked at."""
    for name in ("one", "two"):
        try_one(Fuzzer(FUZZERS["notes"].make, _fail, 9), 7, tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).rglob("*.md")} for n in ("one", "two"))
    assert one == two
    assert len(one) > 2


def test_breaches_of_a_kind_are_told_once() -> None:
    """The seeds of all of them are kept."""
    said: list[str] = []
    result = run(Fuzzer(lambda *_: (), _fail, 9), 3, lambda result: result.inputs == 4, said.append)
    assert said == [f"--seed 3: number {Random(3).randint(0, 9)} is 'x'"]  # noqa: S311  # as above
    assert result == Result(4, {"number … is …": [3, 4, 5, 6]})
