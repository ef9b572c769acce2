"""A new name is written wherever the old one stood, nothing else changes, and renaming back leaves no trace."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import EXAMPLE, build, cop, parse, set_up, write_notes

from cop_site.fixes.change import Change, ChangeError, write_changes
from cop_site.fixes.write import replace_file

CHARTER = "---\nname: A\npurpose: P.\n---\nWelcome.\n"
TOPIC = "---\ntitle: Being quiet\nobjectives:\n  - {id: wait, text: Wait}\naliases: [hush]\n---\n# Head\n\nText.\n"
SMALL = {
    "index.md": CHARTER,
    "topics/silence.md": TOPIC,
    "topics/opening.md": "---\ntitle: Opening\n---\n",
    "members/ann-lee.md": "---\nname: Ann Lee\nlisted: true\n---\n",
}


def _project(root: Path, notes: Mapping[str, str]) -> Path:
    return write_notes(set_up(root), {**SMALL, **notes})


def _bytes(root: Path) -> dict[str, bytes]:
    folder = root / "content"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _text(root: Path, name: str) -> str:
    return (root / "content" / name).read_bytes().decode()


def _renamed(root: Path, *arguments: str) -> str:
    done = cop(root, "rename", *arguments)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [silence, x]  # silence", "tags: [quiet, x]  # silence"),
        ("tags:\n  - 'silence'\n  - \"Silence\"", "tags:\n  - 'quiet'\n  - \"quiet\""),
        ("tags: [hush, Being quiet]", "tags: [hush, Being quiet]"),
        ("tags: silence", "tags: quiet"),
        ("tags: [silence-elsewhere]", "tags: [silence-elsewhere]"),
        ('tags: ["\\x73ilence"]', 'tags: ["quiet"]'),
        ("covers:\n- silence/wait\n- 'silence/wait'", "covers:\n- quiet/wait\n- 'quiet/wait'"),
        ("summary: silence", "summary: silence"),
        ("extra: {tags: [silence]}", "extra: {tags: [silence]}"),
    ],
    ids=["flow", "quoted", "titles", "single", "other-name", "escaped", "objectives", "text", "nested"],
)
def test_fields_of_a_meetup_that_name_a_topic_follow(tmp_path: Path, before: str, after: str) -> None:
    """What names the topic by its file changes in its own style; what names it by its title, or is text, stays."""
    name = "meetups/2026-01-14-a.md"
    root = _project(tmp_path, {name: f"---\ntitle: A\n{before}\n---\nText.\n"})
    _renamed(root, "topic", "silence", "quiet")
    assert _text(root, name) == f"---\ntitle: A\n{after}\n---\nText.\n"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("topics/b.md", "requires: [silence]", "requires: [quiet]"),
        ("members/bo.md", "name: Bo\nwants: [silence, to be left alone]", "name: Bo\nwants: [quiet, to be left alone]"),
        ("members/bo.md", "name: Bo\noffers: silence", "name: Bo\noffers: quiet"),
        ("paths/p.md", "for: All\ngoals: [silence]", "for: All\ngoals: [quiet]"),
        (
            "paths/p.md",
            "for: All\nsteps:\n  - {topic: silence}\n  - note: topics/silence # a",
            "for: All\nsteps:\n  - {topic: quiet}\n  - note: topics/quiet # a",
        ),
        ("resources/draft.md", "draft: true\ntags: [silence]", "draft: true\ntags: [quiet]"),
    ],
    ids=["requires", "wants", "offers", "goals", "steps", "draft"],
)
def test_fields_of_other_notes_that_name_a_topic_follow(tmp_path: Path, name: str, before: str, after: str) -> None:
    """Prerequisites, wishes, offers, goals and steps follow, in notes that are not published, too."""
    root = _project(tmp_path, {name: f"---\ntitle: X\n{before}\n---\n".replace("title: X\nname", "name")})
    _renamed(root, "topic", "silence", "quiet")
    assert _text(root, name) == f"---\ntitle: X\n{after}\n---\n".replace("title: X\nname", "name")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](../topics/silence.md#head)", "[a](../topics/quiet.md#head)"),
        ("[silence](<../topics/silence.md> 'silence.md')", "[silence](<../topics/quiet.md> 'silence.md')"),
        ("[a *b* `]( silence.md`](../topics/silence.md?x#head)", "[a *b* `]( silence.md`](../topics/quiet.md?x#head)"),
        ("[a](/content/topics/silence.md)", "[a](/content/topics/quiet.md)"),
        ("[a](../topics/%73ilence.md)", "[a](../topics/quiet.md)"),
        ("[a](../topics/silen&#99;e.md#head)", "[a](../topics/quiet.md#head)"),
        ("[a], [b][a]\n\n[a]: ../topics/silence.md 'T'", "[a], [b][a]\n\n[a]: ../topics/quiet.md 'T'"),
        ("> [a]\n>\n> [a]:\n> ../topics/silence.md", "> [a]\n>\n> [a]:\n> ../topics/quiet.md"),
        (
            '<a class="silence.md" href="../topics/silence.md">a</a>',
            '<a class="silence.md" href="../topics/quiet.md">a</a>',
        ),
        ("<div>\n<a href=../topics/silence.md>a</a>\n</div>", "<div>\n<a href=../topics/quiet.md>a</a>\n</div>"),
        ("![a](../topics/silence.md)", "![a](../topics/quiet.md)"),
        ("`[a](../topics/silence.md)`", "`[a](../topics/silence.md)`"),
        ("```\n[a]: ../topics/silence.md\n```", "```\n[a]: ../topics/silence.md\n```"),
        ("[a](https://example.org/topics/silence.md)", "[a](https://example.org/topics/silence.md)"),
        ("silence.md, ../topics/silence.md", "silence.md, ../topics/silence.md"),
    ],
    ids=[
        "anchor",
        "title",
        "query",
        "rooted",
        "percent",
        "entity",
        "reference",
        "quoted-reference",
        "raw-html",
        "unquoted-html",
        "image",
        "code",
        "code-block",
        "other-site",
        "text",
    ],
)
def test_links_follow(tmp_path: Path, before: str, after: str) -> None:
    """Links of every form lead to the new file; text, titles, code and other websites stay."""
    root = _project(tmp_path, {"resources/r.md": f"# R\n\n{before}\n"})
    _renamed(root, "topic", "silence", "quiet")
    assert _text(root, "resources/r.md") == f"# R\n\n{after}\n"


def test_a_member_is_renamed_wherever_they_take_part(tmp_path: Path) -> None:
    """Fields that name people follow, with an @ or without, and so do handles; full names and addresses stay."""
    before = (
        "---\ntitle: A\nspeakers: [ann-lee, '@ann-lee', Ann Lee]\nscribe: ann-lee\nattendees: [ann-lee-two]\n---\n"
        "## Actions\n\n- [ ] @ann-lee do it (@ann-lee), mail x@ann-lee.org, `@ann-lee`, @ann-lee-two\n"
    )
    after = (
        "---\ntitle: A\nspeakers: [ann, '@ann', Ann Lee]\nscribe: ann\nattendees: [ann-lee-two]\n---\n"
        "## Actions\n\n- [ ] @ann do it (@ann), mail x@ann-lee.org, `@ann-lee`, @ann-lee-two\n"
    )
    topic = "---\ntitle: Opening\nstewards: [ann-lee]\n---\n"
    root = _project(tmp_path, {"meetups/2026-01-14-a.md": before, "topics/opening.md": topic})
    _renamed(root, "member", "@ann-lee", "ann")
    assert _text(root, "meetups/2026-01-14-a.md") == after
    assert "stewards: [ann]" in _text(root, "topics/opening.md")


def test_an_unlisted_member_leaves_no_redirect(tmp_path: Path) -> None:
    """Somebody without a page has no address that could lead anywhere, and the old name is nowhere to be read."""
    root = _project(tmp_path, {"members/real-name.md": "---\nname: X\n---\n", "meetups/2026-01-14-a.md": "# A\n"})
    _renamed(root, "member", "real-name", "x")
    assert b"real-name" not in b"".join(_bytes(root).values())


def test_meetups_resources_and_pages_are_renamed_as_notes(tmp_path: Path) -> None:
    """`note` renames anything but the charter, by its name alone where that is enough."""
    root = _project(
        tmp_path,
        {
            "index.md": "---\nname: A\npurpose: P.\ncode_of_conduct: conduct.md\n---\n[c](conduct.md)\n",
            "conduct.md": "# Conduct\n",
            "meetups/2026-01-14-a.md": "---\ntitle: A\nresources: [r]\n---\n",
            "meetups/2026-02-14-b.md": "---\ntitle: B\nrevisits: 2026-01-14-a\n---\n[a](2026-01-14-a.md)\n",
            "resources/r.md": "# R\n",
            "resources/s.md": "---\ntitle: S\nsuperseded_by: r\n---\n",
        },
    )
    _renamed(root, "note", "2026-01-14-a", "2026-01-14-first")
    _renamed(root, "note", "content/resources/r.md", "resources/reading")
    _renamed(root, "note", "conduct", "code-of-conduct")
    assert _text(root, "meetups/2026-02-14-b.md").endswith(
        "revisits: 2026-01-14-first\n---\n[a](2026-01-14-first.md)\n"
    )
    assert "resources: [reading]" in _text(root, "meetups/2026-01-14-first.md")
    assert "superseded_by: reading" in _text(root, "resources/s.md")
    assert _text(root, "index.md").endswith("code_of_conduct: code-of-conduct.md\n---\n[c](code-of-conduct.md)\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("topic", "silense", "quiet"), "there is no topic 'silense'; did you mean 'silence'?"),
        (("topic", "hush", "quiet"), "there is no topic 'hush'; did you mean 'silence'?"),
        (("member", "silence", "quiet"), "there is no member 'silence'"),
        (("note", "index", "home"), "there is no note 'index'"),
        (("note", "topics/silence", "opening"), "the name 'opening' is taken: see topics/opening.md"),
        (("topic", "silence", "OPENING"), "the name 'OPENING' is taken: see topics/opening.md"),
        (("topic", "opening", "hush"), "'hush' is a name of the topic 'silence'"),
        (("topic", "silence", "Being quiet!"), "'Being quiet!' is not a valid file name; write 'being-quiet'"),
        (("topic", "silence", "null"), "'null' is not a valid file name"),
        (("topic", "silence", "../quiet"), "a note stays in its folder, 'topics'"),
        (("topic", "silence", "silence"), "'silence' is its name already"),
        (("tag", "nowhere", "x"), "no note has the tag 'nowhere'"),
        (("tag", "silence", "x"), "rename it with: cop rename topic silence x"),
        (("tag", "hush", "a: b"), "'a: b' is not a valid tag"),
    ],
    ids=[
        "typo",
        "alias",
        "other-kind",
        "page",
        "taken",
        "taken-capitals",
        "taken-alias",
        "title",
        "null",
        "outside",
        "same",
        "no-tag",
        "topic-as-tag",
        "no-name-of-tag",
    ],
)
def test_what_cannot_be_renamed_is_said_plainly(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """One line says why, the exit status is 2, and no file is touched."""
    root = _project(tmp_path, {"meetups/2026-01-14-a.md": "---\ntags: [silence, hush]\n---\n"})
    before = _bytes(root)
    done = cop(root, "rename", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert _bytes(root) == before


def test_a_name_that_breaks_something_is_refused(tmp_path: Path) -> None:
    """A meetup that has its date only from its name would lose it: the new errors are shown, and nothing is written."""
    root = _project(tmp_path, {"meetups/2026-01-14-a.md": "# A\n"})
    before = _bytes(root)
    done = cop(root, "rename", "note", "2026-01-14-a", "first")
    assert done.exit_code == 1
    assert "content/meetups/first.md:1:1: COP102 field-is-present" in done.stdout
    assert "nothing was renamed" in done.stderr
    assert _bytes(root) == before


def test_a_dry_run_shows_the_diff_and_writes_nothing(tmp_path: Path) -> None:
    """The diff names both files, and spells out what a terminal would obey."""
    root = _project(tmp_path, {"a.md": "# A\n\n[a](topics/silence.md) \x1b[31m\n"})
    before = _bytes(root)
    shown = _renamed(root, "topic", "silence", "quiet", "--dry-run")
    assert "rename from content/topics/silence.md\nrename to content/topics/quiet.md\n" in shown
    assert "-[a](topics/silence.md) \\x1b[31m\n+[a](topics/quiet.md) \\x1b[31m\n" in shown
    assert _bytes(root) == before


def test_a_dry_run_can_be_applied(tmp_path: Path) -> None:
    """What it shows is a diff that git reads, new name and all, and that makes what the command makes."""
    notes = {"a b.md": "[a](topics/silence.md)\n", "c.md": "# C\n\n[a](topics/silence.md#x)"}
    ours, theirs = _project(tmp_path / "ours", notes), _project(tmp_path / "theirs", notes)
    diff = _renamed(theirs, "topic", "silence", "quiet", "--dry-run")
    done = subprocess.run(["git", "apply"], cwd=theirs, input=diff.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    _renamed(ours, "topic", "silence", "quiet")
    assert _bytes(theirs) == _bytes(ours)


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Where one of the files is not what it was, none is changed."""
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "b.md").write_bytes(b"saved")
    changes = [Change("a.md", "a.md", b"a", b"A"), Change("b.md", "c.md", b"b", b"B")]
    with pytest.raises(ChangeError, match=r"b\.md has changed in the meantime"):
        write_changes(tmp_path, changes)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.md": b"a", "b.md": b"saved"}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_a_file_keeps_its_permissions(mode: int, tmp_path: Path) -> None:
    """A note that others may read stays one that they may read, under its new name as well."""
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "a.md").chmod(mode)
    write_changes(tmp_path, [Change("a.md", "b.md", b"a", b"A")])
    assert [(file.name, file.stat().st_mode & 0o777) for file in tmp_path.iterdir()] == [("b.md", mode)]
    replace_file(tmp_path / "b.md", b"B")
    assert [(file.name, file.stat().st_mode & 0o777) for file in tmp_path.iterdir()] == [("b.md", mode)]


