"""Other websites are asked gently and never from where they should not be; here they are servers on this machine."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from sites import cop, set_up, write_notes

from cop_site.insight.external import LinkStatus, State
from cop_site.linkcheck import connection
from cop_site.linkcheck.checker import LinkCache, check_all
from cop_site.linkcheck.connection import is_public
from cop_site.linkcheck.probe import HostThrottle, LinkChecker

CHARTER = "---\nname: A\npurpose: P.\n---\n"


class Website(ThreadingHTTPServer):
    """Answers each path as it is told to, and notes what it is asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: dict[str, list[tuple[int, dict[str, str]]]] = {}
        """For each path what to answer in turn; the last answer is given again and again."""
        self.holds: dict[str, Callable[[], object]] = {}
        """What to wait for before a path is answered."""
        self.asked: list[tuple[str, str]] = []
        self.answered: list[str] = []
        """The paths of the answers that were sent to their end."""
        self.agents: set[str] = set()
        self.busy = self.most_busy = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when somebody hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: Website

    def do_HEAD(self) -> None:
        site = self.server
        site.busy += 1
        site.most_busy = max(site.most_busy, site.busy)
        site.asked.append((self.command, self.path))
        site.agents.add(self.headers["User-Agent"])
        listed = site.answers.get(self.path, [(404, {})])
        status, headers = listed.pop(0) if len(listed) > 1 else listed[0]
        site.holds.get(self.path, bool)()
        if status == 405 and self.command == "GET":
            status = 200
        site.busy -= 1
        if "drip" in headers:
            for number in range(600):
                self.wfile.write(b"x" if number else b"HTTP/1.1 200 OK\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        site.answered.append(self.path)

    def do_GET(self) -> None:
        self.do_HEAD()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library calls it so
        """Say nothing."""


@pytest.fixture
def website() -> Iterator[Website]:
    """A website on this machine."""
    with Website() as site:
        Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
        yield site
        site.shutdown()


def _checker(waits: list[float] | None = None, **changed: Any) -> LinkChecker:
    waits = [] if waits is None else waits
    values: dict[str, Any] = {
        "agent": "test",
        "timeout": 60.0,
        "allow_private": True,
        "throttle": HostThrottle(0),
        "sleep": waits.append,
    }
    return LinkChecker(**(values | changed))


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "fine"), (204, "fine"), (404, "gone"), (410, "gone"), (500, "broken"), (403, "unsure"), (999, "unsure")],
)
def test_a_status_says_what_became_of_a_page(website: Website, status: int, state: str) -> None:
    """There, gone, out of order, or not for programs."""
    website.answers["/a"] = [(status, {})]
    assert _checker().check(f"{website.url}/a").state.value == state


def test_the_head_is_asked_for_first_and_the_page_where_that_is_refused(website: Website) -> None:
    """Most websites answer without sending the page; the others get a second question."""
    website.answers = {"/head": [(200, {})], "/get": [(405, {})]}
    assert _checker().check(f"{website.url}/head").state is State.FINE
    assert _checker().check(f"{website.url}/get").state is State.FINE
    assert website.asked == [("HEAD", "/head"), ("HEAD", "/get"), ("GET", "/get")]


def test_an_error_that_passes_is_no_error(website: Website) -> None:
    """A website gets three chances, each after twice the wait."""
    website.answers["/a"] = [(500, {}), (500, {}), (502, {}), (200, {})]
    waits: list[float] = []
    assert _checker(waits).check(f"{website.url}/a").state is State.FINE
    assert waits == [1.0, 2.0]
    website.answers["/b"] = [(500, {})]
    assert _checker().check(f"{website.url}/b") == LinkStatus(State.BROKEN, "HTTP 500: server error")


