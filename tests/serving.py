"""Serves a community as `cop serve` does, and asks for its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from cop_site.engines.mkdocs.live import LiveSite
from cop_site.engines.serve import SiteServer
from cop_site.project.ours import TEMPLATES

RELOADER = re.compile(rb'<script type="module" src="/_cop/reload.js\?[0-9a-f]+-\d+"></script>(?=</body>)')
"""What a served page has, and a built one has not."""


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Served:
    """A server, asked as by a browser."""

    def __init__(self, root: Path, server: SiteServer, site: LiveSite) -> None:
        self.root, self.server, self.site = root, server, site

    def ask(self, path: str, host: str = "", **more: str) -> Answer:
        """Return the answer to a request; `more` are headers, with `_` for `-`."""
        with closing(self.connect(path, host, **more)) as connection:
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def connect(self, path: str, host: str = "", **more: str) -> HTTPConnection:
        """Send a request, and return its connection."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.server.port}", **headers})
        return connection

    def get(self, path: str, status: int = 200) -> str:
        """Return the text at a path."""
        answer = self.ask(path)
        assert answer.status == status, answer.content
        return answer.content.decode()

    def read(self, name: str) -> bytes:
        """Return a file of the site as it would be in a build."""
        return RELOADER.sub(b"", self.ask(self.site.mount + name).content, count=1)

    def differences(self, folder: Path) -> list[str]:
        """Return the names of the files of a built site that are not served like that; of the search, those of ours."""
        names = [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()]
        asked = [name for name in names if name != ".cop-site" and not name.startswith("pagefind/")]
        assert len(asked) > 50
        return [name for name in asked if self.read(name) != (folder / name).read_bytes()]


@contextmanager
def serve(root: Path, temporary: Path) -> Iterator[Served]:
    """Serve a project on a free port."""
    with SiteServer("127.0.0.1", 0, TEMPLATES / "serve") as server:
        site = server.site = LiveSite(root, temporary)
        server.look()
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Served(root, server, site)
        finally:
            server.shutdown()
            thread.join()
