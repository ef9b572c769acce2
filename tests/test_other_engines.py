"""An engine that does not run the plugin publishes no note: it cannot know which of them are hidden."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from sites import COP, EXAMPLE, MKDOCS, built, run, set_up, write_notes

from cop_site.project.follow import find_inputs
from cop_site.project.open import ENGINE_FILES, SITE_FILE
from cop_site.project.site_file import check_docs_dir, find_named_files

HIDDEN = {
    "index.md": "---\nname: Us\npurpose: To learn.\n---\nWelcome.\n",
    "practices/draft.md": "---\ntitle: Wexford\ndraft: true\n---\nWexford.\n",
    "testimonials/2026-01-02-told.md": "---\ntitle: Wexford\n---\nWexford.\n",
    "members/wexford.md": "---\nname: Wexford\n---\n",
}
ZENSICAL = Path(sys.executable).with_name("zensical")


@pytest.fixture
def community(tmp_path: Path) -> Path:
    """A community with the site's settings as the repository has them, in which all that is hidden has one name."""
    shutil.copy(EXAMPLE / "mkdocs.yml", tmp_path)
    shutil.copytree(EXAMPLE / "no-notes", tmp_path / "no-notes")
    return write_notes(set_up(tmp_path), HIDDEN)


def _assert_empty(site: Path) -> None:
    pages = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    assert pages == {"index.html", "404.html"}
    assert "This site was not built" in (site / "index.html").read_text("utf-8")
    published = b"".join(file.read_bytes() for file in site.rglob("*") if file.is_file())
    assert b"wexford" not in published.lower()


@pytest.mark.slow
def test_mkdocs_without_the_plugin_publishes_no_note(community: Path) -> None:
    """Whoever deletes the plugin from the settings gets one page, which says so; with it, the site."""
    settings = (community / "mkdocs.yml").read_text("utf-8")
    assert run(community, MKDOCS, "build").returncode == 0
    assert "Welcome." in (community / "site" / "index.html").read_text("utf-8")
    (community / "mkdocs.yml").write_text(settings[: settings.index("plugins:")], "utf-8")
    assert run(community, MKDOCS, "build").returncode == 0
    _assert_empty(community / "site")


@pytest.mark.slow
@pytest.mark.skipif(not ZENSICAL.is_file(), reason="Zensical is not installed: pip install zensical, 80 MB")
def test_zensical_publishes_no_note(community: Path) -> None:
    """Zensical reads the same settings, and does not run the plugin."""
    assert run(community, ZENSICAL, "build").returncode == 0
    _assert_empty(community / "site")


@pytest.mark.slow
def test_a_build_needs_no_folder_for_other_engines(community: Path) -> None:
    """Git does not keep an empty folder; `cop build` works without it."""
    shutil.rmtree(community / "no-notes")
    assert "Welcome." in built(community).article("").text


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs_template/mkdocs.yml", "docs/maintaining.md"])
def test_no_settings_to_copy_lead_to_the_notes(name: str, tmp_path: Path) -> None:
    """What the repository shows as settings of a site has no `docs_dir` in which notes lie."""
    text = (EXAMPLE / name).read_text("utf-8")
    texts = re.findall(r"```yaml\n(site_name.*?)```", text, re.DOTALL) if name.endswith(".md") else [text]
    assert texts
    assert [found for text in texts for found in check_docs_dir({SITE_FILE: text}, tmp_path, "content")] == []


@pytest.mark.parametrize(
    ("text", "content", "line"),
    [
        ("site_name: Us\ndocs_dir: content\n", "content", 2),
        ("docs_dir: ./content/\n", "content", 1),
        ("docs_dir: notes\n", "notes/of/ours", 1),
        ("docs_dir: content/topics\n", "content", 1),
        ("site_name: Us\n", "docs", 1),
        ("site_name: Us\n", "content", 0),
        ("docs_dir: contents\n", "content", 0),
        ("docs_dir: !ENV [NOTES, content]\n", "content", 1),
        ("site_name: Us\nINHERIT: base.yml\n", "content", 1),
        ("INHERIT: base.yml\ndocs_dir: no-notes\n", "content", 0),
        ("docs_dir: [\n", "content", 0),
        ("docs_dir: no-notes\ndocs_dir: content\n", "content", 2),
        ("docs_dir: content\ndocs_dir: no-notes\n", "content", 0),
        ("x: &x\n  docs_dir: content\n<<: *x\n", "content", 2),
        ("docs_dir: ours\ntheme:\n  custom_dir: content\n", "content", 3),
        ("docs_dir: no-notes\ntheme: {custom_dir: ours}\n", "content", 0),
        ('docs_dir: "a\\0b"\n', "content", 0),
        ("<<: 1\ndocs_dir: content\n", "content", 2),
    ],
)
def test_a_docs_dir_with_notes_is_found(text: str, content: str, line: int, tmp_path: Path) -> None:
    """The folder of the notes, one around it and one in it are a finding at their line; 0 is none."""
    assert sum(found.span.line for found in check_docs_dir({SITE_FILE: text}, tmp_path, content)) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[project]\nsite_name = "Us"\ndocs_dir = "content"\n', 3),
        ('site_name = "Us"\ndocs_dir = "./content/"\n', 2),
        ('project.docs_dir = "content/topics"\n', 1),
        ('project = {docs_dir = "content"}\n', 1),
        ('docs_dir = "x"\n[theme]\ncustom_dir = "content"\n', 3),
        ('[project]\ndocs_dir = "no-notes"\n', 0),
        ('[project]\nsite_name = "Us"\n', 0),
        ("[project]\ndocs_dir = 1\ntheme = 2\n", 0),
        ("project = 1\n", 0),
        ('docs_dir = "content\n', 0),
    ],
)
def test_the_settings_of_zensical_are_read(text: str, line: int, tmp_path: Path) -> None:
    """Its own settings go before `mkdocs.yml`, so that is no protection; 0 is no finding."""
    found = check_docs_dir({SITE_FILE: "docs_dir: no-notes\n", "zensical.toml": text}, tmp_path, "content")
    assert [one.span[:2] for one in found] == [("zensical.toml", line)] * bool(line)


@pytest.mark.parametrize("name", ENGINE_FILES)
def test_a_change_of_any_settings_is_seen(name: str, tmp_path: Path) -> None:
    """What the store knows of a check is forgotten, and `cop serve` follows all of them."""
    root = write_notes(set_up(tmp_path), HIDDEN)
    assert "COP027" not in run(root, COP, "check").stdout
    toml, yaml = '[project]\ndocs_dir = "content"\n', "docs_dir: content\n"
    (root / name).write_text(toml if name.endswith(".toml") else yaml, "utf-8")
    assert f"{name}:" in run(root, COP, "check").stdout
    assert root / name in find_inputs(root)


def test_a_link_to_the_notes_is_as_good_as_their_folder(tmp_path: Path) -> None:
    """A symbolic link hides nothing from another engine."""
    (tmp_path / "content").mkdir()
    (tmp_path / "pages").symlink_to("content")
    assert list(check_docs_dir({SITE_FILE: "docs_dir: pages\n"}, tmp_path, "content"))


def test_the_files_that_settings_name() -> None:
    """Style sheets and scripts of the site's own have addresses that no note can take."""
    text = "extra_css: [css/own.css, 'https://example.org/x.css']\nextra_javascript:\n  - path: own.js?v=2\n"
    assert list(find_named_files(text)) == ["css/own.css", "own.js"]
