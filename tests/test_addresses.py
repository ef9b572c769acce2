"""Nothing takes the address of something else: what comes second is left out and named, and the rest is built."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest
from rule_cases import find_cases
from sites import EXAMPLE, build, built, cop, set_up, write_notes

from cop_site.compiler.compile import find_routes
from cop_site.compiler.outputs import Asset
from cop_site.content.files import RESERVED_FOLDERS
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.mkdocs.failed import BuildFailedError
from cop_site.model.addresses import Addresses
from cop_site.project.open import open_project

CHARTER = "---\nname: Us\npurpose: To learn.\n---\nHello.\n"


def _file_of(uri: str) -> str:
    return uri if uri and not uri.endswith("/") else f"{uri}index.html"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("a/", "A/", "is the address of one"),
        ("a.csv", "a.csv/", "is the address of one"),
        ("a.csv/", "a.csv", "is the folder of 'a.csv/', which is the address of one"),
        ("a.csv", "A.csv/b/", "is below 'a.csv', which is the address of one"),
        ("a/", "a/index.html/b/", "is below 'a/index.html', which is the address of one"),
        ("\u00e9/", "e\u0301/", "is the address of one"),
        ("\ufb01/", "FI/", "is the address of one"),
        ("stra\u00dfe/", "STRASSE/", "is the address of one"),
        ("a/", "a/b/", ""),
        ("a/", "a.html", ""),
        ("a/", f"b/{'c' * 900}/", "is longer than 900 bytes"),
        ("a/", "Assets/b/", "is in 'assets', a folder that the site makes itself"),
    ],
    ids="case file-page page-file below-file below-page form ligature sharp-s inside html long reserved".split(),  # noqa: SIM905
)
def test_the_second_at_an_address_is_refused(first: str, second: str, reason: str) -> None:
    """Two addresses cannot both be taken if a file system takes them for one, or needs a file for a folder."""
    addresses = Addresses()
    assert addresses.claim(first, "is the address of one") == ""
    assert addresses.claim(second, "is the address of two") == reason


def test_a_file_that_mkdocs_names_keeps_its_address() -> None:
    """A note does not take the place of a style sheet that mkdocs.yml names."""
    addresses = Addresses(["css/own.css"])
    assert "mkdocs.yml" in addresses.claim("css/own.css/", "is the address of a note")


def test_everything_that_is_made_is_in_the_table() -> None:
    """No output of the compiler has an address that the table does not know: the check and the build agree."""
    project = open_project(EXAMPLE, date(2026, 11, 25)).understand()
    routes = [_file_of(uri) for uri in find_routes(project.site_in("en"), EXAMPLE, "en")]
    taken = project.community.addresses
    assert [uri for uri in routes if not taken.find(uri) and uri.partition("/")[0] not in RESERVED_FOLDERS] == []


@pytest.mark.slow
def test_whatever_claims_an_address_twice_the_rest_is_built(tmp_path: Path) -> None:
    """Without `--keep-going`, no site; with it, all but what came second, which is named with the reason."""
    cases = [case for case in find_cases() if case.code in ("COP018", "COP210")]
    for case in cases:
        case.copy("bad", tmp_path)
    sound = "---\nredirect_from: [was/, sound.html, old.pdf]\n---\nWords.\n"
    write_notes(
        set_up(tmp_path),
        {"index.md": CHARTER, "sound.md": sound, "404.md": "Not the error page.\n", "a.html/b.md": "B.\n"},
    )
    refused = build(tmp_path)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "site").exists()

    done = build(tmp_path, "--keep-going")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "site.") not in done.stdout + done.stderr
    assert "Excluding" not in done.stderr
    site = tmp_path / "site"
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    taken = open_project(tmp_path, date(2026, 11, 25)).understand().community.addresses
    others = {name for name in files if name.partition("/")[0] not in (*RESERVED_FOLDERS, ".cop-site")}
    assert [name for name in others if not taken.find(name)] == []
    assert {"sound/index.html", "was/index.html", "404/index.html", "sound.html", "old.pdf/index.html"} <= files

    said = done.stderr[done.stderr.index("not on the site: ") :].splitlines()
    lost = {str(e["path"]) for case in cases for e in case.expected if case.code == "COP018"}
    redirects = sum(len(case.expected) for case in cases if case.code == "COP210")
    assert said[0] == f"not on the site: {len(lost)} files and {redirects} old addresses"
    assert "  content/404.html.md: cannot be at '404.html/', which is the address of '404.html'" in said[1]
    assert said[21] == f"  and {len(lost) + redirects - 20} more; 'cop check --all --baseline ignore' names them all"


def test_what_is_left_out_is_said_whatever_its_rule_weighs(tmp_path: Path) -> None:
    """A rule that is turned off does not let anything take an address, and the build still tells."""
    root = set_up(tmp_path, 'as_of = 2026-11-25\nseverity = {uri-is-unique = "off"}')
    write_notes(root, {"index.md": CHARTER, "a.md": "One.\n", "a/index.md": "Two.\n"})
    assert cop(root, "check").exit_code == 0
    said: list[str] = []
    build_site(open_project(root, date(2026, 11, 25)), None, lambda _: None, said.append)
    assert "not on the site: 1 file" in said
    assert "One." in (root / "site" / "a" / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_site_without_a_word_is_built(tmp_path: Path) -> None:
    """Pagefind refuses to make an index without a word, and so finds one that nobody looks for."""
    texts = {"a": "", "b": "\u2014", "c": "![](a.png)", "d": "..."}
    notes = {f"{name}.md": f"---\ntitle: '\u2014'\n---\n{text}\n" for name, text in texts.items()}
    site = built(write_notes(set_up(tmp_path), notes), "--keep-going")
    assert "pagefind/pagefind.js" in site.names


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENAMETOOLONG, "File name too long", ""), "which is the address of content/a.txt, cannot be"),
        (OSError(errno.ENOSPC, "No space left on device"), "the site cannot be written: no space left on device"),
    ],
    ids=["named", "nameless"],
)
def test_an_error_while_writing_names_the_note(
    error: OSError, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses is said of the file in the content folder, not of a temporary one."""

    def fail(_: Asset, target: Path) -> None:
        if target.name == "a.txt":
            error.filename = str(target) if error.filename is not None else None
            raise error

    monkeypatch.setattr(Asset, "copy", fail)
    root = write_notes(set_up(tmp_path), {"index.md": CHARTER, "a.txt": "Text."})
    with pytest.raises(BuildFailedError) as raised:
        build_site(open_project(root, date(2026, 11, 25)), None, lambda _: None, lambda _: None)
    assert message in str(raised.value)
    assert str(tmp_path) not in str(raised.value)