def test_a_disk_that_refuses_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files are changed, or none, and no half-written file is left behind."""
    root = _project(tmp_path, {"resources/r.md": "[a](../topics/silence.md)\n"})
    before = _bytes(root)
    write = Path.open

    def refuse(self: Path, mode: str = "r", *options: Any, **named: Any) -> Any:
        if mode == "xb" and self.parent.name == "topics":
            raise PermissionError(13, "Permission denied", str(self))
        return write(self, mode, *options, **named)

    monkeypatch.setattr(Path, "open", refuse)
    done = cop(root, "rename", "topic", "silence", "quiet")
    assert done.exit_code == 2
    assert "nothing was changed" in done.stderr
    assert _bytes(root) == before


def test_a_file_that_cannot_be_replaced_puts_the_others_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error halfway through undoes what was done before it, the new name among it."""
    root = _project(tmp_path, {"a.md": "[a](topics/silence.md)\n", "z.md": "[a](topics/silence.md)\n"})
    before = _bytes(root)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "z.md":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    done = cop(root, "rename", "topic", "silence", "quiet")
    assert done.exit_code == 2
    assert "nothing was changed" in done.stderr
    assert _bytes(root) == before


def test_a_tag_is_merged_into_another(tmp_path: Path) -> None:
    """Every note gets the other tag once, and the terminal says that the two are merged."""
    root = _project(
        tmp_path,
        {
            "a.md": "---\ntags: [CI, ci, x]\n---\n",
            "b.md": "---\ntags:\n  - ci\n  - CI\n---\n",
            "c.md": "---\ntags: [CI]\n---\n",
        },
    )
    output = _renamed(root, "tag", "CI", "ci")
    assert "the two are merged" in output
    assert _text(root, "a.md") == "---\ntags: [ci, x]\n---\n"
    assert _text(root, "b.md") == "---\ntags:\n  - ci\n---\n"
    assert _text(root, "c.md") == "---\ntags: [ci]\n---\n"


