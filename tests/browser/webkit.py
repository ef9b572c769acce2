"""Starts a WebKit, the engine of Safari, and speaks WebDriver with it: GTK's, on a display that nobody sees."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from .webdriver import SECONDS, BrowserNotFoundError, DrivenPage, wait_for

_PATHS = {
    "NewSession": "",
    "DeleteSession": "",
    "Navigate": "/url",
    "SetWindowRect": "/window/rect",
    "ExecuteScript": "/execute/sync",
    "ElementClick": "/element/{id}/click",
    "ElementSendKeys": "/element/{id}/value",
    "PerformActions": "/actions",
}
# A window is no narrower than the buttons above the page, which nobody needs here.
_NARROW = "* { font-size: 1px; min-width: 0; padding: 0; margin: 0; }"
# Whatever asks for another host gets no answer.
_ARGUMENTS = ["--automation", "--proxy=http://127.0.0.1:9", "--ignore-host=127.0.0.1"]


@contextmanager
def start_webkit(profile: Path) -> Iterator[DrivenPage]:
    """Start a WebKit, and end it in the end. Raises BrowserNotFoundError if there is none, or no display for it."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        raise BrowserNotFoundError("there is no WebKit (Debian has it as webkit2gtk-driver, and its display as xvfb)")
    (profile / "gtk-3.0").mkdir()
    (profile / "gtk-3.0" / "gtk.css").write_text(_NARROW, "utf-8")
    with _display() as display, _driver(os.environ | {"DISPLAY": display, "XDG_CONFIG_HOME": str(profile)}) as port:
        session = _Session(port)
        options = {"webkitgtk:browserOptions": {"args": _ARGUMENTS}}
        session.path += session.send("NewSession", {"capabilities": {"alwaysMatch": options}})["sessionId"]
        yield DrivenPage(session.send)
        session.send("DeleteSession", {})


@contextmanager
def _started(*command: str, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def _display() -> Iterator[str]:
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", "320x320x24")
    with _started(*command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        yield f":{process.stdout.readline().decode().strip()}"


@contextmanager
def _driver(environment: dict[str, str]) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _started("WebKitWebDriver", f"--port={port}", "--host=127.0.0.1", env=environment) as process:
        wait_for(lambda: process.poll() is not None or _answers(port), "WebKitWebDriver answers")
        yield port


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


class _Session:
    """What commands are sent to; `path` ends with the name of the session as soon as it has one."""

    def __init__(self, port: int) -> None:
        self.path = "/session/"
        self._port = port

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        path = self.path + _PATHS[command].format(**parameters)
        method = "DELETE" if command == "DeleteSession" else "POST"
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=SECONDS)) as connection:
            connection.request(method, path.rstrip("/"), json.dumps(parameters))
            value = json.load(connection.getresponse())["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{value['error']}: {value['message']}")
        return value
