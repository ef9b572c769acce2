"""`cop serve` shows what a build would give, page by page, while the notes change."""

from __future__ import annotations

import json
import shutil
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from http.client import HTTPResponse
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import RELOADER, Served, serve
from sites import built, set_up, write_notes

from cop_site.content.load import load
from cop_site.engines.mkdocs.build import build_site
from cop_site.engines.watch import watching
from cop_site.project.open import open_project

pytestmark = pytest.mark.slow

NOTES = {
    "index.md": "---\nname: Small & fine\npurpose: To be served.\n---\nWelcome, see [rounds](topics/rounds.md).\n",
    "about.md": "---\ntitle: About\nredirect_from: [who/]\n---\nText. ![A dot](dot.svg)\n",
    "topics/rounds.md": "---\ntitle: Rounds\nobjectives: [{id: one, text: Run a round}]\n---\nText.\n",
    "topics/silence.md": "---\ntitle: Silence\nlang: de\n---\n## Stille\n\nText with a facilitator.\n",
    "meetups/2026-01-14-first.md": "---\ntitle: First\ndate: 2026-01-14\ncovers: [rounds/one]\n---\nIt was.\n",
    "meetups/2027-01-14-next.md": "---\ntitle: Next\ndate: 2027-01-14\ntags: [silence]\n---\n",
    "glossary/facilitator.md": "---\ntitle: Facilitator\n---\nWho guides.\n",
    "members/ann.md": "---\nname: Ann\nlisted: true\n---\n",
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!-- x --><path d="M0 0h1"/></svg>',
    "extra.css": "h1 { color: teal }\n",
}
SITE_FILE = """site_name: Served
site_url: https://example.org/garden/
theme: {name: material, language: en, custom_dir: theme}
extra_css: [extra.css]
plugins: [cop]
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A small community with one of everything, a theme of its own, and an address below its host."""
    root = write_notes(set_up(tmp_path / "project", 'as_of = 2026-11-25\ntemplates = "ours"'), NOTES)
    (root / "mkdocs.yml").write_text(SITE_FILE, "utf-8")
    (root / "theme").mkdir()
    (root / "ours" / "pages").mkdir(parents=True)
    with serve(root, tmp_path) as running:
        yield running


def test_all_files_are_those_of_a_build(served: Served) -> None:
    """Pages, lists, redirects, pictures, styles, feeds, the map and the page for what is missing; after edits, too."""
    assert served.differences(built(served.root, "--keep-going").folder) == []
    write_notes(served.root, {"topics/rounds.md": NOTES["topics/rounds.md"] + "More.\n", "topics/new.md": "# Newer\n"})
    (served.root / "content/topics/silence.md").rename(served.root / "content/topics/stillness.md")
    (served.root / "content/meetups/2027-01-14-next.md").unlink()
    write_notes(served.root, {"index.md": NOTES["index.md"].replace("Small & fine", "Small & <other>")})
    (served.root / "ours/pages/plain.html").write_text("<h1>{{ title }}</h1>\n{{ body }}<p>Ours</p>\n", "utf-8")
    (served.root / "theme/partials").mkdir()
    (served.root / "theme/partials/copyright.html").write_text("<p>Nobody's</p>\n", "utf-8")
    (served.root / "mkdocs.yml").write_text(SITE_FILE.replace("Served", "Served anew"), "utf-8")
    folder = built(served.root, "--keep-going").folder
    assert served.differences(folder) == []
    page = served.read("topics/stillness/index.html")
    assert b"Served anew" in page
    assert b"Nobody's" in page
    assert served.ask("/garden/topics/silence/").status == 404
    assert RELOADER.sub(b"", served.ask("/garden/no/").content) == (folder / "404.html").read_bytes()
    set_up(served.root, "as_of = 2027-01-01\nrepository = 'https://github.com/example/x'")
    assert served.differences(built(served.root, "--keep-going").folder) == []


