"""Drives a Firefox by Marionette, the WebDriver protocol that it speaks itself: no other program is needed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

NAMES = ("firefox-esr", "firefox")
_SECONDS = 60
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


def find_firefox() -> str | None:
    """Return the path of a Firefox; None if there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A page in Firefox. What a script looks for is waited for."""

    def __init__(self, connection: socket.socket, answers: BinaryIO) -> None:
        self._connection = connection
        self._input = answers
        self._read()  # what it says of itself
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})

    def send(self, command: str, parameters: dict[str, Any] | None = None) -> Any:
        """Return the result of a command of WebDriver; raise RuntimeError with its message if it fails."""
        data = json.dumps([0, 1, command, parameters or {}]).encode()
        self._connection.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(error["message"])
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._input.read(1)
        return json.loads(self._input.read(int(length[:-1])))

    def open(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""
        self.send("WebDriver:Navigate", {"url": url})

    def resize(self, width: int, height: int) -> None:
        """Make the window so large."""
        self.send("WebDriver:SetWindowRect", {"width": width, "height": height})

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns."""
        parameters = {"script": script, "args": list(arguments), "sandbox": None}
        return self.send("WebDriver:ExecuteScript", parameters)["value"]

    def wait(self, expression: str, *arguments: Any) -> Any:
        """Return the value of an expression as soon as it is true."""
        end = time.monotonic() + _SECONDS
        while not (value := self.run(f"return {expression}", *arguments)):
            if time.monotonic() > end:
                message = f"never true in {self.run('return location.href')}: {expression}"
                raise AssertionError(message)
            time.sleep(0.05)
        return value

    def _element(self, selector: str, text: str) -> str:
        found = self.wait(
            "[...document.querySelectorAll(arguments[0])].find((e) => e.innerText.includes(arguments[1])"
            " && e.getClientRects().length) ?? null",
            selector,
            text,
        )
        return str(next(iter(found.values())))

    def click(self, selector: str, text: str = "") -> None:
        """Click the first element that can be seen, is chosen by a selector and has a text, as with a mouse."""
        self.send("WebDriver:ElementClick", {"id": self._element(selector, text)})

    def type(self, selector: str, keys: str) -> None:
        """Type into an element."""
        self.send("WebDriver:ElementSendKeys", {"id": self._element(selector, ""), "text": keys})


@contextmanager
def start_firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """Start a Firefox without a window, and end it in the end."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = ("127.0.0.1", _wait_for_port(profile))
            with (
                socket.create_connection(address, timeout=_SECONDS) as connection,
                connection.makefile("rb") as answers,
            ):
                yield Firefox(connection, answers)
        finally:
            process.terminate()


def _wait_for_port(profile: Path) -> int:
    file = profile / "MarionetteActivePort"
    end = time.monotonic() + _SECONDS
    while not (file.is_file() and file.read_text()):
        if time.monotonic() > end:
            raise TimeoutError(file)
        time.sleep(0.05)
    return int(file.read_text())
