"""`cop links`: checks the links to other websites."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from cop_site import __version__
from cop_site.commands.terminal import EXIT_FOUND, echo_status, handle_errors, open_project_or_exit, with_json
from cop_site.insight.external import DEAD, find_external_links
from cop_site.linkcheck.checker import LinkCache, check_all
from cop_site.linkcheck.probe import HostThrottle, LinkChecker
from cop_site.linkcheck.report import describe_links, render_links
from cop_site.output import as_json


@click.command()
@with_json
@click.option("--strict", is_flag=True, help="Exit with status 1 if a page is gone or does not answer.")
@click.option("--max-age", type=click.IntRange(0), default=7, help="Reuse successful results for this many days.")
@click.option("--timeout", type=click.FloatRange(0.1, 120), default=10.0, help="Seconds to wait for a response.")
@click.option(
    "--delay", type=click.FloatRange(0, 60), default=1.0, help="Seconds between two requests to the same host."
)
@click.option("--allow-private", is_flag=True, help="Also check hosts on this machine and in private networks.")
@click.pass_obj
@handle_errors
def command(  # noqa: PLR0913  # one for each option
    root: Path, *, form: str, strict: bool, max_age: int, timeout: float, delay: float, allow_private: bool
) -> None:
    """Check the links to other websites.

    A link that is broken or has moved is only reported, with a suggestion: the new address, or an archived copy.
    """
    project = open_project_or_exit(root).understand()
    links = find_external_links(project.community)
    urls = {link.requested for link in links}
    cache = LinkCache(root, date.today())  # not the day that the figures are for
    cached = cache.recall(urls, max_age)
    if unchecked := urls - cached.keys():
        echo_status(f"checking {len(unchecked)} of {len(urls)} addresses")
    about = f" (+{project.settings.repository})" if project.settings.repository else ""
    checker = LinkChecker(
        f"cop/{__version__} link check{about}", timeout, allow_private, HostThrottle(delay), backoff=delay
    )
    checked = check_all(unchecked, checker.check)
    cache.keep(cached, checked)
    rows = describe_links(links, cached | checked)
    click.echo(as_json(rows) if form == "json" else render_links(rows), nl=False)
    if strict and any(row["state"] in DEAD for row in rows):
        sys.exit(EXIT_FOUND)