@pytest.mark.slow
def test_an_old_address_leads_to_the_note(tmp_path: Path) -> None:
    """The old page sends readers on by relative links, so below a path too, and search engines to the new one only."""
    root = _project(tmp_path, {})
    (root / "mkdocs.yml").write_text(
        "site_name: A\nsite_url: https://example.org/garden/\ndocs_dir: content\ntheme: material\nplugins: [cop]\n"
    )
    _renamed(root, "topic", "silence", "quiet")
    assert build(root).returncode == 0
    page = parse((root / "site" / "topics" / "silence" / "index.html").read_text("utf-8"))
    found = {(e.tag, e.attributes.get("name") or e.attributes.get("rel", "")): e for e in page.walk()}
    refresh = next(e for e in page.walk() if e.attributes.get("http-equiv") == "refresh")
    assert refresh.attributes == {"http-equiv": "refresh", "content": "0; url=../../topics/quiet/"}
    assert found["link", "canonical"].attributes["href"] == "https://example.org/garden/topics/quiet/"
    assert found["meta", "robots"].attributes["content"] == "noindex"
    assert found["a", ""].attributes["href"] == "../../topics/quiet/"
    assert found["a", ""].text == "Being quiet"
    assert "topics/silence" not in (root / "site" / "sitemap.xml").read_text("utf-8")


