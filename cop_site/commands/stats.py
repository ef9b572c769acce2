"""`cop stats`: prints the figures of the community."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cop_site.commands.terminal import describe, handle_errors, with_json
from cop_site.feeds.summary import render_stats
from cop_site.output import as_json


@click.command()
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="A past day (default: today)."
)
@click.option("--without", "who", metavar="WHO", help="As if a person had gone: nobody named them, or had their file.")
@click.option("--by-dates", is_flag=True, help="With --as-of: go by the dates in today's notes, as the site does.")
@with_json
@click.pass_obj
@handle_errors
def command(root: Path, as_of: datetime | None, who: str | None, form: str, *, by_dates: bool) -> None:
    """Print the figures of the community.

    They include coverage, wishes, repeats, rhythm, and how the community does. The site publishes the JSON as
    `community.json`, without the lists of meetups.

    With `--as-of`, they are those of the notes that git has for the end of that day, by today's settings; who is not to
    be named today is not named. Where git does not have its whole history, or it begins later, the dates in today's
    notes decide: meetups, stories, resources and practices up to that day count, and the members who had joined and not
    left. The output says which of the two it was.
    """
    document = describe(root, as_of.date() if as_of else None, who, by_dates=by_dates, texts=form == "json")
    click.echo(as_json(document) if form == "json" else render_stats(document), nl=False)
