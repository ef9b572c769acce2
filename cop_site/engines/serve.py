"""Serves a site on this machine while its notes are edited."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from secrets import token_hex
from threading import Condition
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cop_site.diagnostics import Diagnostic, Span
from cop_site.engines.hosts import is_asked_here, is_own
from cop_site.engines.turns import Turns

OURS = "_cop/"
"""Below it, at the top of the host, are the files that a served page has and a built one has not."""
_TYPES = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".mjs": "text/javascript"}
"""Of those that the settings of some systems get wrong."""
_PARTS = frozenset({".css", ".js", ".map", ".pagefind", ".pf_fragment", ".pf_filter", ".pf_index", ".pf_meta", ".svg"})
"""The endings of what is asked for with a page, for which the notes were looked at just before."""
_PROTECTION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
"""So that another website can neither load nor show what is served, nor have it taken for a script."""
_WORDS = {
    "title": "This page cannot be shown yet",
    "lead": "It appears as soon as this is corrected:",
    "hint": "To correct it:",
}
_HEARTBEAT = 30
"""Seconds after which a stream says that it is still there, and notices when its browser is not."""
_MOST_CONNECTIONS = 128
"""Open at once, each with a thread; a browser has a few for each page. Of more, the one opened first is closed."""

Answer = tuple[HTTPStatus, str, bytes]


class Failure(NamedTuple):
    """Why a file of a site cannot be made: unlike a finding, it need not be in a note, and no rule owns it."""

    span: Span
    """Where; its path is empty if that is in no file."""
    message: str
    hint: str = ""
    """As in `Problem`, like the message."""


class FailedError(Exception):
    """A file of a site that cannot be made, with what is wrong."""

    def __init__(self, *failures: Failure) -> None:
        super().__init__(*failures)
        self.failures = failures


class ServedSite(Protocol):
    """A site whose files are made when they are asked for."""

    @property
    def mount(self) -> str:
        """The path of the site on its host, with a slash at both ends."""

    def refresh(self) -> bool:
        """Read what has changed since the last time, and return whether anything has."""

    def find(self, name: str) -> bytes | None:
        """Return a file by its name in a built site; None if there is none. Raises FailedError if it cannot be made."""

    def check(self, name: str) -> tuple[Diagnostic, ...]:
        """Return the errors and warnings of the note whose page has this name, or would have it."""


class SiteServer(ThreadingHTTPServer):
    """Answers the requests of browsers, each in a thread; one after the other has files made."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port
    request_queue_size = _MOST_CONNECTIONS  # of the usual 5, the next that a browser opens at once waits for a second

    def __init__(self, host: str, port: int, folder: Path) -> None:
        """Listen on an address; raise OSError if it cannot be had. `folder` has the files of served pages alone."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        self.host, self.port = host, self.server_address[1]
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"
        """Where the host begins."""
        self.site: ServedSite
        """Set before the first request is answered."""
        self._folder, self._run, self._number = folder, token_hex(4), 0
        self.turns = Turns()
        """Whoever makes files of the site does it in turn with others."""
        self._changed = Condition()
        self._open: dict[socket.socket, None] = {}
        environment = Environment(loader=FileSystemLoader(str(folder)), autoescape=True, undefined=StrictUndefined)
        self._failed = environment.get_template("failed.html")

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer what a connection asks; those who open very many, or say nothing, keep nobody else from an answer."""
        for oldest in list(self._open)[: len(self._open) - _MOST_CONNECTIONS + 1]:
            self._open.pop(oldest, None)
            with suppress(OSError), self._changed:  # it may just have ended by itself
                self._changed.notify_all()
                oldest.shutdown(socket.SHUT_RDWR)
        self._open[request] = None
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self._open.pop(request, None)
        super().shutdown_request(request)

    @property
    def state(self) -> str:
        """What is different after each change, and for each server."""
        return f"{self._run}-{self._number}"

    def look(self) -> bool:
        """Read what has changed, and tell the pages that are open; return whether anything has."""
        is_new = self.turns.run(self.site.refresh)
        if is_new:
            with self._changed:
                self._number += 1
                self._changed.notify_all()
        return is_new

    def wait_for_change(self, state: str, connection: socket.socket) -> None:
        """Return as soon as the state is another one or the connection is closed, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != state or connection not in self._open, _HEARTBEAT)

    def answer(self, path: str) -> Answer:
        """Return status, media type and content for a path; for a redirect, the address instead of the type."""
        if path.startswith(f"/{OURS}"):
            return self._answer_ours(path.removeprefix(f"/{OURS}"))
        name = _name_file(path)
        if Path(name).suffix not in _PARTS:
            self.look()
        if not name.startswith(self.site.mount):
            return HTTPStatus.FOUND, quote(self.site.mount), b""
        try:
            return self.turns.run(lambda: self._answer_file(name.removeprefix(self.site.mount), path))
        except FailedError as error:
            return HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", self._explain(*error.failures)

    def _answer_file(self, name: str, path: str) -> Answer:
        content = self.site.find(name)
        if content is not None:
            return HTTPStatus.OK, _find_type(name), self._follow(content) if name.endswith(".html") else content
        if self.site.find(f"{name}/index.html") is not None:
            return HTTPStatus.MOVED_PERMANENTLY, quote(f"{path}/"), b""
        if found := self.site.check(name):
            return HTTPStatus.NOT_FOUND, "text/html", self._explain(*found)
        return HTTPStatus.NOT_FOUND, "text/html", self._follow(self.site.find("404.html") or b"")

    def _answer_ours(self, name: str) -> Answer:
        """Answer for what only a served page has: the findings of its note, as JSON, and what shows them."""
        kind, _, path = name.partition("/")
        if kind == "findings":
            found = self.site.check(_name_file(f"/{path}").removeprefix(self.site.mount))
            rows = [{"place": str(one.span), "message": one.message, "hint": one.hint} for one in found]
            return HTTPStatus.OK, "application/json", json.dumps(rows).encode()
        file = self._folder / name
        if file in self._folder.iterdir() and file.suffix in _TYPES:
            return HTTPStatus.OK, _TYPES[file.suffix], file.read_bytes()
        return HTTPStatus.NOT_FOUND, "text/plain", b""

    def handle_error(self, *request: Any) -> None:
        """Say what went wrong, unless the browser has gone, as it does whenever another page is opened."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(*request)

    def _explain(self, *problems: Failure | Diagnostic) -> bytes:
        """Return a page with problems, in the language of the terminal."""
        found = sorted(problems, key=lambda problem: problem.span)
        return self._follow(self._failed.render(_WORDS, problems=found, ours=f"/{OURS}").encode())

    def _follow(self, page: bytes) -> bytes:
        """Return a page with the script that loads it again after a change."""
        script = f'<script type="module" src="/{OURS}reload.js?{self.state}"></script>'.encode()
        before, end, after = page.rpartition(b"</body>")
        return before + script + end + after if end else page + script


