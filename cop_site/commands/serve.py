"""`cop serve`: serves the site on this machine."""

from __future__ import annotations

import gc
import logging
import webbrowser
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from threading import Thread, Timer

import click

from cop_site.commands.terminal import EXIT_FOUND, echo_status, fail, handle_errors, open_project_or_exit
from cop_site.diagnostics import Severity
from cop_site.engines.hosts import LOCAL
from cop_site.engines.mkdocs.live import LiveSite
from cop_site.engines.serve import Failure, SiteServer
from cop_site.engines.watch import watching
from cop_site.output import escape_line
from cop_site.project.ours import TEMPLATES
from cop_site.project.temporary import temporary_folder
from cop_site.reporters import bound, render_line
from cop_site.settings_file import SettingsError

_PAUSE = 1.0
"""Seconds without a change after which the notes are checked: the pages that are open come first."""
_NEVER = 3600.0
"""Seconds after which the server looks whether it is to end: it ends with the program."""
_SHOWN = 10
"""Findings that are shown after a change; the others are counted."""
_FOR_OTHERS = "whoever can reach this machine can read the site and all findings; --host 127.0.0.1 is for you alone"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", help="Address to listen on; 0.0.0.0 is for other machines, too.")
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@click.pass_obj
@handle_errors
def command(root: Path, port: int, host: str, opens: bool) -> None:
    """Serve the site on this machine; a page shows the notes as they are.

    Nothing is built: a page is made when it is opened, and again when its notes change. Ctrl+C ends it.
    """
    logging.basicConfig(format="%(message)s")
    try:
        server = SiteServer(host, port, TEMPLATES / "serve")
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fail(f"cannot serve on {host}:{port}: {reason.lower()}; choose another --port or --host", EXIT_FOUND)
    with suppress(SettingsError):  # the pages say it
        open_project_or_exit(root, only=("index.md",))
    with server, temporary_folder("cop-serve-", Path(gettempdir())) as temporary, suppress(KeyboardInterrupt):
        _serve(server, LiveSite(root, temporary), opens=opens)


def _serve(server: SiteServer, site: LiveSite, *, opens: bool) -> None:
    gc.disable()  # looking for cycles takes a quarter of the time of a page; it is done after a change
    server.site = site
    server.look()
    if server.host not in LOCAL:
        echo_status(f"warning: {_FOR_OTHERS}")
    url = server.url.removesuffix("/") + site.mount
    echo_status(f"Serving on {url} (Ctrl+C ends it)")
    if opens:
        webbrowser.open(url)
    reporter = _Reporter(server, site)
    reporter.follow()
    with watching(lambda: site.inputs, reporter.follow):
        Thread(target=server.serve_forever, args=(_NEVER,), daemon=True).start()
        server.turns.serve()


class _Reporter:
    """Says in the terminal what is wrong with the notes, once after each change that makes a difference."""

    def __init__(self, server: SiteServer, site: LiveSite) -> None:
        self._server, self._site = server, site
        self._timer: Timer | None = None
        self._said: list[str] = []

    def follow(self) -> None:
        """Tell the pages of a change at once, and check the notes when nothing more has changed for a while."""
        self._server.look()
        if self._timer:
            self._timer.cancel()
        self._timer = Timer(_PAUSE, self._report)
        self._timer.daemon = True
        self._timer.start()

    def _report(self) -> None:
        lines = [_word(failure) for failure in self._site.failures] or self._check()
        if lines != self._said:
            self._said = lines
            echo_status(
                "\n".join([*lines[:_SHOWN], *([f"and {len(lines) - _SHOWN} more: cop check"] * (len(lines) > _SHOWN))])
            )
        gc.collect()

    def _check(self) -> list[str]:
        project = self._site.project
        found = [one for one in project.diagnostics if one.severity is not Severity.INFO] if project else []
        return [f"{one.severity.value}: {render_line(one)}" for one in bound(found) if not one.is_known] or [
            "nothing to fix"
        ]


def _word(failure: Failure) -> str:
    """Return a failure as a line."""
    return escape_line(": ".join(part for part in (str(failure.span), failure.message, failure.hint) if part))