def test_search_finds_what_was_indexed_when_it_was_opened(served: Served) -> None:
    """The first request waits for the index; later ones get the last one, until that of the changed notes is there."""
    folder = built(served.root, "--keep-going").folder
    names = [file.relative_to(folder).as_posix() for file in (folder / "pagefind").rglob("*") if file.is_file()]
    assert len(names) > 5
    assert [name for name in names if served.read(name) != (folder / name).read_bytes()] == []
    write_notes(served.root, {"topics/new.md": "# Newer\n\nA remarkable word.\n"})
    assert "Newer" in served.get("/garden/topics/new/")
    entry = "pagefind/pagefind-entry.json"
    assert served.read(entry) == (folder / entry).read_bytes()
    served.site.search.wait()
    expected = (built(served.root, "--keep-going").folder / entry).read_bytes()
    assert served.read(entry) == expected


def test_old_indexes_are_removed(served: Served, tmp_path: Path) -> None:
    """What a page that is open may still ask for is kept, and nothing older: not what has been hidden since."""
    entries = []
    for number in range(4):
        write_notes(served.root, {"topics/new.md": f"# New {number}\n"})
        served.get("/garden/topics/new/")
        served.read("pagefind/pagefind-entry.json")
        served.site.search.wait()
        (language, *_) = json.loads(served.read("pagefind/pagefind-entry.json"))["languages"].values()
        entries.append(language["hash"])
    assert len(set(entries)) == 4
    assert [served.ask(f"/garden/pagefind/pagefind.{name}.pf_meta").status for name in entries] == [404, 404, 200, 200]
    assert len(list(tmp_path.glob("search-*"))) == 2


def test_addresses_lead_where_a_host_leads(served: Served) -> None:
    """From the top to the site, and from a page without its last slash to the page."""
    assert served.ask("/").headers["Location"] == "/garden/"
    assert served.ask("/garden/topics").headers["Location"] == "/garden/topics/"
    assert served.ask("/garden/topics/").headers["Content-Type"] == "text/html; charset=utf-8"
    assert served.ask("/garden/topics/").headers["Cache-Control"] == "no-store"
    assert served.ask("/garden/pyproject.toml").status == 404
    assert served.ask("/_cop/failed.html").status == 404
    assert served.ask("/_cop/../pages/plain.html").status == 404


@pytest.mark.parametrize(
    "path",
    ["http://[/", "//[/", "/_cop/" + "a" * 5000 + ".js", "/_cop/%00.js", "/a%00", "/%ff/", "*", "/_cop/findings/*"],
)
def test_any_path_is_answered(served: Served, path: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever is asked for, there is an answer, and no traceback in the terminal."""
    assert served.ask(path).status in {200, 302, 404}
    assert capfd.readouterr().err == ""


def test_a_browser_may_go(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is said when a connection is reset before, or while, a page is sent."""
    for _ in range(5):
        connection = served.connect("/garden/")
        assert connection.sock
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    assert served.ask("/garden/").status == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        *[("same-origin", "cors", 200), ("none", "navigate", 200), ("cross-site", "navigate", 200)],
        *[("cross-site", "no-cors", 403), ("same-site", "cors", 403), ("cross-site", "cors", 403)],
    ],
)
def test_other_websites_keep_it_from_nothing(served: Served, site: str, mode: str, status: int) -> None:
    """A link there may open a page; whatever else they ask for is not made."""
    for path in ("/garden/", "/garden/dot.svg", "/_cop/reload.js"):
        assert served.ask(path, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode).status == status


