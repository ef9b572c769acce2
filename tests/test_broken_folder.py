"""However much is broken, one run reports all of it, each at its place, and never stops."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rule_cases import diagnose, find_cases


@pytest.mark.parametrize("without", ["COP019", "COP112"])
def test_all_broken_files_together_are_reported_in_one_run(without: str, tmp_path: Path) -> None:
    """All cases in one content folder get every diagnostic that each of them gets alone, and get it once.

    One case has a charter and another has none, so that each run leaves out one of the two. A third is about its
    charter and all its meetups together, and would be about those of the others.
    """
    cases = [case for case in find_cases() if case.code not in (without, "COP118")]
    for case in cases:
        case.copy("bad", tmp_path)
    found = Counter((d.span.path, d.span.line, d.span.column, d.code) for d in diagnose(tmp_path))
    expected = [(e["path"], e["line"], e["column"], e["code"]) for case in cases for e in case.expected]
    assert [place for place in expected if place not in found] == []
    assert [place for place, count in found.items() if count > 1] == []


def test_reports_are_in_the_order_of_their_places(tmp_path: Path) -> None:
    """Diagnostics come by file, line, column and code, so that two runs can be compared."""
    for case in find_cases():
        case.copy("bad", tmp_path)
    found = diagnose(tmp_path)
    assert found == sorted(found, key=lambda diagnostic: diagnostic.sort_key)
    assert found == diagnose(tmp_path)


def test_every_diagnostic_can_be_shown_on_one_line(tmp_path: Path) -> None:
    """Paths, messages and hints hold no line breaks and nothing that a terminal would obey."""
    for case in find_cases():
        case.copy("bad", tmp_path)
    for diagnostic in diagnose(tmp_path):
        for text in (diagnostic.span.path, diagnostic.message, diagnostic.hint):
            assert text.isprintable(), (diagnostic.code, text)
        assert diagnostic.message
        assert diagnostic.hint, f"{diagnostic.span}: {diagnostic.message}"
        assert not diagnostic.message.endswith(".")


def test_what_is_broken_does_not_take_the_rest_with_it(tmp_path: Path) -> None:
    """A sound note among broken ones is published as if it were alone."""
    for case in find_cases():
        case.copy("bad", tmp_path)
    (tmp_path / "content" / "sound.md").write_text("---\ntitle: Sound\n---\nText.\n", "utf-8")
    assert [d for d in diagnose(tmp_path) if d.span.path == "content/sound.md"] == []


def test_an_empty_and_a_missing_content_folder_are_no_crash(tmp_path: Path) -> None:
    """Without any file the charter is missing; without the folder, that is said as well."""
    (tmp_path / "empty" / "content").mkdir(parents=True)
    assert [d.code for d in diagnose(tmp_path / "empty")] == ["COP019"]
    assert [d.code for d in diagnose(tmp_path)] == ["COP001", "COP019"]
