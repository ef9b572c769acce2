"""Starts a Firefox and speaks Marionette with it, the WebDriver that it has itself: no other program is needed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from .webdriver import SECONDS, BrowserNotFoundError, DrivenPage, wait_for

NAMES = ("firefox-esr", "firefox")
_PREFERENCES = {
    "marionette.port": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    # Whatever asks for another host gets no answer.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}


@contextmanager
def start_firefox(profile: Path) -> Iterator[DrivenPage]:
    """Start a Firefox without a window, and end it in the end. Raises BrowserNotFoundError if there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if not program:
        raise BrowserNotFoundError("there is no Firefox (Debian has it as firefox-esr)")
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with (
                socket.create_connection(("127.0.0.1", _port(profile)), timeout=SECONDS) as connection,
                connection.makefile("rb") as answers,
            ):
                marionette = _Marionette(connection, answers)
                marionette.send("NewSession", {})
                yield DrivenPage(marionette.send)
        finally:
            process.terminate()


def _port(profile: Path) -> int:
    file = profile / "MarionetteActivePort"
    return int(wait_for(lambda: file.is_file() and file.read_text(), file.name))


class _Marionette:
    def __init__(self, connection: socket.socket, answers: BinaryIO) -> None:
        self._connection = connection
        self._input = answers
        self._read()  # what it says of itself

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        data = json.dumps([0, 1, f"WebDriver:{command}", parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(error["message"])
        return result["value"] if set(result) == {"value"} else result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._input.read(1)
        return json.loads(self._input.read(int(length[:-1])))
