"""What kinds of notes, fields and values are called in a language; the tables of the model have it in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cop_site.model.kinds import Kind
from cop_site.model.rhythm import Frequency
from cop_site.wording.catalogue import Wording

ONE, MANY = "a kind of note", "a list of notes"
_FIELD, _FORM = "the name of a field", "the name of a form"


def label_kind(kind: Kind, wording: Wording) -> str:
    """Return the label of a note of a kind."""
    return wording.pgettext(ONE, kind.info.label)


def label_kinds(kind: Kind, wording: Wording) -> str:
    """Return the title of the list of a kind."""
    return wording.pgettext(MANY, kind.info.plural)


def label_field(name: str, wording: Wording) -> str:
    """Return what a field is called in a form."""
    return wording.pgettext(_FIELD, _as_label(name))


def describe_field(schema: Mapping[str, Any], wording: Wording) -> str:
    """Return what a field is for, by its schema; empty if that is not said."""
    text = schema.get("description", "")
    return text and wording.gettext(text)


def label_form(kind: Kind, wording: Wording) -> str:
    """Return what the issue form for a note of a kind is called."""
    return wording.pgettext(_FORM, _name_form(kind))


def form_messages() -> Iterator[tuple[str | None, str]]:
    """Yield the contexts and messages of all forms, which no extractor finds."""
    for kind in Kind:
        schema = kind.info.model.model_json_schema()
        yield from ((_FORM, _name_form(kind)) for _ in kind.info.form_fields[:1])
        for part in (schema, *schema.get("$defs", {}).values()):
            for name, field in part.get("properties", {}).items():
                yield _FIELD, _as_label(name)
                yield from ((None, text) for text in [field.get("description")] if text)


def _as_label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _name_form(kind: Kind) -> str:
    return f"Add a {kind.value}"


def word_frequency(every: Frequency, wording: Wording) -> str:
    """Return how often something recurs, such as `every month`; which weekday of the month is left out."""
    ngettext, times = wording.ngettext, len(every.ordinals)
    weeks, rest = divmod(every.days, 7)
    if times > 1:
        return ngettext("%(num)s time a month", "%(num)s times a month", times)
    if every.months:
        return ngettext("every month", "every %(num)s months", every.months)
    if rest:
        return ngettext("every day", "every %(num)s days", every.days)
    return ngettext("every week", "every %(num)s weeks", weeks)


def name_quarter(wording: Wording, year: int, quarter: int) -> str:
    """Return the name of a quarter, such as `Q1 2026`."""
    first, last = (wording.formats.name_month(3 * quarter - before) for before in (2, 0))
    # Translators: a quarter of a year; its months, %(first)s to %(last)s, may stand in place of %(quarter)s.
    return wording.gettext("Q%(quarter)s %(year)s", quarter=quarter, year=str(year), first=first, last=last)


def name_values(wording: Wording) -> Mapping[str, Mapping[str, str]]:
    """Return the labels of values, by name of field and value; the label of an empty value is empty."""
    pgettext = wording.pgettext
    return {
        "status": {
            "covered": pgettext("a topic", "covered"),
            "partial": pgettext("a topic", "partial"),
            "planned": pgettext("a topic", "planned"),
            "introduced": pgettext("a topic", "introduced"),
            "left out": pgettext("a topic", "left out"),
        },
        "flag": {
            "resting": pgettext("a topic", "resting"),
            "repeated": pgettext("a topic", "repeated"),
            "one voice": pgettext("a topic", "one voice"),
            "planned": pgettext("a meetup", "planned"),
            "cancelled": pgettext("a meetup", "cancelled"),
            "past": pgettext("a meetup", "past"),
            "overdue": pgettext("a note to be checked", "overdue"),
            "superseded": pgettext("a resource", "superseded"),
        },
        "action": {"overdue": pgettext("an action", "overdue")},
        "level": {
            "": "",
            "foundation": pgettext("a level, within a sentence", "foundation"),
            "practitioner": pgettext("a level, within a sentence", "practitioner"),
            "advanced": pgettext("a level, within a sentence", "advanced"),
        },
        "format": {
            "talk": pgettext("a format", "talk"),
            "round-table": pgettext("a format", "round table"),
            "workshop": pgettext("a format", "workshop"),
            "demo": pgettext("a format", "demo"),
            "book-club": pgettext("a format", "book club"),
            "practice": pgettext("a format", "practice"),
            "social": pgettext("a format", "social"),
            "article": pgettext("a format", "article"),
            "book": pgettext("a format", "book"),
            "video": pgettext("a format", "video"),
            "course": pgettext("a format", "course"),
            "tool": pgettext("a format", "tool"),
            "template": pgettext("a format", "template"),
            "dataset": pgettext("a format", "dataset"),
            "paper": pgettext("a format", "paper"),
        },
        "cost": {"": "", "free": pgettext("a cost", "free"), "paid": pgettext("a cost", "paid")},
    }