def test_a_busy_website_says_how_long_to_wait(website: Website) -> None:
    """`Retry-After` is honoured as a number and as a time, and not beyond half a minute."""
    website.answers["/a"] = [(429, {"Retry-After": "7"}), (200, {})]
    waits: list[float] = []
    assert _checker(waits).check(f"{website.url}/a").state is State.FINE
    assert waits == [7.0]
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    website.answers["/b"] = [(503, {"Retry-After": soon}), (200, {})]
    assert _checker(waits).check(f"{website.url}/b").state is State.FINE
    assert 10 < waits[-1] <= 20
    website.answers["/c"] = [(429, {"Retry-After": "3600"})]
    assert _checker(waits).check(f"{website.url}/c").state is State.UNSURE
    assert len(waits) == 2


@pytest.mark.slow
def test_a_website_that_does_not_answer_is_given_up(website: Website) -> None:
    """Neither silence nor an answer that never ends holds anything up for long."""
    website.answers = {"/silent": [(200, {})], "/drip": [(200, {"drip": "yes"})]}
    end = Event()
    website.holds["/silent"] = end.wait
    assert _checker(timeout=0.2).check(f"{website.url}/silent") == LinkStatus(State.BROKEN, "timed out")
    _checker(timeout=0.3).check(f"{website.url}/drip")
    assert website.answered == []
    end.set()
    free = website.server_port
    website.server_close()
    assert _checker().check(f"http://127.0.0.1:{free}/").message == "connection failed"


def test_only_moves_for_good_are_reported(website: Website) -> None:
    """A chain of permanent redirects ends at the new address; with one that is not, the link is fine as it is."""
    website.answers = {
        "/old": [(301, {"Location": "/older?x=1#part"})],
        "/older?x=1": [(308, {"Location": f"{website.url}/new"})],
        "/new": [(200, {})],
        "/login": [(302, {"Location": "/old"})],
        "/lost": [(301, {"Location": "/gone"})],
    }
    assert _checker().check(f"{website.url}/old") == LinkStatus(State.MOVED, "moved permanently", f"{website.url}/new")
    assert _checker().check(f"{website.url}/login").state is State.FINE
    assert _checker().check(f"{website.url}/lost").state is State.GONE


def test_redirects_come_to_an_end(website: Website) -> None:
    """Circles, endless chains and addresses that are none of the web are broken links."""
    website.answers = {f"/{n}": [(302, {"Location": f"/{n + 1}"})] for n in range(50)}
    website.answers |= {"/a": [(302, {"Location": "/b"})], "/b": [(302, {"Location": "/a"})]}
    website.answers["/file"] = [(302, {"Location": "file:///etc/passwd"})]
    website.answers["/tls"] = [(302, {"Location": website.url.replace("http:", "https:")})]
    assert _checker().check(f"{website.url}/a").message == "redirect loop, or too many redirects"
    assert len(website.asked) == 2
    assert _checker().check(f"{website.url}/0").state is State.BROKEN
    assert len(website.asked) < 15
    assert _checker().check(f"{website.url}/file").message == "invalid URL"
    assert _checker().check(f"{website.url}/tls").message == "TLS certificate not trusted"


