"""`cop forget` takes a person out of all files, and says what it cannot change."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import pytest
from sites import Site, built, cop, set_up, write_notes

from cop_site.model.person_names import fold_person
from cop_site.project.history import InHistory, explain_cleaning

NOTES = {
    "index.md": "---\nname: Us\npurpose: P.\n---\n",
    "members/zelda-hidden.md": "---\nname: Zelda Hidden\naliases: [Zett]\nPSEUDONYM\n---\nI am Zelda Hidden.\n",
    "members/zelda-hidden.jpg": "not a picture",
    "topics/t.md": "---\ntitle: T\nstewards:\n  - zelda-hidden\nobjectives: [o]\n---\nWords.\n",
    "meetups/2026-03-01-a.md": (
        '---\ntitle: A\ntags: [t]\nspeakers: [zelda-hidden, "Zelda Hidden", Jane Doe]  # note\n'
        'scribe: "@Zelda_Hidden"\n---\n'
        "Words.\n\n## Actions\n\n- [ ] @zelda-hidden writes\n"
    ),
}
TEXT = "---\ntitle: Story\n---\nThanks to Zelda\nHidden.\n\nZett left: [her](members/zelda-hidden.md)\n"


def _project(root: Path, pseudonym: str = "listed: false", **notes: str) -> Path:
    texts = {name: text.replace("PSEUDONYM", pseudonym) for name, text in NOTES.items()}
    return write_notes(set_up(root), {**texts, **notes})


def _read(root: Path) -> dict[str, str]:
    folder = root / "content"
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("who", ["zelda-hidden", "@zelda-hidden", "Zelda Hidden", "zett", "members/zelda-hidden.md"])
@pytest.mark.parametrize(
    ("pseudonym", "shown"), [("listed: true", "a former member"), ("pseudonym: A gardener", "A gardener")]
)
def test_no_file_names_the_person_afterwards(tmp_path: Path, who: str, pseudonym: str, shown: str) -> None:
    """References say the pseudonym, or that it was a member; nothing else changes, and the check finds nothing new."""
    root = _project(tmp_path, pseudonym)
    done = cop(root, "forget", who)
    assert done.exit_code == 0, done.output
    after = _read(root)
    assert not [
        name for name, text in after.items() if "zelda" in (name + text).casefold() or "zett" in text.casefold()
    ]
    meetup = NOTES["meetups/2026-03-01-a.md"].replace("@zelda-hidden", shown).replace('"@Zelda_Hidden"', shown)
    assert after["meetups/2026-03-01-a.md"] == meetup.replace("zelda-hidden", shown).replace('"Zelda Hidden"', shown)
    (tombstone,) = (text for name, text in after.items() if name.startswith("members/"))
    assert f"name: {shown}" in tombstone
    assert "warning" not in cop(root, "check").output
    assert "+scribe: " in done.output


def test_forgetting_again_changes_nothing(tmp_path: Path) -> None:
    """The second time, and with --dry-run, every file stays as it is; a name that nobody has is an error."""
    root = _project(tmp_path)
    before = _read(root)
    assert "+name: a former member" in cop(root, "forget", "zelda-hidden", "--dry-run").output
    assert _read(root) == before
    cop(root, "forget", "zelda-hidden")
    once = _read(root)
    again = cop(root, "forget", "Zelda Hidden")
    assert again.exit_code == 0
    assert _read(root) == once != before
    assert cop(root, "forget", "nobody").exit_code == 2


def test_what_stands_in_a_text_is_listed_with_its_place(tmp_path: Path) -> None:
    """Each name in a text is listed with line and column, before and after, and the text is left alone."""
    root = _project(tmp_path, **{"story.md": TEXT})
    for _ in range(2):
        output = cop(root, "forget", "zelda-hidden").output
        for place in ("4:11: 'Zelda Hidden'", "7:26: 'zelda-hidden'"):
            assert f"content/story.md:{place} stands here" in output
    assert _read(root)["story.md"] == TEXT


def test_the_history_of_git_is_searched(tmp_path: Path) -> None:
    """Commits, paths and authors with the name are listed, with what git filter-repo has to read."""
    root = _project(tmp_path)
    me = ["-c", "user.name=Zelda Hidden", "-c", "user.email=z@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*me, "commit", "-qm", "By zelda hidden"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    output = cop(root, "forget", "zelda-hidden").output
    assert "in the changes of commits: 1" in output
    assert "in the messages of commits: 1" in output
    assert "in paths: 2" in output
    assert "Former member <former@invalid> Zelda Hidden <z@example.org>" in output
    assert "==>a former member" in output


@pytest.mark.parametrize("text", ["von Łukqa Øvrand, ja", "कल अनन्या शर्मा से"], ids=["Latin", "Hindi"])
def test_what_takes_a_name_out_of_the_history_finds_it(text: str) -> None:
    """It is read as bytes, in which no letter is one but those of ASCII."""
    name = fold_person(text.partition(" ")[2].rpartition(" ")[0].strip(","))
    line = next(line for line in explain_cleaning(InHistory((), (), (), ()), [name], "x") if "regex:" in line)
    pattern = line.partition("regex:")[2].partition("==>")[0].encode()
    assert re.search(pattern, text.casefold().encode())


def test_a_person_without_a_file_is_forgotten_too(tmp_path: Path) -> None:
    """A draft, a file that cannot be read, and one that is gone: what names the person is changed all the same."""
    for number, own in enumerate(["---\nname: Zelda Hidden\ndraft: true\n---\n", "---\nname: [\n---\n", ""]):
        root = _project(tmp_path / str(number), **{"members/zelda-hidden.md": own})
        if not own:
            (root / "content/members/zelda-hidden.md").unlink()
        done = cop(root, "forget", "zelda-hidden")
        assert done.exit_code == 0, done.output
        assert "zelda" not in "".join(_read(root).values()).casefold()


@pytest.mark.slow
def test_the_name_is_on_no_byte_of_the_site_when_a_note_brings_it_back(tmp_path: Path) -> None:
    """A note that still names the person by any of their names shows nothing of it, and the check reports it."""
    root = _project(tmp_path)
    cop(root, "forget", "zelda-hidden")
    back = "---\ntitle: B\nspeakers: [Zelda Hidden, zelda_hidden, ZETT]\n---\n"
    write_notes(root, {"meetups/2026-04-01-b.md": back})
    assert cop(root, "check").output.count("COP205") == 3
    site: Site = built(root)
    for name in site.names:
        raw = (site.folder / name).read_bytes()
        raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
        assert b"zelda" not in name.encode() + raw.lower()
    assert "a former member" in site.pages["meetups/2026-04-01-b/index.html"]
