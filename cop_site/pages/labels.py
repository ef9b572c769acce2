"""What is shown for kinds, for statuses and for the values of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cop_site.model.kind import FOLDERS, Kind
from cop_site.model.kinds import MODELS, Fields
from cop_site.wording.catalogue import Wording

_LABELS = {
    Kind.TOPIC: ("Topic", "Topics", "topic", "New topic"),
    Kind.MEETUP: ("Meetup", "Meetups", "meetup", "New meetup"),
    Kind.TESTIMONIAL: ("Story", "Stories", "story", "New story"),
    Kind.RESOURCE: ("Resource", "Resources", "resource", "New resource"),
    Kind.PRACTICE: ("Practice", "Practices", "practice", "New practice"),
    Kind.MEMBER: ("Member", "Members", "member", "New member"),
    Kind.PATH: ("Path", "Paths", "path", "New path"),
    Kind.TERM: ("Term", "Glossary", "term", "New term"),
    Kind.PAGE: ("Page", "Pages", "page", "New page"),
    Kind.COMMUNITY: ("Home", "Home", "home", "New home"),
}
"""What one of a kind is called, the list of all, one of them within a sentence, and the button that adds one."""
_CONTEXTS = ("a kind of note", "a list of notes", "a kind of note, within a sentence", "a button")


def kind_messages() -> Iterator[tuple[str | None, str]]:
    """Yield what the catalogue has of kinds, which no extractor finds: contexts and messages."""
    for labels in _LABELS.values():
        yield from zip(_CONTEXTS, labels, strict=True)
    for kind in FOLDERS.values():
        yield None, describe(MODELS[kind])
        yield from ((None, field.description) for field in MODELS[kind].model_fields.values() if field.description)


def describe(model: type[Fields]) -> str:
    """Return what a kind of note is, in a sentence: the first line that its model says of itself."""
    return (model.__doc__ or "").strip().splitlines()[0]


def label_kind(kind: Kind, wording: Wording) -> str:
    """Return what one note of a kind is called."""
    return wording.pgettext(_CONTEXTS[0], _LABELS[kind][0])


def label_kinds(kind: Kind, wording: Wording) -> str:
    """Return the title of the list of a kind."""
    return wording.pgettext(_CONTEXTS[1], _LABELS[kind][1])


def label_kind_within(kind: Kind, wording: Wording) -> str:
    """Return what one note of a kind is called within a sentence."""
    return wording.pgettext(_CONTEXTS[2], _LABELS[kind][2])


def label_new(kind: Kind, wording: Wording) -> str:
    """Return what the button says that adds a note of a kind."""
    return wording.pgettext(_CONTEXTS[3], _LABELS[kind][3])


def label_material(kind: Kind, wording: Wording) -> str:
    """Return the heading above the notes of a kind on a topic's page."""
    return wording.pgettext("notes on a topic", "Terms") if kind is Kind.TERM else label_kinds(kind, wording)


def name_levels(wording: Wording) -> Mapping[str, str]:
    """Return what the levels are called where they stand alone, in their order."""
    return {
        "foundation": wording.pgettext("a level", "Foundation"),
        "practitioner": wording.pgettext("a level", "Practitioner"),
        "advanced": wording.pgettext("a level", "Advanced"),
    }


def name_values(wording: Wording) -> Mapping[str, Mapping[str, str]]:
    """Return what values are called, by what they are values of; nothing is called nothing."""
    pgettext = wording.pgettext
    return {
        "status": {
            "covered": pgettext("status", "covered"),
            "partial": pgettext("status", "partial"),
            "planned": pgettext("status", "planned"),
            "introduced": pgettext("status", "introduced"),
            "left out": pgettext("status", "left out"),
            "resting": pgettext("status", "resting"),
            "repeated": pgettext("status", "repeated"),
            "one voice": pgettext("status", "one voice"),
            "overdue": pgettext("status", "overdue"),
            "superseded": pgettext("status", "superseded"),
            "retired": pgettext("status", "retired"),
            "cancelled": pgettext("status", "cancelled"),
            "past": pgettext("status", "past"),
        },
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