@pytest.mark.slow
def test_old_addresses_may_be_files_and_cannot_break_out(tmp_path: Path) -> None:
    """Pages of an older site keep working, and neither a title nor an address is markup on the page that is left."""
    fields = "title: \"A & 'b' \\\" c\"\nredirect_from: [/old.html, 'x&y/\"q', ../../up, javascript:alert(1)]"
    root = _project(tmp_path, {"a.md": f"---\n{fields}\n---\n"})
    assert build(root, "--keep-going").returncode == 0
    site = root / "site"
    assert 'url=a/"' in (site / "old.html").read_text("utf-8")
    assert parse((site / "old.html").read_text("utf-8")).text.count("A & 'b' \" c") == 2
    assert not (root / "up").exists()
    assert not [name for name in site.rglob("*") if "alert" in name.name]


@pytest.mark.slow
def test_the_example_comes_back_byte_by_byte(tmp_path: Path) -> None:
    """Every topic, member and tag of the example, and a note of each kind, renamed there and back."""
    shutil.copytree(EXAMPLE / "content", tmp_path / "content")
    shutil.copy(EXAMPLE / "pyproject.toml", tmp_path)
    before = _bytes(tmp_path)
    for what, old, new in (
        ("topic", "opening-a-meetup", "beginning"),
        ("topic", "what-is-a-community-of-practice", "cop_1.0"),
        ("member", "noah-okafor", "noah"),
        ("member", "diego-marin", "someone"),
        ("tag", "facilitation-craft", "craft of facilitating"),
        ("note", "practices/opening-round", "opening-circle"),
        ("note", "2025-12-03-opening-a-meetup", "2025-12-03-begin"),
        ("note", "meetup-note-template", "template"),
        ("note", "glossary/facilitator", "host"),
        ("note", "code-of-conduct", "conduct"),
    ):
        _renamed(tmp_path, what, old, new)
        assert _bytes(tmp_path) != before
        _renamed(tmp_path, what, new, old)
        assert _bytes(tmp_path) == before, (what, old)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_added_ends_as_the_other_lines_do(tmp_path: Path, end: str) -> None:
    """The redirect is written with the line ends of its file, in front matter of its own where there is none."""
    root = _project(tmp_path, {"topics/silence.md": TOPIC.replace("\n", end), "a.md": f"# A{end}"})
    _renamed(root, "topic", "silence", "quiet")
    _renamed(root, "note", "a", "b")
    assert f"aliases: [hush]{end}redirect_from:{end}  - topics/silence/{end}---{end}" in _text(root, "topics/quiet.md")
    assert _text(root, "b.md") == f"---{end}redirect_from:{end}  - a/{end}---{end}# A{end}"


