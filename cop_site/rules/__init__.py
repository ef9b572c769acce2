"""The rules of the check, one module each; every `copNNN_*` module here is a rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import cast

from cop_site.content.load import name_fields
from cop_site.diagnostics import Diagnostic, Problem, Severity
from cop_site.rules.rule import CommunityRule, NoteRule, Rule, RuleContext

__all__ = [
    "CommunityRule",
    "NoteRule",
    "Rule",
    "RuleContext",
    "check",
    "choose_rules",
    "find_in_community",
    "find_in_notes",
    "find_rule",
    "load_rules",
    "report",
]

_MAX_KEPT = 1_000
"""Problems of one rule in one file that have a diagnostic, more than anybody reads or fixes at once."""


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
    chosen = choose_rules(severities, rules)
    found = find_in_community(context, chosen), find_in_notes(context, chosen)
    return report(chain(context.community.problems, *found), severities, chosen)


def choose_rules(severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None) -> list[Rule]:
    """Return those of all rules, or of some, that are not off."""
    known = load_rules() if rules is None else rules
    return [rule for rule in known if _find_severity(rule, severities) is not Severity.OFF]


def find_in_community(context: RuleContext, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what rules find in the community as a whole."""
    found = (rule.check(context) for rule in rules if isinstance(rule, CommunityRule))
    return name_fields(chain.from_iterable(found), context.community.sources_by_path)


def find_in_notes(context: RuleContext, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what rules find in the notes of the context."""
    found = (rule.check_notes(context) for rule in rules if isinstance(rule, NoteRule))
    return name_fields(chain.from_iterable(found), context.community.sources_by_path)


def report(
    problems: Iterable[Problem], severities: Mapping[str, Severity], rules: Iterable[Rule] | None = None
) -> list[Diagnostic]:
    """Return the diagnostics of all rules, or some, by position; problems of other rules are left out.

    Of very many problems of one rule in one file, the first have a diagnostic; the others are counted.
    """
    kept: dict[tuple[str, str], list[Diagnostic]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    by_name = {rule.NAME: rule for rule in (load_rules() if rules is None else rules)}
    for problem in problems:
        rule = by_name.get(problem.name)
        severity = _find_severity(rule, severities) if rule else Severity.OFF
        if not rule or severity is Severity.OFF:
            continue
        key = problem.span.path, rule.CODE
        counts[key] += 1
        if counts[key] <= _MAX_KEPT:
            kept.setdefault(key, []).append(_diagnose(problem, rule, severity))
    for key, found in kept.items():
        if counts[key] > _MAX_KEPT:
            found[-1] = replace(found[-1], more=counts[key] - _MAX_KEPT)
    return sorted(chain.from_iterable(kept.values()), key=lambda diagnostic: diagnostic.sort_key)


def _diagnose(problem: Problem, rule: Rule, severity: Severity) -> Diagnostic:
    fix, field = problem.fix, problem.field
    return Diagnostic(problem.span, rule.CODE, rule.NAME, severity, problem.message, problem.hint, fix, field)


def _find_severity(rule: Rule, severities: Mapping[str, Severity]) -> Severity:
    return severities.get(rule.NAME, severities.get(rule.CODE, rule.SEVERITY))
