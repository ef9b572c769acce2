"""The rules that notes are checked by: one module each, found by its being here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from cop_site.diagnostics import Diagnostic, Severity
from cop_site.rules.rule import Given, Rule

__all__ = ["Given", "Rule", "check", "find_rule", "load_rules"]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}")
        for found in pkgutil.iter_modules(__path__)
        if found.name.startswith("cop")
    )
    return tuple(sorted((cast("Rule", module) for module in modules), key=lambda rule: rule.CODE))


def find_rule(code_or_name: str) -> Rule | None:
    """The rule with this code or name, case aside."""
    wanted = code_or_name.casefold()
    return next((rule for rule in load_rules() if wanted in (rule.CODE.casefold(), rule.NAME)), None)


def check(given: Given, severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """Apply every rule, or some, and report what they find by place.

    `severities` maps names or codes of rules to the weight that the community gives them; `off` silences one.
    """
    found: list[Diagnostic] = []
    for rule in load_rules() if rules is None else rules:
        severity = severities.get(rule.NAME, severities.get(rule.CODE, rule.SEVERITY))
        if severity is Severity.OFF:
            continue
        found.extend(
            Diagnostic(problem.span, rule.CODE, rule.NAME, severity, problem.message, problem.hint, problem.fix)
            for problem in rule.check(given)
        )
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)