_QUOTED = st.sampled_from(["silence", "'silence'", '"silence"', "hush", "Being quiet", "other", "'@silence'"])
_LINKS = st.sampled_from(
    [
        "[a](../topics/silence.md)",
        '[a](<../topics/silence.md#head> "t")',
        "[r]",
        "[r]: ../topics/silence.md",
        '<a href="../topics/silence.md">x</a>',
        "<div>\n<a href='../topics/silence.md'\n>x</a></div>",
        "> - [a](../topics/silence.md)",
        "`[a](../topics/silence.md)`",
        "```\n[a](../topics/silence.md)",
        "| a | [b](../topics/silence.md) |\n|---|---|",
        "[^1]: [a](../topics/silence.md)",
        "silence, ü 🙂 @silence",
        "[x](https://example.org/silence.md)",
        "***",
        "",
    ]
)
_REDIRECTS = st.sampled_from(
    [
        "",
        "redirect_from: old/",
        "redirect_from: [old/]",
        "redirect_from: []",
        "redirect_from: [ old/ , 'older/' ] # why",
        "redirect_from:\n  - old/\n  - older/",
        "redirect_from:\n- 'old/' # why\n# end",
        "redirect_from:\n    -   old/\ntags: [x]",
    ]
)
_TOPICS = st.one_of(
    st.just("# Being quiet\n\nText.\n"),
    st.just(""),
    st.just("---\n---\n"),
    st.just("---\n---"),
    st.just("---\nbroken rule\n"),
    _REDIRECTS.map(lambda field: f"---\ntitle: Being quiet\n{field}\n---\nText\n"),
    _REDIRECTS.map(lambda field: f"---\n{field}\ntitle: Being quiet # x\naliases: [hush]\n---"),
)


