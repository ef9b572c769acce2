"""The rules, from their modules: the docstring of each is its manual."""

from __future__ import annotations

import inspect

from cop_site.rules import Rule, load_rules
from reference.markdown import join, table


def list_rules() -> str:
    """Return a table of all rules."""
    rows = (
        (f"[{rule.CODE}](#{rule.CODE.lower()}-{rule.NAME})", rule.NAME, rule.SEVERITY.value, _manual(rule)[0])
        for rule in load_rules()
    )
    return table(("Code", "Name", "Severity", "The good state"), rows)


def describe_rules() -> str:
    """Return the manual of every rule."""
    return join(join(_describe_rule(rule)) for rule in load_rules())


def _describe_rule(rule: Rule) -> list[str]:
    return [f"## {rule.CODE} {rule.NAME}", f"Severity: {rule.SEVERITY.value}", "\n".join(_manual(rule))]


def _manual(rule: Rule) -> list[str]:
    return inspect.cleandoc(rule.__doc__ or "").splitlines()
