"""A page in a browser that is driven by WebDriver; how its commands reach the browser is for each engine to say."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

Send = Callable[[str, Mapping[str, Any]], Any]
"""Sends a command of WebDriver by its name, and returns its result; raises RuntimeError if it fails."""
SECONDS = 60
"""How long something may take to happen, on a busy machine too."""

_FIND = """(selector, text) => {
  const seen = (element) => (element.closest("select") ?? element).getClientRects().length;
  const found = [...document.querySelectorAll(selector)].find((one) => one.innerText.includes(text) && seen(one));
  found?.scrollIntoView({behavior: "instant", block: "center"});
  return found ?? null;
}"""


class BrowserNotFoundError(Exception):
    """There is no such browser here; the message says how to get one."""


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """Return what a function returns as soon as it is true. Raises AssertionError if it never is."""
    end = time.monotonic() + SECONDS
    while not (value := look()):
        assert time.monotonic() < end, f"never true: {what}"
        time.sleep(0.05)
    return value


class DrivenPage:
    """A page in a browser. What a script looks for is waited for."""

    def __init__(self, send: Send) -> None:
        self._send = send

    def open(self, url: str) -> None:
        """Open an address, and wait until it is loaded; WebKit answers earlier."""
        self._send("Navigate", {"url": url})
        self.wait("document.readyState === 'complete'")

    def resize(self, width: int, height: int) -> None:
        """Make the window so large, or as near to it as the browser allows."""
        rectangle = self._send("SetWindowRect", {"width": width, "height": height})
        self.wait("innerWidth === arguments[0]", rectangle["width"])

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns."""
        return self._send("ExecuteScript", {"script": script, "args": list(arguments), "sandbox": None})

    def wait(self, expression: str, *arguments: Any) -> Any:
        """Return the value of an expression as soon as it is true."""
        return wait_for(lambda: self.run(f"return {expression}", *arguments), expression)

    def _element(self, selector: str, text: str) -> str:
        found = self.wait(f"({_FIND})(...arguments)", selector, text)
        return str(next(iter(found.values())))

    def click(self, selector: str, text: str = "") -> None:
        """Click the first element that can be seen, is chosen by a selector and has a text; it may be an option."""
        wait_for(lambda: self._clicked(self._element(selector, text)), f"{selector} {text!r} can be clicked")

    def _clicked(self, element: str) -> bool:
        # It may be moving yet.
        with suppress(RuntimeError):
            self._send("ElementClick", {"id": element})
            return True
        return False

    def type(self, selector: str, keys: str) -> None:
        """Type into an element."""
        self._send("ElementSendKeys", {"id": self._element(selector, ""), "text": keys})

    def press(self, keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._send("PerformActions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})