@st.composite
def _notes(draw: st.DrawFn) -> dict[str, str]:
    """A topic and a resource that names it, with any line ends, quotes, lists and links."""
    tags, lines = draw(st.lists(_QUOTED, max_size=4)), draw(st.lists(_LINKS, max_size=8))
    in_line = f"tags: [{' , '.join(tags)}]"
    listed = in_line if not tags or draw(st.booleans()) else "tags:\n" + "\n".join(f"  - {tag}" for tag in tags)
    note = f"---\ntitle: R # silence\n{listed}\n---\n" + "\n".join(lines)
    end, mark = draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.sampled_from(["", "\ufeff"]))
    texts = {"topics/silence.md": draw(_TOPICS), "resources/r.md": note}
    return {name: mark + text.replace("\n", end) for name, text in texts.items()}


@settings(max_examples=60, deadline=None)
@given(notes=_notes())
@pytest.mark.slow
def test_there_and_back_gives_the_same_bytes(notes: dict[str, str]) -> None:
    """Whatever the line ends, the quotes, the lists and the links look like, nothing is left of a name in between."""
    with TemporaryDirectory() as folder:
        root = _project(Path(folder), notes)
        before = _bytes(root)
        _renamed(root, "topic", "silence", "quiet-2")
        middle = _bytes(root)
        assert "topics/silence.md" not in middle
        assert b"topics/silence/" in middle["topics/quiet-2.md"]
        _renamed(root, "topic", "quiet-2", "silence")
        assert _bytes(root) == before


def _topic(title: str, fields: str = "", body: str = "") -> str:
    return f"---\ntitle: {title}\n{fields}---\n{body}"


