"""Measures `cop serve` and `cop check` while a note is edited."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.request import urlopen

from measure import FailedError, Run, run, start

_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_TAG = re.compile(r"^tags: \[([\w-]+)", re.MULTILINE)


def edit(note: Path, number: int) -> str:
    """Change a sentence in the text of a note, and return it."""
    sentence = f"This sentence is number {number}."
    with note.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    return sentence


def measure_check(cop: str, project: Path, note: Path) -> Run:
    """Measure a check after an edit of a note, where there was one before."""
    run([[cop, "check"]], project)
    edit(note, 1)
    return run([[cop, "check"]], project)


def measure_serve(cop: str, project: Path, note: Path) -> dict[str, float]:
    """Return the seconds from saving a note until its page, a topic's and the coverage are there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with start([cop, "serve", "--port", str(port)], project) as server:
        try:
            return _edit_served(f"http://127.0.0.1:{port}/", server.stdout or (), note)
        finally:
            server.terminate()


def _edit_served(address: str, said: Iterable[str], note: Path) -> dict[str, float]:
    topic = _TAG.findall(note.read_text("utf-8"))[0]
    uris = {"note": f"meetups/{note.stem}/", "topic": f"topics/{topic}/", "coverage": "coverage/"}
    for line in said:
        if line.startswith("Serving"):
            break
    before = {name: _get(address + uri) for name, uri in uris.items()}
    time.sleep(3)  # the check after the start is done
    seconds = {}
    for name, uri in uris.items():
        edit(note, 2)
        note.write_text(_TITLE.sub(f"title: Changed for {name}", note.read_text("utf-8"), count=1), "utf-8")
        begin = time.perf_counter()
        page = _get(address + uri)
        seconds[name] = time.perf_counter() - begin
        if name != "coverage" and (page == before[name] or f"Changed for {name}".encode() not in page):
            raise FailedError(f"{uri} does not show the change")
        time.sleep(3)  # and so is the one after the change
    return seconds


def _get(address: str) -> bytes:
    with urlopen(address) as answer:  # noqa: S310  # of our own server
        return bytes(answer.read())