def test_the_head_of_a_stream_is_no_stream(served: Served) -> None:
    """It has the headers that keep other websites out, and ends."""
    with socket.create_connection(("127.0.0.1", served.server.port), timeout=10) as connection:
        host = f"127.0.0.1:{served.server.port}"
        connection.sendall(f"HEAD /_cop/changes HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b"Cross-Origin-Resource-Policy: same-origin" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_very_many_connections_keep_nobody_out(served: Served) -> None:
    """Those who say nothing, say it slowly or listen for ever are closed, the first of them first."""
    host = f"127.0.0.1:{served.server.port}"
    said = ("", "GET /gar", f"GET /_cop/changes HTTP/1.1\r\nHost: {host}\r\n\r\n")
    before = threading.active_count()
    with ExitStack() as stack:
        for number in range(300):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", served.server.port), timeout=10))
            connection.sendall(said[number % 3].encode())
        assert served.ask("/garden/").status == 200
        assert served.ask("/garden/topics/").status == 200
        assert threading.active_count() - before < 200


def test_other_websites_load_and_show_nothing(served: Served) -> None:
    """Neither a page, which they could put into a frame, nor a picture or a script."""
    for path in ("/garden/", "/garden/dot.svg", "/garden/no/", "/_cop/reload.js", "/_cop/findings/garden/"):
        headers = served.ask(path).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_link_is_watched(tmp_path: Path) -> None:
    """Nor anything that a link leads to; the folder that it is in is, since a folder may take its place."""
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "content").symlink_to(tmp_path / "elsewhere")
    changed = Event()
    with watching(lambda: [tmp_path / "root" / "content"], changed.set):
        (tmp_path / "elsewhere" / "deep" / "a.md").write_text("Text.", "utf-8")
        assert not changed.wait(0.5)
        (tmp_path / "root" / "content").unlink()
        assert changed.wait(30)


def test_other_names_are_not_answered(served: Served) -> None:
    """A website whose name has been made to lead here learns nothing, not even that something changes."""
    for path in ("/garden/", "/_cop/changes", "/_cop/reload.js"):
        assert served.ask(path, f"rebound.example:{served.server.port}").status == 421


def _broken_settings(root: Path) -> None:
    set_up(root, 'as_of = 2026-11-25\ntemplate = "ours"')


def _no_toml(root: Path) -> None:
    set_up(root, "as_of = ")


def _no_yaml(root: Path) -> None:
    (root / "mkdocs.yml").write_text(SITE_FILE + "nav: [\n", "utf-8")


def _unknown_theme(root: Path) -> None:
    (root / "mkdocs.yml").write_text(
        SITE_FILE.replace("material", "granite").replace(", custom_dir: theme", ""), "utf-8"
    )