def test_two_topics_become_one(tmp_path: Path) -> None:
    """What names the one names the other, once in each list; the names, objectives and addresses of the one move."""
    notes = {
        "topics/old.md": _topic(
            "Old way",
            "aliases: [elder]\nobjectives: [Do it, {id: b, text: 'See: it'}]\nredirect_from: [topics/first/]\n",
        ),
        "topics/new.md": _topic(
            "New way", "requires: [old]\nobjectives:\n  - id: a\n    text: Know\n\nlevel: foundation\n"
        ),
        "topics/next.md": _topic("Next", "requires: [old, new]\n"),
        "meetups/2026-01-14-a.md": "---\ntags: [old, x, new]\ncovers: [old/b, new/a]\n---\n[o](../topics/old.md)\n",
        "meetups/2026-01-21-b.md": "---\ntitle: B\ntags: [Elder]\n---\n",
        "members/cy.md": "---\nname: Cy\nwants: [old, {topic: old, again: true}]\noffers: [new, old]\n---\n",
    }
    root = _project(tmp_path, notes)
    before = _bytes(root)
    dry = _renamed(root, "topic", "old", "new", "--dry-run")
    assert "+++ /dev/null" in dry
    assert _bytes(root) == before
    output = _renamed(root, "topic", "old", "new")
    assert "content/topics/old.md -> deleted" in output
    assert "topics/old/ leads to topics/new/" in output
    assert not (root / "content/topics/old.md").exists()
    assert "tags: [new, x]\ncovers: [new/b, new/a]\n---\n[o](../topics/new.md)" in _text(
        root, "meetups/2026-01-14-a.md"
    )
    assert "tags: [Elder]" in _text(root, "meetups/2026-01-21-b.md")
    assert "wants: [new, {topic: new, again: true}]\noffers: [new]" in _text(root, "members/cy.md")
    assert "requires: [new]" in _text(root, "topics/next.md")
    topics = {topic["slug"]: topic for topic in json.loads(cop(root, "stats", "--format", "json").stdout)["topics"]}
    assert topics["new"]["held"] == ["2026-01-14-a", "2026-01-21-b"]
    assert topics["new"]["objectives"] == {"claimed": 2, "listed": 3}
    front = _text(root, "topics/new.md")
    assert "requires" not in front
    for kept in ('- "Old way"', '- "elder"', "topics/old/", "topics/first/", "level: foundation"):
        assert kept in front
    assert cop(root, "check").exit_code == 0


def test_topics_with_an_objective_of_one_name_are_not_merged(tmp_path: Path) -> None:
    """Two objectives would answer to one claim, so that one has to get another name first."""
    root = _project(tmp_path, {"topics/x.md": _topic("X", "objectives: [{id: wait, text: Else}]\n")})
    before = _bytes(root)
    done = cop(root, "rename", "topic", "x", "silence")
    assert done.exit_code == 2
    assert "both have an objective 'wait'" in done.output
    assert _bytes(root) == before


def test_what_is_not_taken_over_is_told(tmp_path: Path) -> None:
    """The text and the other fields of the topic that goes are its author's to look through."""
    root = _project(tmp_path, {"topics/x.md": _topic("X", "baseline: true\nstewards: [ann-lee]\n", "Words.\n")})
    assert "its baseline, stewards, text are not taken over" in _renamed(root, "topic", "x", "silence")


def test_a_member_is_known_by_the_old_name(tmp_path: Path) -> None:
    """The old name becomes an alias, so that a note that has it means the same person; renaming back removes it."""
    root = _project(tmp_path, {"meetups/2026-01-14-a.md": "---\ntitle: A\ntags: [silence]\nspeakers: [Ann Lee]\n---\n"})
    before = _bytes(root)
    _renamed(root, "member", "ann-lee", "ann-sole")
    assert 'aliases:\n  - "Ann Lee"\n' in _text(root, "members/ann-sole.md")
    (root / "content/members/ann-sole.md").write_text(
        _text(root, "members/ann-sole.md").replace("name: Ann Lee", "name: Ann Sole"), "utf-8"
    )
    topics = json.loads(cop(root, "stats", "--format", "json").stdout)["topics"]
    assert [topic["people"] for topic in topics if topic["slug"] == "silence"] == [["Ann Sole"]]
    (root / "content/members/ann-sole.md").write_text(
        _text(root, "members/ann-sole.md").replace("name: Ann Sole", "name: Ann Lee"), "utf-8"
    )
    _renamed(root, "member", "ann-sole", "ann-lee")
    assert _bytes(root) == before


def test_fields_that_stand_for_ours_are_renamed(tmp_path: Path) -> None:
    """Fields that the setting `fields` maps name topics, tags and people as ours do."""
    note = "---\ntitle: T\ncategories: {}\nwriter: {}\nurl: https://example.org\n---\n"
    root = _project(tmp_path, {"resources/t.md": note.format("[silence, rope]", "ann-lee")})
    settings = '[tool.cop]\nas_of = 2026-11-25\nfields = {categories = "tags", writer = "authors"}\n'
    (root / "pyproject.toml").write_text(settings, "utf-8")
    _renamed(root, "topic", "silence", "quiet")
    _renamed(root, "tag", "rope", "string")
    _renamed(root, "member", "ann-lee", "ann-low")
    assert _text(root, "resources/t.md") == note.format("[quiet, string]", "ann-low")
