"""Guards the server of `mkdocs serve`: it answers for its own hosts only, and only with files of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cop_site.engines.hosts import is_asked_here, is_own
from cop_site.engines.mkdocs.policy import allow_script

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

_RELOADER = re.compile(rb"<script>((?:(?!<script\b|</script).)*)</script></body>", re.DOTALL)
"""What the server puts at the end of a page, so that it is loaded anew after a change."""


def guard_server(server: LiveReloadServer, address: tuple[str, int], watched: Iterable[Path]) -> None:
    """Put a guard in front of a server with a host and a port, and have it watch some files and folders."""
    application = server.get_app()
    assert application  # noqa: S101  # the server has set it
    server.set_app(Guard(application, Path(server.root), server.mount_path, address))
    for path in watched:
        server.watch(str(path))


class Guard:
    """A WSGI application in front of that of the server."""

    def __init__(self, application: WSGIApplication, root: Path, mount: str, address: tuple[str, int]) -> None:
        """Guard the files below `root`, served below the path `mount`; `address` is the server's host and port."""
        self._application = application
        self._root = root.resolve()
        self._mount = mount
        self._address = address

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not is_own(environ.get("HTTP_HOST", ""), *self._address):
            return _refuse("421 Misdirected Request", start_response)
        if not is_asked_here(lambda name: environ.get(f"HTTP_{name.upper().replace('-', '_')}")):
            return _refuse("403 Forbidden", start_response)
        if not self._is_inside(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")):
            return _refuse("404 Not Found", start_response)
        return self._answer(environ, start_response)

    def _is_inside(self, path: str) -> bool:
        """Return whether a path leads to a file of the site, or to none: not out of it, whatever links are in it."""
        if "\\" in path or "\0" in path:
            return False
        try:
            file = Path(self._root, path.removeprefix(self._mount).lstrip("/")).resolve()
        except (OSError, RuntimeError):
            return False
        return file.is_relative_to(self._root)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Return the server's answer; the policy of a page also allows what the server adds to it."""
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            started.append((status, headers))
            return lambda _: None

        body = self._application(environ, start)
        ((status, headers),) = started
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            page = b"".join(body)
            if added := _RELOADER.search(page):
                page = allow_script(page, added[1])
            headers = [header for header in headers if header[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(page))))
            body = [page]
        start_response(status, headers)
        return body


def _refuse(status: str, start_response: StartResponse) -> Iterable[bytes]:
    body = f"{status}\n".encode()
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
