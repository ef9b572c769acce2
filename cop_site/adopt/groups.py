"""Puts groups of fields into our form: talks, people with more than a name, hosts and links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cop_site.adopt.profile import Profile
from cop_site.model.field_names import fold_name
from cop_site.model.person_text import split_people

PEOPLE = ("authors", "speakers", "facilitators", "attendees", "scribe")
"""The fields of adopted notes that name people."""
_PERSON = {
    **{name: name for name in ("name", "role", "organisation", "pronouns", "links")},
    **dict.fromkeys(("fullname", "full_name"), "name"),
    **dict.fromkeys(("title", "job", "job_title", "position"), "role"),
    **dict.fromkeys(("org", "organization", "company", "affiliation", "employer", "at"), "organisation"),
    **dict.fromkeys(("link", "url", "website", "homepage", "github", "linkedin", "mastodon"), "links"),
}
_ORGANISATION = {
    **dict.fromkeys(("name", "title", "company"), "name"),
    **dict.fromkeys(("url", "link", "website"), "url"),
}
_LINK = {
    **dict.fromkeys(("title", "name", "label", "text"), "title"),
    **dict.fromkeys(("url", "link", "href"), "url"),
}
_SINGLE = frozenset({"title", "recording", "slides", "minutes"})
_TALK = frozenset({"title", "speakers", "topics", "covers", "recording", "slides", "minutes"})


def shape_groups(field: str, value: Any, profile: Profile) -> tuple[Any, bool]:
    """Return the value of a field of ours with its groups in our form, and whether they lost anything."""
    names = dict.fromkeys(PEOPLE, _PERSON) | {"host": _ORGANISATION, "sponsors": _ORGANISATION, "links": _LINK}
    items = value if isinstance(value, list) else [value]
    if (field not in names and field != "talks") or not any(isinstance(item, Mapping) for item in items):
        return value, False
    shaped = [
        _shape(field, item, names.get(field, {}), profile) if isinstance(item, Mapping) else item for item in items
    ]
    lost = any(
        isinstance(before, Mapping) and _count(before) > _count(after)
        for before, after in zip(items, shaped, strict=True)
    )
    return shaped, lost


def _shape(field: str, group: Mapping[str, Any], names: Mapping[str, str], profile: Profile) -> dict[str, Any]:
    if len(group) == 1 and field == "links" and fold_name(next(iter(group))) not in _LINK:
        return {"title": next(iter(group)), "url": next(iter(group.values()))}  # `- Photos: https://…`
    shaped: dict[str, Any] = {}
    for name, inner in group.items():
        ours, pattern = _meaning(field, name, names, profile)
        value = _shape_value(ours, inner, pattern, profile) if ours else None
        if value and ours == "links" and "links" in shaped:
            shaped["links"] = [*shaped["links"], *value]
        elif value:
            shaped.setdefault(ours, value)
    return shaped


def _shape_value(ours: str, value: Any, pattern: str, profile: Profile) -> Any:
    """The value of a field of a group; None where it is none."""
    if ours == "links":
        return [link for link in _as_list(value) if str(link).startswith(("http://", "https://"))]
    if ours in _SINGLE and isinstance(value, list):
        value = value[0] if len(value) == 1 else None  # of several, none says more than the others
    if ours == "speakers":
        return split_people(value) if isinstance(value, str) else shape_groups("speakers", value, profile)[0]
    return pattern.format(value) if isinstance(value, str) and "//" not in value else value


def _meaning(field: str, name: str, names: Mapping[str, str], profile: Profile) -> tuple[str, str]:
    """The field of a group that a name means, empty if none, and the pattern of its value."""
    if field != "talks":
        return names.get(fold_name(name), ""), "{}"
    ours, pattern = profile.target(name)
    ours = {"tags": "topics", "authors": "speakers"}.get(ours, ours)
    return (ours, pattern) if ours in _TALK else ("", "{}")


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _count(value: Any) -> int:
    """How many texts a value has."""
    if isinstance(value, Mapping):
        return sum(map(_count, value.values()))
    return sum(map(_count, value)) if isinstance(value, list) else int(value not in (None, ""))