def _name_file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") else path


def _find_type(name: str) -> str:
    suffix = Path(name).suffix
    return _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 2 * _HEARTBEAT
    """Seconds after which a connection on which nothing happens is closed."""
    server: SiteServer

    def do_GET(self) -> None:
        """Answer a request."""
        if not is_own(self.headers.get("Host", ""), self.server.host, self.server.port):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
            return
        if not is_asked_here(self.headers.get):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        path = unquote(self.path.partition("#")[0].partition("?")[0])
        if path == f"/{OURS}changes":
            self._stream()
        else:
            self._send(*self.server.answer(path))

    def do_HEAD(self) -> None:
        """Answer a request for all but the content."""
        self.do_GET()

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        is_redirect = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
        text = "; charset=utf-8" if media_type.startswith("text/") else ""
        self.send_header("Location" if is_redirect else "Content-Type", media_type + text)
        self.send_header("Content-Length", str(len(content)))
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Send the state now, and after each change."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._end_headers()
        try:
            while self.command != "HEAD":
                state = self.server.state
                self.wfile.write(f"retry: 1000\ndata: {state}\n\n".encode())
                self.server.wait_for_change(state, self.connection)
        except OSError:  # the browser has gone
            return

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        for name, value in _PROTECTION.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: what matters is on the page."""