@pytest.mark.parametrize(
    "url", ["http://[", "http://a:b/", "http://\ud800/", "http:///x", "http://a..b/", "http://x:99999/"]
)
def test_no_address_is_too_odd(url: str) -> None:
    """What a note calls a link is never an exception."""
    assert _checker().check(url).state is State.BROKEN


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  # nothing is bound to it
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%lo", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::1", False),
        ("2001:0:1:2:3:4:5:6", False),
    ],
)
def test_private_networks_are_told_from_the_internet(address: str, public: bool) -> None:
    """Also where an address of one kind wraps one of another."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_nobodys_private_network_is_asked(website: Website, host: str) -> None:
    """Whatever way this machine is written, a link in a note does not make us ask it."""
    website.answers["/"] = [(200, {})]
    answer = _checker(allow_private=False).check(f"http://{host}:{website.server_port}/")
    assert answer.state in (State.SKIPPED, State.BROKEN)
    assert website.asked == []


def test_no_redirect_leads_into_a_private_network(website: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step of a redirect is looked at as the first one is."""
    monkeypatch.setattr(connection, "is_public", lambda address: address == "127.0.0.1")
    website.answers["/a"] = [(302, {"Location": f"http://127.0.0.2:{website.server_port}/secret"})]
    assert _checker(allow_private=False).check(f"{website.url}/a").state is State.SKIPPED
    assert website.asked == [("HEAD", "/a")]


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    website: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another machine the second time does not help anybody."""
    looked_up: list[str] = []
    connected: list[tuple[str, int]] = []
    create = socket.create_connection

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        looked_up.append(host)
        public = host == "127.0.0.1" or looked_up.count(host) == 1
        return [(2, 1, 6, "", ("127.0.0.1" if public else "127.0.0.2", port))]

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        return create(address, timeout)

    monkeypatch.setattr(connection, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    website.answers["/"] = [(200, {})]
    assert _checker(allow_private=False).check(f"http://rebind.example:{website.server_port}/").state is State.FINE
    assert connected == [("127.0.0.1", website.server_port)]
    assert looked_up.count("rebind.example") == 1


def test_a_host_is_asked_by_one_at_a_time_and_others_meanwhile(website: Website) -> None:
    """Requests to one host never overlap and keep their distance, while other hosts are asked at the same time."""
    both = Barrier(2, timeout=60)
    for n in range(4):
        website.answers[f"/{n}"] = [(200, {})]
        website.holds[f"/{n}"] = lambda: time.sleep(0.1)
    website.holds["/0"] = both.wait
    with Website() as other:
        Thread(target=other.serve_forever, args=(0.01,), daemon=True).start()
        other.answers["/slow"] = [(200, {})]
        other.holds["/slow"] = both.wait
        began = time.monotonic()
        urls = [f"{website.url}/{n}" for n in range(4)] + [f"{other.url}/slow".replace("127.0.0.1", "localhost")]
        answers = check_all(urls * 2, _checker(throttle=HostThrottle(0.1)).check)
        took = time.monotonic() - began
        other.shutdown()
    assert {answer.state for answer in answers.values()} == {State.FINE}
    assert len(website.asked) == 4
    assert website.most_busy == 1
    assert took >= 3 * 0.1 + 3 * 0.1


def test_a_host_that_fails_is_left_alone() -> None:
    """After three failures in a row the others on the host are not asked; other hosts are."""
    asked = []

    def ask(url: str) -> LinkStatus:
        asked.append(url)
        return LinkStatus(State.BROKEN if "down" in url else State.FINE, "")

    answers = check_all([f"http://down.example/{n}" for n in range(9)] + ["http://up.example/"], ask)
    assert len(asked) == 4
    assert len(answers) == 10
    assert answers["http://down.example/8"] == LinkStatus(
        State.BROKEN, "not requested: 3 other links to this host failed"
    )


def test_what_is_fine_is_not_asked_for_again_for_some_days(tmp_path: Path) -> None:
    """Good answers hold for the days that are wanted, bad ones are asked for every time."""
    good, bad = (
        LinkStatus(State.MOVED, "moved permanently", "https://b.example/"),
        LinkStatus(State.GONE, "answers 404"),
    )
    LinkCache(tmp_path, date(2026, 1, 1)).keep({}, {"a": good, "b": bad})
    urls = ["a", "b", "c"]
    assert LinkCache(tmp_path, date(2026, 1, 7)).recall(urls, 7) == {"a": good}
    assert LinkCache(tmp_path, date(2026, 1, 8)).recall(urls, 7) == {}
    assert LinkCache(tmp_path, date(2026, 1, 1)).recall(urls, 0) == {}
    later = LinkCache(tmp_path, date(2026, 1, 5))
    later.keep(later.recall(urls, 7), {"c": good})
    assert LinkCache(tmp_path, date(2026, 1, 9)).recall(urls, 7) == {"c": good}
    assert (tmp_path / ".cop-cache" / ".gitignore").read_text() == "*\n"


def _project(root: Path, url: str) -> Path:
    meetup = f"# A\n\nSee [x]({url}/fine#part), [y]({url}/old),\n<{url}/gone> and [mail](mailto:a@b.c)\n"
    notes = {
        "index.md": CHARTER,
        "resources/r.md": f"---\ntitle: R\nurl: {url}/gone\nadded: 2024-03-01\n---\n",
        "meetups/2026-01-14-a.md": meetup,
        "draft.md": f"---\ndraft: true\n---\n[x]({url}/secret)\n",
        "members/m.md": f"---\nname: M\nlinks: [{url}/private]\n---\n",
        "extra.md": f"---\nextra: {{x: '{url}/extra'}}\n---\n# X\n\n`{url}/code`\n",
    }
    return write_notes(set_up(root, 'as_of = 2026-11-25\nrepository = "https://example.org/us"'), notes)


def test_dead_links_are_reported_with_an_archived_copy(website: Website, tmp_path: Path) -> None:
    """Each link is reported where it stands; the copy is of the note's day, and only `--strict` fails."""
    website.answers |= {"/fine": [(200, {})], "/old": [(301, {"Location": "/fine"})]}
    root = _project(tmp_path, website.url)
    arguments = ("links", "--allow-private", "--delay", "0")
    done = cop(root, *arguments)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"content/meetups/2026-01-14-a.md:3:{22 + len(website.url)}: moved: {website.url}/old: moved permanently",
        f"    hint: replace it by {website.url}/fine",
        f"content/meetups/2026-01-14-a.md:4:1: gone: {website.url}/gone: HTTP 404: page not found",
        f"    hint: if this lasts, link to an archived copy: https://web.archive.org/web/20260114/{website.url}/gone",
        f"content/resources/r.md:3:6: gone: {website.url}/gone: HTTP 404: page not found",
        f"    hint: if this lasts, link to an archived copy: https://web.archive.org/web/20240301/{website.url}/gone",
        "4 links to other websites: 1 fine, 1 moved, 2 gone.",
    ]
    assert {path for _, path in website.asked} == {"/fine", "/old", "/gone"}
    assert all("(+https://example.org/us)" in agent and agent.startswith("cop/") for agent in website.agents)
    website.asked.clear()
    assert cop(root, *arguments, "--strict").exit_code == 1
    assert {path for _, path in website.asked} == {"/gone"}
    assert cop(root, *arguments, "--max-age", "0").exit_code == 0
    assert {path for _, path in website.asked} == {"/fine", "/old", "/gone"}


