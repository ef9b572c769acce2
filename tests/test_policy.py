"""Each page says what it may load and run: what is the site's own, and what the settings add."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from sites import Element, Site, build, cop, set_up, write_notes

pytestmark = pytest.mark.slow
CONFIG = """
site_name: Ours
docs_dir: content
theme:
  name: material
  custom_dir: overrides
extra_javascript: [https://scripts.example/x.js]
extra_css: [assets/ours.css]
plugins: [cop]
"""
HOOK = """
from pathlib import Path
def on_post_build(config):
    Path(config.site_dir, "x.html").write_text("<p>x")
"""
COPYRIGHT = """<p>Ours</p><img src="https://pictures.example/logo.png" alt="">
<script>count({{ 1 + 1 }})</script>
<script type="application/json">{"data": 1}</script>"""
HASH = f"'sha256-{b64encode(sha256(b'count(2)').digest()).decode()}'"


def policies(page: Element) -> list[str]:
    """The policies of a page, each only if no script, style or link comes before it."""
    found = []
    for element in page.walk():
        if element.tag in ("script", "style", "link", "body"):
            break
        if element.attributes.get("http-equiv", "").lower() == "content-security-policy":
            found.append(element.attributes["content"])
    return found


def rules(policy: str) -> dict[str, list[str]]:
    """The sources of each directive."""
    return {name: sources for name, *sources in (rule.split() for rule in policy.split(";"))}


def test_every_page_has_a_policy_before_anything_else(example_site: Path) -> None:
    """Nothing but what is the site's own, and no inline script without its hash."""
    site = Site(example_site)
    assert {"index.html", "404.html", "search/index.html"} <= site.pages.keys()
    for name, page in site.trees.items():
        (policy,) = policies(page)
        found = rules(policy)
        assert found["default-src"] == found["object-src"] == found["base-uri"] == ["'none'"], name
        sources = {source for several in found.values() for source in several if "'sha256-" not in source}
        assert sources <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}
        assert "data:" not in found["script-src"]
        attributes = {attribute for element in page.walk() for attribute in element.attributes}
        assert not [each for each in attributes if each == "style" or each.startswith("on")], name


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community whose `mkdocs.yml` and theme load from other websites, and have an inline script."""
    root = set_up(tmp_path_factory.mktemp("loading"))
    about = "---\ntitle: About\nredirect_from: [old/]\n---\nWhat count(2) is.\n"
    write_notes(root, {"index.md": "---\nname: Ours\n---\n", "about.md": about, "assets/ours.css": ""})
    (root / "overrides" / "partials").mkdir(parents=True)
    (root / "overrides" / "partials" / "copyright.html").write_text(COPYRIGHT, "utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return root


def test_what_the_policy_blocks_is_named(project: Path) -> None:
    """The build says once what is on the pages in vain, and how to allow it."""
    done = build(project, "--keep-going")
    blocked = [line for line in done.stderr.splitlines() if "the policy of the pages blocks" in line]
    assert [re.sub(".*blocks ", "", line) for line in blocked] == [
        'https://pictures.example/logo.png; to allow it, write img_src = ["https://pictures.example"] below'
        " [tool.cop.policy]",
        'https://scripts.example/x.js; to allow it, write script_src = ["https://scripts.example"] below'
        " [tool.cop.policy]",
        f"an inline script, 'count(2)'; to allow it, write script_src = [\"{HASH}\"] below [tool.cop.policy]",
    ]


def test_settings_extend_the_policy(project: Path, tmp_path: Path) -> None:
    """What a maintainer allows is in the policy of every page beside what is the site's own; nothing is said then."""
    settings = (project / "pyproject.toml").read_text("utf-8")
    added = f"""[tool.cop.policy]
script_src = ["https://scripts.example", "{HASH}"]
img_src = ["https:"]
frame_src = ["https://*.video.example"]
"""
    (project / "pyproject.toml").write_text(settings + added, "utf-8")
    try:
        done = build(project, "--keep-going", "--output", str(tmp_path / "site"))
    finally:
        (project / "pyproject.toml").write_text(settings, "utf-8")
    assert "blocks" not in done.stderr
    site = Site(tmp_path / "site")
    assert {"about/index.html", "old/index.html", "404.html"} <= site.pages.keys()
    for page in site.trees.values():
        (policy,) = policies(page)
        found = rules(policy)
        assert found["script-src"][:2] == ["'self'", "'wasm-unsafe-eval'"]
        assert {"https://scripts.example", HASH} <= set(found["script-src"])
        assert found["img-src"] == ["'self'", "data:", "https:"]
        assert found["frame-src"] == ["https://*.video.example"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('script_src = ["a; b"]', "must be a source of a policy"),
        ('script_src = "https://a.example"', "must be a list"),
        ("script_scr = []", "did you mean 'script_src'?"),
    ],
    ids=["two", "text", "typo"],
)
def test_sources_that_cannot_be_used_are_reported(tmp_path: Path, setting: str, message: str) -> None:
    """One that would end its directive, one that is no list, and a name that is none."""
    root = set_up(tmp_path, f"as_of = 2026-11-25\n[tool.cop.policy]\n{setting}")
    write_notes(root, {"index.md": "---\nname: Ours\n---\n"})
    result = cop(root, "check")
    assert message in result.output + result.stderr
    assert "pyproject.toml:4:1" in result.output + result.stderr


def test_pages_of_other_plugins_have_the_policy(project: Path, tmp_path: Path) -> None:
    """A page that another plugin writes after the build is no way around it."""
    (project / "hook.py").write_text(HOOK, "utf-8")
    config = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(f"{config}hooks: [hook.py]\n", "utf-8")
    try:
        build(project, "--keep-going", "--output", str(tmp_path / "site"))
    finally:
        (project / "mkdocs.yml").write_text(config, "utf-8")
    assert (tmp_path / "site" / "x.html").read_text("utf-8").startswith('<meta http-equiv="Content-Security-Policy"')
