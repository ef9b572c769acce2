"""`cop serve` answers only those who ask for it by its own name, and only with files of the site."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cop_site.engines.mkdocs.guard import Guard

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LOCAL = ("127.0.0.1", 8000)
ANY = ("0.0.0.0", 8000)  # noqa: S104  # nothing listens


def ask(
    root: Path, path: str = "/", host: str = "localhost:8000", address: tuple[str, int] = LOCAL, site: str = "none"
) -> str:
    """Return the status of the guard's answer; the server behind it would answer everything with 200."""
    statuses: list[str] = []

    def server(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b""]

    def start(status: str, *_: Any) -> Any:
        statuses.append(status)

    guard = Guard(server, root, "/", address)
    guard({"PATH_INFO": path.encode().decode("latin-1"), "HTTP_HOST": host, "HTTP_SEC_FETCH_SITE": site}, start)
    (status,) = statuses
    return status[:3]


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_own_names_are_answered(tmp_path: Path, host: str) -> None:
    """The names of this machine, with the port that is listened on."""
    assert ask(tmp_path, host=host) == "200"


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example:8000",
        "localhost.rebound.example:8000",
        "localhost:8001",
        "localhost",
        "127.0.0.2:8000",
        "192.168.0.7:8000",
        "localhost:8000@rebound.example:8000",
        "rebound.example@localhost:8000",
        "localhost:x",
        "[::1",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/livereload/1/2"])
def test_other_names_are_not(tmp_path: Path, host: str, path: str) -> None:
    """A name of another website may be made to lead here, to read what is served; its pages learn nothing."""
    assert ask(tmp_path, path, host) == "421"


@pytest.mark.parametrize(
    ("host", "status"), [("localhost:9000", "200"), ("192.168.0.7:8000", "200"), ("rebound.example:8000", "421")]
)
def test_a_server_for_the_network_is_asked_by_number(tmp_path: Path, host: str, status: str) -> None:
    """Where it listens for other machines, and for the outside of a container, names are still refused."""
    assert ask(tmp_path, host=host, address=ANY) == status


@pytest.mark.parametrize(("site", "status"), [("same-origin", "200"), ("same-site", "403"), ("cross-site", "403")])
def test_pages_of_other_websites_are_not_answered(tmp_path: Path, site: str, status: str) -> None:
    """Browsers say whose page asks."""
    assert ask(tmp_path, site=site) == status


def test_a_name_that_was_asked_for_is_answered(tmp_path: Path) -> None:
    """The host it was told to listen on is its own."""
    assert ask(tmp_path, host="notes.example:8000", address=("notes.example", 8000)) == "200"


@pytest.mark.parametrize("path", ["/", "/topics/", "/topics/a/../b/", "/nothing", "/a%2e%2e/b", "/ä/"])
def test_paths_of_the_site_are_answered(tmp_path: Path, path: str) -> None:
    """Also those of files that are not there, which the server answers with the page for it."""
    assert ask(tmp_path, path) == "200"


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/a/../../secret.txt", "/..\\secret.txt", "/link/secret.txt", "/file.txt", "/\0"],
)
def test_paths_out_of_the_site_are_not(tmp_path: Path, path: str) -> None:
    """Neither dots nor symbolic links lead out of the site's folder."""
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (site / "link").symlink_to(tmp_path)
    (site / "file.txt").symlink_to(tmp_path / "secret.txt")
    assert ask(site, path) == "404"


@pytest.mark.parametrize("note", ["", "<script>evil()</script>"])
def test_what_the_server_adds_to_a_page_may_run(tmp_path: Path, note: str) -> None:
    """The policy of a page gets the hash of the script at its end, and of no other."""
    body = f"<meta content=\"script-src 'self'\">{note}<script>reload()</script></body>".encode()

    def server(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]

    started: list[Any] = []
    environ = {"PATH_INFO": "/", "HTTP_HOST": "localhost:8000"}

    def start(*answer: Any) -> Any:
        started.append(answer)

    page = b"".join(Guard(server, tmp_path, "/", LOCAL)(environ, start))
    hashed = b64encode(sha256(b"reload()").digest())
    assert page == body.replace(b"script-src ", b"script-src 'sha256-" + hashed + b"' ")
    assert dict(started[0][1])["Content-Length"] == str(len(page))
