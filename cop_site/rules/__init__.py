"""The rules of the check, one module each; every `copNNN_*` module here is a rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import cast

from cop_site.diagnostics import Diagnostic, Problem, Severity
from cop_site.rules.rule import CheckingRule, ReferenceRule, Rule, RuleContext

__all__ = ["CheckingRule", "ReferenceRule", "Rule", "RuleContext", "check", "find_rule", "load_rules", "report"]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    modules = (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
        if module.name.startswith("cop")
    )
    return tuple(sorted((cast("Rule", module) for module in modules), key=lambda rule: rule.CODE))


def find_rule(code_or_name: str) -> Rule | None:
    """Return the rule with a code or name in any case; None if there is none."""
    key = code_or_name.casefold()
    return next((rule for rule in load_rules() if key in (rule.CODE.casefold(), rule.NAME)), None)


def check(
    context: RuleContext, severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """Apply all rules, or some, and return their diagnostics by position.

    `severities` overrides the severities of rules, by name or code.
    """
    chosen = [
        rule
        for rule in (load_rules() if rules is None else rules)
        if _find_severity(rule, severities) is not Severity.OFF
    ]
    problems = (rule.check(context) for rule in chosen if isinstance(rule, CheckingRule))
    return report(chain(context.community.problems, *problems), severities, chosen)


def report(
    problems: Iterable[Problem], severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """Return the diagnostics of all rules, or some, by position; problems of other rules are left out."""
    diagnostics = []
    by_name = {rule.NAME: rule for rule in (load_rules() if rules is None else rules)}
    for problem in problems:
        rule = by_name.get(problem.name)
        severity = _find_severity(rule, severities) if rule else Severity.OFF
        if rule and severity is not Severity.OFF:
            diagnostics.append(
                Diagnostic(problem.span, rule.CODE, rule.NAME, severity, problem.message, problem.hint, problem.fix)
            )
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)


def _find_severity(rule: Rule, severities: Mapping[str, Severity]) -> Severity:
    return severities.get(rule.NAME, severities.get(rule.CODE, rule.SEVERITY))
