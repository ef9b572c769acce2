"""Turns errors of pydantic into the problems of rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from cop_site.content.frontmatter.places import Location
from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.kinds import Fields
from cop_site.model.spelling.fold import closest
from cop_site.model.spelling.typos import is_typo_of_few
from cop_site.model.values import NamedPerson, PersonDetails

_GROUP = "a group of fields"
_EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "a single value",
    "int_type": "a whole number",
    "date_type": "a date",
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "bool_type": "true or false",
}
_IN_GROUPS = {
    **dict.fromkeys(("affiliation", "company", "employer", "org", "organization"), "organisation"),
    **dict.fromkeys(("job", "position"), "role"),
    **dict.fromkeys(("link", "url", "urls", "website"), "links"),
    **dict.fromkeys(("tag", "tags", "topic"), "topics"),
    **dict.fromkeys(("video", "youtube"), "recording"),
    "presenters": "speakers",
    "speaker": "speakers",
}
"""What other tools call the fields of a talk or a person."""


def explain(
    detail: ErrorDetails,
    source: Source,
    model: type[Fields],
    values: Mapping[str, Any],
    assumed: Collection[str],
) -> Problem:
    """Return the problem that one error of pydantic is.

    `values` are the values that were validated; those of the fields in `assumed` are not from the front matter.
    """
    at, kind, context = _as_written(detail["loc"], source), detail["type"], detail.get("ctx", {})
    if kind in ("missing", "extra_forbidden"):
        return _explain_missing(at, source) if kind == "missing" else _explain_unknown(at, source, model)
    field = next((part for part in reversed(at) if isinstance(part, str)), "value")
    span, raw = source.span_of(*at), value_at(values, detail["loc"])
    if raw is None:
        return Problem("field-is-filled", span, f"an item of {field!r} is empty", "write a value, or delete the item")
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        suggestion = closest(str(raw), choices)
        hint = f"write one of: {', '.join(choices)}"
        hint = f"did you mean {suggestion!r}? Or {hint}" if suggestion else hint
        if at == ("consent", "scope") and not suggestion:
            hint = "stories are published for everybody; if that was not agreed, delete 'consent'"
        fix = rewrite_value(span, str(raw), suggestion, safe=_is_sure(str(raw), suggestion, choices))
        return Problem("value-is-one-of", span, f"{quote(raw)} is not a valid {field}", hint, fix)
    if "message" in context:
        if at[:1] == ("date",) and "date" in assumed:
            return Problem(kind, span, f"the date in the file's name: {context['message']}", "rename the file")
        fix = rewrite_value(span, str(raw), str(context["suggestion"]), safe=bool(context["sure"]))
        return Problem(kind, span, f"{field}: {context['message']}", str(context["hint"]), fix)
    expected = _EXPECTED.get(kind, "")
    message = f"{field} must be {expected}" if expected else f"{field}: {detail['msg'].lower()}"
    return Problem("field-has-its-type", span, message, _show_form(at, expected, model))


def _as_written(at: Location, source: Source) -> Location:
    """Return the location of a value in the file, where a group may stand instead of a list of one."""
    value: Any = source.front_matter.values
    written: list[str | int] = []
    for part in at:
        if not (isinstance(part, int) and isinstance(value, Mapping)):
            written.append(part)
            value = value_at(value, (part,))
    return tuple(written)


def _show_form(at: Location, expected: str, model: type[Fields]) -> str:
    """Return a hint that shows how to write a value of the expected type."""
    if expected == "a list":
        return "write for example [one, two]"
    if expected == "a single value":
        return "write one value, without brackets and braces"
    group = _group_of(model, (*at, ""))
    if expected == _GROUP and group is not model:
        required = [inner.alias or name for name, inner in group.model_fields.items() if inner.is_required()]
        names = required or list(group.model_fields)
        return f"write {{{', '.join(f'{name}: …' for name in names)}}}"
    return f"write {expected}" if expected else "correct the value"


def _explain_missing(at: Location, source: Source) -> Problem:
    field = str(at[-1])
    hint = f"write '{field}: …'"
    if at == ("date",):
        hint = "write 'date: year-month-day', or let the file's name begin with the date"
    return Problem("field-is-present", source.span_of(*at[:-1]), f"the field {field!r} is missing", hint)


def _explain_unknown(at: Location, source: Source, model: type[Fields]) -> Problem:
    field = str(at[-1])
    group = _group_of(model, at)
    known = [inner.alias or name for name, inner in group.model_fields.items()]
    alias = next((inner.alias for name, inner in group.model_fields.items() if field == name and inner.alias), "")
    alias = alias or (_IN_GROUPS.get(field.casefold(), "") if len(at) > 1 else "")
    if not alias and field.casefold() == "name":
        alias = "title"
    alias = alias if alias in known else ""
    suggestion = alias or closest(field, known)
    if suggestion:
        hint = f"use {alias!r} instead" if alias else f"did you mean {suggestion!r}?"
    else:
        hint = f"known fields are {', '.join(known)}"
    fix = None
    span = source.span_of_key(*at)
    siblings = value_at(source.front_matter.values, at[:-1])
    if isinstance(siblings, Mapping) and suggestion not in siblings:
        # Renaming a field of another tool is safe only if it has the same meaning.
        sure = _is_sure(field, suggestion, known) or alias in ("title", "name")
        fix = rewrite_value(span, field, suggestion, safe=sure)
    message = f"unknown field {quote(field)}"
    if not suggestion:
        return Problem("other-field-is-extra", span, message, hint)
    return Problem("field-is-known", span, message, hint, fix)


def _is_sure(raw: str, suggestion: str, choices: Collection[str]) -> bool:
    """Return whether the suggestion is the only choice that differs from the value by a typo."""
    return [choice for choice in choices if is_typo_of_few(raw, choice)] == [suggestion]


def _group_of(model: type[Fields], at: Location) -> Any:
    """Return the model of the group that the field at a location is part of."""
    group: Any = model
    for part in at[:-1]:
        if isinstance(part, str) and part in group.model_fields:
            group = group_in(group.model_fields[part].annotation) or group
    return group


def group_in(annotation: Any) -> Any:
    """Return the model of the groups in a field's type; None if it has none."""
    if annotation is NamedPerson:
        return PersonDetails
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := group_in(part))), None)


def value_at(values: Any, at: Location) -> Any:
    """Return the value at a location of front matter, or the innermost value around a location that it lacks."""
    for part in at:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            break
    return values
