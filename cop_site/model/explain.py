"""Puts what pydantic says of a field into the words of a rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from cop_site.content.load import Source
from cop_site.content.wording import quote
from cop_site.diagnostics import Problem
from cop_site.fixes.frontmatter import rewrite_value
from cop_site.model.kinds import Fields
from cop_site.model.spelling.fold import closest
from cop_site.model.spelling.typos import is_typo_of_few

_EXPECTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "string_type": "one text",
    "int_type": "a whole number",
    "date_type": "a date",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "bool_type": "true or false",
}
_OTHER_TOOLS = {
    "aliases": "redirect_from",
    "author": "authors",
    "categories": "tags",
    "category": "tags",
    "description": "summary",
    "excerpt": "summary",
    "hidden": "draft",
    "keywords": "tags",
    "permalink": "redirect_from",
    "topics": "tags",
}
"""What other tools call a field that we have."""
_NEEDLESS = {
    "layout": "delete it; the folder says how the page looks",
    "slug": "delete it; the file's name says where the page is",
}
"""Fields of other tools that nothing here takes the place of, and why."""


def explain(
    detail: ErrorDetails,
    source: Source,
    model: type[Fields],
    values: Mapping[str, Any],
    assumed: Collection[str],
) -> Problem:
    """Put one pydantic error into the words of a rule."""
    at = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    owner = _owner_name(at)
    if kind in ("missing", "extra_forbidden"):
        return _explain_missing(at, source) if kind == "missing" else _explain_unknown(at, source, model)
    span = source.span_of(*at)
    written = value_at(values, at)
    if written is None:
        return Problem("field-is-filled", span, f"an item of {owner!r} is empty", "write a value, or delete the item")
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
        meant = closest(str(written), choices)
        hint = f"write one of: {', '.join(choices)}"
        hint = f"did you mean {meant!r}? Or {hint}" if meant else hint
        if at == ("consent", "scope") and not meant:
            hint = "stories are published for everybody; if that was not agreed, delete 'consent'"
        fix = rewrite_value(span, str(written), meant, safe=_is_sure(str(written), meant, choices)) if meant else None
        return Problem("value-is-one-of", span, f"{quote(written)} is no {owner}", hint, fix)
    if "message" in context:
        if at[:1] == ("date",) and "date" in assumed:
            return Problem(kind, span, f"the date in the file's name: {context['message']}", "rename the file")
        meant = str(context["meant"])
        fix = rewrite_value(span, str(written), meant, safe=bool(context["sure"])) if meant else None
        return Problem(kind, span, f"{owner}: {context['message']}", str(context["hint"]), fix)
    expected = _EXPECTED.get(kind, "")
    message = f"{owner}: {expected} is wanted here" if expected else f"{owner}: {detail['msg'].lower()}"
    return Problem("field-has-its-type", span, message, _show_form(at, expected, model))


def _show_form(at: tuple[int | str, ...], expected: str, model: type[Fields]) -> str:
    """How a value of the expected type is written."""
    if expected == "a list":
        return "write for example [one, two]"
    if expected == "one text":
        return "write one value, without brackets and braces"
    group = _group_of(model, (*at, ""))
    if expected == "a group of fields" and group is not model:
        required = [inner.alias or name for name, inner in group.model_fields.items() if inner.is_required()]
        names = required or list(group.model_fields)
        return f"write {{{', '.join(f'{name}: …' for name in names)}}}"
    return f"write {expected}" if expected else "correct the value"


def _explain_missing(at: tuple[int | str, ...], source: Source) -> Problem:
    field = str(at[-1])
    hint = f"write '{field}: …'"
    if at == ("date",):
        hint = "write 'date: year-month-day', or let the file's name begin with the date"
    return Problem("field-is-present", source.span_of(*at[:-1]), f"the field {field!r} is missing", hint)


def _explain_unknown(at: tuple[int | str, ...], source: Source, model: type[Fields]) -> Problem:
    field = str(at[-1])
    group = _group_of(model, at)
    known = [inner.alias or name for name, inner in group.model_fields.items()]
    meant = next((inner.alias for name, inner in group.model_fields.items() if field == name and inner.alias), "")
    meant = meant or (_OTHER_TOOLS.get(field.casefold(), "") if len(at) == 1 else "")
    if not meant and field.casefold() == "name" and "title" in known:
        meant = "title"
    alias, meant = meant in known, meant if meant in known else closest(field, known)
    hint = f"here it is called {meant!r}" if alias else f"did you mean {meant!r}?" if meant else ""
    if not hint and len(at) == 1:
        everything = f"known are {', '.join(known)}; anything else goes under 'extra:'"
        hint = _NEEDLESS.get(field.casefold(), everything)
    hint = hint or f"known are {', '.join(known)}"
    fix = None
    span = source.span_of_key(*at)
    group_values = value_at(source.front_matter.values, at[:-1])
    if meant and isinstance(group_values, Mapping) and meant not in group_values:
        # Of the names in other tools, only those of ours in another number mean the very same.
        sure = _is_sure(field, meant, known) or (alias and meant in ("title", "name"))
        fix = rewrite_value(span, field, meant, safe=sure)
    return Problem("field-is-known", span, f"there is no field {quote(field)} here", hint, fix)


def _is_sure(written: str, meant: str, choices: Collection[str]) -> bool:
    """Whether of a few fixed words only this one can have been meant."""
    return [word for word in choices if is_typo_of_few(written, word)] == [meant]


def _owner_name(at: tuple[int | str, ...]) -> str:
    """The name of the field a location belongs to, for a person."""
    return next((str(part) for part in reversed(at) if isinstance(part, str)), "value")


def _group_of(model: type[Fields], at: tuple[int | str, ...]) -> Any:
    """The model of the group in which `at` stands."""
    group: Any = model
    for part in at[:-1]:
        if isinstance(part, str) and part in group.model_fields:
            group = _group_in(group.model_fields[part].annotation) or group
    return group


def _group_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _group_in(part))), None)


def value_at(values: Any, at: tuple[int | str, ...]) -> Any:
    """What stands at a location, or around it where a model made more of the value than was written."""
    for part in at:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            break
    return values
