"""`cop explain`: shows the documentation of a rule."""

from __future__ import annotations

import inspect

import click

from cop_site.commands.terminal import fail
from cop_site.rules import find_rule, load_rules


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Show a rule's documentation, or list all rules.

    CODE is the code or the name of a rule.
    """
    if code is None:
        for rule in load_rules():
            summary = (rule.__doc__ or "").splitlines()[0]
            click.echo(f"{rule.CODE}  {rule.NAME:<38} {rule.SEVERITY.value:<8} {summary}")
        return
    found = find_rule(code)
    if found is None:
        fail(f"there is no rule {code!r}; 'cop explain' lists them")
    click.echo(f"{found.CODE} {found.NAME} ({found.SEVERITY.value})\n\n{inspect.cleandoc(found.__doc__ or '')}")
