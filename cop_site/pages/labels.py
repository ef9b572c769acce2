"""Labels of menus, pages and buttons, and of kinds within sentences.

The tables of the model have English labels; here they become messages of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_site.model.kinds import FOLDERS, Kind
from cop_site.model.labels import MANY, ONE, form_messages, label_kinds
from cop_site.model.sections import MENUS
from cop_site.model.spelling.dates import WEEKDAYS
from cop_site.wording.catalogue import Wording

_WITHIN, _NEW = "a kind of note, within a sentence", "a button"
_ON_TOPIC, _MENU = "notes on a topic", "a menu"
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
"""Which of the days of a month that are the same day of the week."""


def table_messages() -> Iterator[tuple[str | None, str]]:
    """Yield contexts and messages from the tables of the model, which no extractor finds."""
    yield from ((_MENU, menu) for menu in MENUS)
    yield from ((weekday, ordinal) for weekday in WEEKDAYS for ordinal in _ORDINALS.values())
    for kind in Kind:
        yield from ((ONE, kind.info.label), (MANY, kind.info.plural), (_ON_TOPIC, material_name(kind)))
        yield from ((_WITHIN, kind.info.label.lower()), (_NEW, f"New {kind.info.label.lower()}"))
        yield from ((None, text) for text in (kind.info.lead, kind.info.introduces) if text)
    yield from ((None, describe(kind)) for kind in FOLDERS.values())
    yield from form_messages()


def describe(kind: Kind) -> str:
    """Return what a kind of note is, in a sentence: the first line of its model's docstring."""
    return (kind.info.model.__doc__ or "").strip().splitlines()[0]


def material_name(kind: Kind) -> str:
    """Return the heading of the notes of a kind on a topic's page, in English."""
    return kind.info.topic_heading or kind.info.plural


def label_menu(menu: str, wording: Wording) -> str:
    """Return the label of a menu of the navigation."""
    return wording.pgettext(_MENU, menu)


def label_ordinal(ordinal: int, weekday: str, wording: Wording) -> str:
    """Return which of the Mondays of a month is meant, such as `first` or `last`, as it stands before that weekday."""
    return wording.pgettext(weekday, _ORDINALS[ordinal])


def label_section(uri: str, wording: Wording) -> str:
    """Return the title of a generated page that shows many notes, by its address; it is the same for all notes."""
    gettext, pgettext = wording.gettext, wording.pgettext
    titles = {
        "start/": gettext("Start here"),
        "topics/": gettext("Topics"),
        "coverage/": gettext("Coverage"),
        "plan/": pgettext("of meetups", "Plan"),
        "tags/": gettext("Tags"),
        "log/": pgettext("of decisions", "Log"),
        "questions/": gettext("Open questions"),
        "subscribe/": gettext("Subscribe"),
        "contribute/": gettext("Contribute"),
        "search/": pgettext("heading", "Search"),
        "members/": gettext("Members"),
        "who-knows-what/": gettext("Who knows what"),
        "health/": pgettext("of a community", "Health"),
        "paths/": gettext("Paths"),
        "glossary/": gettext("Glossary"),
    }
    return titles.get(uri) or next(label_kinds(kind, wording) for kind in Kind if kind.info.list_uri == uri)


def label_kind_within(kind: Kind, wording: Wording) -> str:
    """Return the label of a note of a kind within a sentence."""
    return wording.pgettext(_WITHIN, kind.info.label.lower())


def label_new(kind: Kind, wording: Wording) -> str:
    """Return the label of the button that adds a note of a kind."""
    return wording.pgettext(_NEW, f"New {kind.info.label.lower()}")


def label_material(kind: Kind, wording: Wording) -> str:
    """Return the heading above the notes of a kind on a topic's page."""
    return wording.pgettext(_ON_TOPIC, material_name(kind))


def name_levels(wording: Wording) -> Mapping[str, str]:
    """Return the labels of the levels, in order, outside of sentences."""
    return {
        "foundation": wording.pgettext("a level", "Foundation"),
        "practitioner": wording.pgettext("a level", "Practitioner"),
        "advanced": wording.pgettext("a level", "Advanced"),
    }
