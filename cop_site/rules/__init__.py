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

_NO_RULE = ("", Severity.OFF)
"""What is said of a problem when the rule that it breaks is not asked about."""


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


def check(
    context: RuleContext, severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """Apply every rule, or some, and report what breaks them by place.

    `severities` maps names or codes of rules to the weight that the community gives them; `off` silences one.
    """
    chosen = load_rules() if rules is None else tuple(rules)
    checking = [
        rule for rule in chosen if isinstance(rule, CheckingRule) and _weigh(rule, severities) is not Severity.OFF
    ]
    found = chain(context.community.problems, *(rule.check(context) for rule in checking))
    return report(found, severities, chosen)


def report(
    problems: Iterable[Problem], severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """Give each problem the code and the weight of its rule, by place; what breaks none of the rules is left out."""
    known = {rule.NAME: (rule.CODE, _weigh(rule, severities)) for rule in (load_rules() if rules is None else rules)}
    found = [
        Diagnostic(problem.span, code, problem.name, severity, problem.message, problem.hint, problem.fix)
        for problem in problems
        for code, severity in (known.get(problem.name, _NO_RULE),)
        if severity is not Severity.OFF
    ]
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


def _weigh(rule: Rule, severities: Mapping[str, Severity]) -> Severity:
    return severities.get(rule.NAME, severities.get(rule.CODE, rule.SEVERITY))