def test_programs_get_a_list_of_links(website: Website, tmp_path: Path) -> None:
    """Every link with its place, its state, and the address to write instead."""
    website.answers |= {
        "/fine": [(200, {})],
        "/old": [(301, {"Location": "/\x1b[31mé"})],
        "/%1B%5B31m%C3%A9": [(200, {})],
    }
    root = _project(tmp_path, website.url)
    rows = json.loads(cop(root, "links", "--allow-private", "--delay", "0", "--format", "json").stdout)
    assert [(row["line"], row["state"]) for row in rows] == [(3, "fine"), (3, "moved"), (4, "gone"), (3, "gone")]
    assert rows[1]["moved_to"] == f"{website.url}/%1B%5B31m%C3%A9"
    assert rows[0]["archived"] is None
    assert rows[3]["archived"].startswith("https://web.archive.org/web/20240301/http://127.0.0.1")


@pytest.mark.slow
def test_without_leave_nothing_on_this_machine_is_asked(website: Website, tmp_path: Path) -> None:
    """Links into a private network are named, not followed, and do not fail."""
    done = cop(_project(tmp_path, website.url), "links", "--strict")
    assert done.exit_code == 0
    assert done.stdout.endswith("4 links to other websites: 4 skipped.\n")
    assert website.asked == []