def _template(text: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        (root / "ours/pages/plain.html").write_text(text, "utf-8")

    return damage


def _theme(root: Path) -> None:
    (root / "ours/theme").mkdir()
    (root / "ours/theme/main.html").write_text('{% extends "base.html" %}\n{% block title %}\n', "utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_broken_settings, ("pyproject.toml:3:1", "template", "templates")),
        (_no_toml, ("pyproject.toml:2:", "TOML")),
        (_no_yaml, ("mkdocs.yml:7:1", "YAML")),
        (_unknown_theme, ("mkdocs.yml:3:", "granite")),
        (_template("<h1>{{ title }}</h1>\n{% if %}\n"), ("ours/pages/plain.html:2", "template")),
        (_template("<h1>{{ title }}</h1>\n\n{{ nothing }}\n"), ("ours/pages/plain.html:3", "nothing")),
        (_theme, ("ours/theme/main.html:2", "template")),
    ],
    ids=["setting", "toml", "yaml", "theme", "syntax", "name", "block"],
)
def test_an_error_is_on_the_page_until_it_is_corrected(
    served: Served, damage: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    """With file, line and what to do, and with the script that shows the page as soon as there is one."""
    before = served.read("about/index.html")
    shutil.copytree(served.root, served.root.with_name("kept"))
    damage(served.root)
    page = served.get("/garden/about/", 500)
    assert all(word in page for word in words), page
    assert "Traceback" not in page
    assert str(served.root) not in page
    assert RELOADER.search(page.encode())
    shutil.rmtree(served.root)
    served.root.with_name("kept").rename(served.root)
    assert served.read("about/index.html") == before


def test_what_is_wrong_with_a_note_is_on_its_page(served: Served) -> None:
    """On a page beside it, by the script; where there is no page, instead of it. Others have nothing of that."""
    write_notes(served.root, {"topics/rounds.md": "---\ntitle: [Rounds\n---\n[Broken](no.md)\n"})
    served.get("/garden/topics/rounds/")
    found = json.loads(served.get("/_cop/findings/garden/topics/rounds/"))
    assert [row["place"].partition(":")[0] for row in found] == ["content/topics/rounds.md"] * 2
    assert all(row["message"] and row["hint"] for row in found)
    assert json.loads(served.get("/_cop/findings/garden/topics/silence/")) == []
    write_notes(served.root, {"topics/rounds.md": "---\ntitle: <b>\ndraft: perhaps\n---\nText.\n"})
    page = served.get("/garden/topics/rounds/", 404)
    assert "content/topics/rounds.md:3:8" in page
    assert "To correct it:" in page
    write_notes(served.root, {"topics/rounds.md": "---\ntitle: Squares\n---\nText.\n"})
    assert "<h1>Squares</h1>" in served.get("/garden/topics/rounds/")


def test_open_pages_are_told_of_a_change(served: Served) -> None:
    """The stream has the state of the page; after a change another one, which the page has when it is loaded again."""
    page = served.get("/garden/about/")
    with watching(lambda: served.site.inputs, served.server.look):
        connection = served.connect("/_cop/changes")
        stream = connection.getresponse()
        assert stream.getheader("Content-Type") == "text/event-stream"
        first = _read_state(stream)
        assert f"reload.js?{first}" in page
        write_notes(served.root, {"about.md": "# About\n\nChanged.\n"})
        second = _read_state(stream)
        assert second != first
        page = served.get("/garden/about/")
        assert "Changed." in page
        assert f"reload.js?{second}" in page
        stream.close()
        connection.close()


def _read_state(stream: HTTPResponse) -> str:
    line = next(line for line in stream if line.startswith(b"data: "))
    return line.decode().removeprefix("data: ").strip()


def test_only_what_has_changed_is_read_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit one note is parsed; while nothing changes, nothing is read at all."""
    served.get("/garden/about/")
    parsed: list[str] = []
    monkeypatch.setattr(
        "cop_site.project.follow.load",
        lambda text: parsed.append(text.path) or load(text),  # type: ignore[func-returns-value]
    )
    served.get("/garden/topics/")
    assert parsed == []
    write_notes(served.root, {"about.md": "# About\n\nChanged.\n"})
    assert "Changed." in served.get("/garden/about/")
    assert parsed == ["content/about.md"]


FIELDS = ("", "title: One\nname: One\n", "title: Two\nname: Two\ntags: [rounds]\n", "title: [\n", "draft: true\n")
EDIT = st.tuples(
    st.sampled_from(["topics/rounds.md", "topics/other.md", "meetups/2026-02-11-x.md", "members/bob.md", "index.md"]),
    st.sampled_from(
        ["", "title: One\nname: One\n", "title: Two\nname: Two\ntags: [rounds]\n", "title: [\n", "draft: true\n"]
    ),
    st.sampled_from(["", "Text.\n", "## A heading\n\nA facilitator and [a link](topics/rounds.md).\n"]),
)


@settings(max_examples=3)
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
def test_whatever_is_edited_pages_are_those_of_a_build(
    edits: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A note with other fields, without any, with an error, gone, or there for the first time."""
    folder = tmp_path_factory.mktemp("edited")
    root = write_notes(set_up(folder / "project"), NOTES)
    with serve(root, folder) as running:
        running.get("/topics/")
        for name, fields, body in edits:
            file = root / "content" / name
            if not fields and not body:
                file.unlink(missing_ok=True)
            else:
                write_notes(root, {name: f"---\n{fields}---\n{body}"})
            running.ask("/topics/rounds/")
        target = folder / "site"
        build_site(open_project(root, date(2026, 11, 25)), target, lambda _: None, lambda _: None)
        assert running.differences(target) == []
